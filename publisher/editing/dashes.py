"""Dashes and ellipses at their full two characters.

GB/T 15834-2011, 4.10.2 and 5.1.4: a dash is ——. 4.11.2, 5.1.5 and A.9.1: an ellipsis is ……, or
………… where paragraphs are left out, never more. 4.13: a single — is a connector (一字线), as in
北京—上海, and a hyphen another; both stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.editing.changes import Change, Query
from publisher.editing.characters import NUMERAL, SPACE, SPACES, VEIL, after, before, is_han
from publisher.editing.foreign import is_english
from publisher.runtime.patterns import regex

_CHINESE_MARKS = frozenset("，。、：；？！（）《》〈〉「」『』【】")

_ANY = regex(r"\.\.\.|…|⋯|。。。|···|--|—|―|─|–")
"""Spelled so that Python looks for the first characters only."""
_ELLIPSIS = regex(r"(?:\.{3,}+|[…⋯]|。{3,}+|·{3,}+)+")
_WHOLE = ("……", "…………")
_OPENERS = frozenset("“‘\"'([")
_CLOSERS = frozenset("”’\"')]")
_LEADER = regex(rf"[{SPACE}]?\d+$", re.ASCII)

_DASH = regex(r"(?<!-)-{2,3}(?!-)|(?<![—―─])[—―─]{2,3}(?![—―─])")
_BEFORE_DASH = frozenset(f"{VEIL}”’\"'%‰0123456789")
_AFTER_DASH = frozenset(f"{VEIL}“‘\"'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

_SINGLE = regex("[—–]")
_BEFORE_SPEECH = frozenset("，。；：？！”）》")
_EXPLANATIONS = (
    *"这即那也而但却因它他她我你甚尤這卻",
    *("包括", "例如", "比如", "特别", "特別", "所以", "并且", "並且", "不是", "就是"),
)
"""Words that open the second half of a sentence and never the end of a range."""
_RANGE = frozenset(f"年月日时時分秒号號度元级級{NUMERAL}○")


def rule(text: str) -> Sequence[Change]:
    """Make ellipses …… and dashes —— where the text around them is Chinese (4.10.2, 4.11.2)."""
    if _ANY.search(text) is None or is_english(text):
        return ()
    changes = (*_ellipses(text), *_dashes(text), *_single_dashes(text))
    return sorted(changes, key=lambda change: change.start)


def doubts(text: str) -> Iterator[Query]:
    """Find a single — between Han characters that may be a dash or a connector."""
    if "—" not in text:
        return
    for index, sure in _singles(text):
        if not sure and text[index - 1] not in _RANGE and not _explains(text, index + 1):
            yield Query(index, index + 1, "one —, where a dash has two")


def _ellipses(text: str) -> Iterator[Change]:
    for match in _ELLIPSIS.finditer(text):
        start, end = match.span()
        if match.group() in _WHOLE or _LEADER.match(text, end):
            continue
        alone = (not start or text[start - 1] in _OPENERS) and text[end : end + 1] in _CLOSERS | {
            ""
        }
        if alone or _is_beside_chinese(text, start, end):
            yield Change(start, end, "……")


def _dashes(text: str) -> Iterator[Change]:
    for match in _DASH.finditer(text):
        start, end = match.span()
        if (
            match.group() != "——"
            and _is_beside_chinese(text, start, end)
            and _may_follow(text, before(text, start))
            and _may_precede(text, after(text, end))
        ):
            yield Change(start, end, "——")


def _single_dashes(text: str) -> Iterator[Change]:
    for index, sure in _singles(text):
        if sure or _explains(text, index + 1):
            yield Change(index, index + 1, "——")


def _singles(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where one mark may stand for a dash, and whether it is one for sure.

    It is if it is set off by spaces, or if a speaker goes on after it. Between two Han
    characters it may be a connector.
    """
    for match in _SINGLE.finditer(text):
        index = match.start()
        left, right = text[max(0, index - 1) : index], text[index + 1 : index + 2]
        if left in SPACES and right in SPACES:
            outer = text[max(0, index - 2) : max(0, index - 1)]
            following = text[index + 2 : index + 3]
            if _is_chinese(outer, "”%‰") and _is_chinese(following, "“"):
                yield index, True
        elif match.group() == "—":
            if (not left or left in _BEFORE_SPEECH) and (is_han(right) or right in ("“", "《")):
                yield index, True
            elif is_han(left) and is_han(right):
                yield index, False


def _is_beside_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether Chinese stands on one side, beyond one space at most."""
    left, right = before(text, start), after(text, end)
    return (left >= 0 and _is_chinese(text[left])) or _is_chinese(text[right : right + 1])


def _is_chinese(char: str, others: str = "") -> bool:
    """Tell whether `char`, one character or none, is Han, a Chinese mark or one of `others`."""
    return is_han(char) or char in _CHINESE_MARKS or (char != "" and char in others)


def _may_follow(text: str, index: int) -> bool:
    """Tell whether a dash may follow what stands at `index`: the beginning, or a word."""
    if index < 0:
        return True
    char = text[index]
    word = char.isascii() and char.isalpha()
    if word:
        earlier = text[index - 1] if index else ""
        return earlier.isascii() and earlier.isalpha()
    return char in _BEFORE_DASH or _is_chinese(char)


def _may_precede(text: str, index: int) -> bool:
    """Tell whether a dash may stand before `index`: before the end, or a word."""
    return index >= len(text) or text[index] in _AFTER_DASH or _is_chinese(text[index])


def _explains(text: str, index: int) -> bool:
    """Tell whether what begins at `index` explains what was before."""
    return text.startswith(_EXPLANATIONS, index)
