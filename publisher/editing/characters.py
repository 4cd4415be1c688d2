"""What kind of character stands at a place: Han, letter or digit, mark, space.

The classes are bodies of regular expression sets, to be put between brackets. Marks come in two
widths; a rule that decides by its surroundings treats both alike, so that its own changes never
change its mind.
"""

from __future__ import annotations

from publisher.runtime.patterns import regex

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b"  # radicals, 々〆〇, 〡-〩
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"  # kana
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # bopomofo, more kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # ideographs
    "\ue000-\uf8ff"  # private use: characters that no standard has yet
    "\u25a1\u25cb"  # □ a lost character, ○ a zero among Han numerals
)
"""Han characters, and what stands for one in running text."""

VEIL = "\ufdd0"
"""What the rules see for a character that they may not touch. No text that was read has one."""

_ALNUM = (
    f"{VEIL}0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    "\u0370-\u03ff\u0400-\u04ff"
)
"""Letters and digits of the scripts that Chinese text quotes: Latin, Greek, Cyrillic; the veil."""

SPACE = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
"""White space inside a line."""

SPACES = frozenset(
    (" ", "\t", "\u00a0", *map(chr, range(0x2002, 0x200B)), "\u202f", "\u205f", "\u3000")
)
"""The same, one by one."""

POINT = ",.:;?!，。、：；？！．"
"""Marks of pause and end (点号, GB/T 15834-2011, 2.6), of both widths."""

WIDE_OPEN = "（《〈「『【〔〖［｛"
"""Opening marks that only East Asian text has."""

WIDE_CLOSE = "）》〉」』】〕〗］｝"
"""Closing marks that only East Asian text has."""

WIDE_POINT = "，。、：；？！"
"""Marks of pause and end that only East Asian text has."""

CLOSE = WIDE_CLOSE + ")]}”’\"'"
"""Closing marks of both widths. A straight quote may be one."""

NUMERAL = "一二三四五六七八九十百零〇"
"""Han digits as they number headings."""

HAN_RUN = regex(f"[{_HAN}]+")
"""Han characters that stand together.

A set that holds Han takes Python a millisecond to compile, so no other expression has one: an
expression finds the marks, and code asks what kind of characters stand beside them.
"""

ALNUM_RUN = regex(f"[{_ALNUM}]+")
"""Letters and digits of foreign scripts that stand together."""


def is_han(char: str) -> bool:
    """Tell whether `char`, one character or none, is Han."""
    return "\u4e00" <= char <= "\u9fff" or HAN_RUN.match(char) is not None


def has_inner_space(text: str) -> bool:
    """Tell at a glance whether white space stands between other characters."""
    return len(text.split(None, 1)) > 1


def before(text: str, index: int) -> int:
    """Return the place of the character before `index`, beyond one space; -1 if there is none."""
    return index - 2 if text[index - 1 : index] in SPACES else index - 1


def after(text: str, index: int) -> int:
    """Return the place of the character at `index`, beyond one space; it may be the end."""
    return index + 1 if text[index : index + 1] in SPACES else index


def is_alnum(char: str) -> bool:
    """Tell whether `char`, one character or none, is a letter or digit of a foreign script."""
    return ALNUM_RUN.match(char) is not None
