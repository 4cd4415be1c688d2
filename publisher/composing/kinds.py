"""Kinds of characters, by what they do at a line's edge and beside each other (clreq 3.1, 6)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from publisher.composing.penalties import EMERGENCY, FREE, HELD, NEVER


class Kind:
    """What a unit of text is to the compositor: numbers, for they are compared for each letter.

    The order of `CLOSING`, `COMMA`, `STOP` after `OPENING` is the order in which marks give
    way on a tight line: brackets first, 。？！ last.
    """

    HAN: Final = 0
    OPENING: Final = 1
    CLOSING: Final = 2
    COMMA: Final = 3
    STOP: Final = 4
    MIDDLE_DOT: Final = 5
    CHAIN: Final = 6
    """—— and ……: never broken, never stretched inside, not at a line start."""
    WORD: Final = 7
    """A piece of Latin, Cyrillic, digits: neighbours of this kind hold together."""
    SPACE: Final = 8
    NEVER_FIRST: Final = 9
    """％ ℃ 々 ー ッ: holds on to what stands before it."""
    NEVER_LAST: Final = 10
    """￥ № ＃: holds on to what stands after it."""


_TABLE = {
    **dict.fromkeys("“‘「『（《〈【〔［｛〖〘〚", Kind.OPENING),
    **dict.fromkeys("”’」』）》〉】〕］｝〗〙〛", Kind.CLOSING),
    **dict.fromkeys("，、；：", Kind.COMMA),
    **dict.fromkeys("。？！．", Kind.STOP),
    **dict.fromkeys("·・‧", Kind.MIDDLE_DOT),
    **dict.fromkeys("—…⸺", Kind.CHAIN),
    **dict.fromkeys(" \u3000", Kind.SPACE),
    **dict.fromkeys("ぁぃぅぇぉっゃゅょゎゕゖゝゞァィゥェォッャュョヮヵヶヽヾ", Kind.NEVER_FIRST),
    **dict.fromkeys("％‰℃℉々ー～〜／°′″﹪〻", Kind.NEVER_FIRST),
    **dict.fromkeys("￥＄￡№＃＠", Kind.NEVER_LAST),
}


_PICTURE = frozenset("\ufe0f\u20e3")
"""What makes an emoji of any character: the selector of that form, the frame of a keycap."""


_ALPHABETIC = (
    (0xA4D0, 0xA95F),
    (0xA980, 0xABFF),
    (0xFB00, 0xFDFF),
    (0xFE20, 0xFE2F),
    (0xFE70, 0xFEFF),
)
"""Letters that have their code points among those of Chinese and Korean: Lisu, Javanese, Latin
Extended-D, ligatures such as ﬁ, forms of Arabic letters."""


def _is_alphabetic(code: int) -> bool:
    return any(first <= code <= last for first, last in _ALPHABETIC)


@cache
def kind(cluster: str) -> int:
    """Return the `Kind` of a cluster: that of its first character, if it is not an emoji."""
    if not _PICTURE.isdisjoint(cluster):
        return Kind.HAN
    char = cluster[0]
    known = _TABLE.get(char)
    if known is not None:
        return known
    code = ord(char)
    if 0x2E80 <= code <= 0xFFDC or code >= 0x1F000:
        return Kind.WORD if _is_alphabetic(code) else Kind.HAN
    if unicodedata.category(char) == "Zs":
        return Kind.SPACE
    if unicodedata.category(char) == "So":
        return Kind.HAN
    return Kind.WORD


MARKS = frozenset({Kind.OPENING, Kind.CLOSING, Kind.COMMA, Kind.STOP})
"""Marks that carry a blank half, on the side away from the text they belong to."""

ENDING = frozenset({Kind.CLOSING, Kind.COMMA, Kind.STOP})
"""Marks whose blank half stands after them."""

NOT_FIRST = ENDING | {Kind.MIDDLE_DOT, Kind.CHAIN, Kind.NEVER_FIRST}
"""Never at the start of a line (clreq 6.1.1); —— and …… only if the rules are strict."""

NOT_LAST = frozenset({Kind.OPENING, Kind.NEVER_LAST})
"""Never at the end of a line."""

_LATIN_CLOSING = frozenset(",.;:!?)]}%⁽⁾")
"""What holds on to the character before it; the raised mark of a note does from its bracket on."""
_LATIN_OPENING = frozenset("([{$#⁽")


_DEGREES = frozenset("°′″")
"""Signs that a letter or a digit follows: 37 °C, 31°14′."""

_UNBREAKABLE_SPACES = frozenset("\u00a0\u202f")


def penalty(
    before: str, after: str, before_kind: int, after_kind: int, strict: bool = True
) -> float:
    """Return what it costs to end a line between two characters that stand side by side.

    A space is never at a line start: the break stands after it. What it costs between two
    characters of a token is for `tokens` to say, who know the whole of it.

    Args:
        before: The character that would end the line.
        after: The one that would begin the next.
        before_kind: The `Kind` of the first.
        after_kind: The `Kind` of the second.
        strict: Whether —— and …… may not begin a line.

    Returns:
        The price, of which the best breaks have the smallest sum; `NEVER` where there is none.
    """
    if after_kind == Kind.SPACE or before_kind in NOT_LAST:
        return NEVER
    if after_kind == Kind.CHAIN and not strict:
        return NEVER if before_kind == Kind.CHAIN else FREE
    if after_kind in NOT_FIRST:
        return NEVER
    if before_kind == Kind.SPACE:
        return HELD if before in _UNBREAKABLE_SPACES else FREE
    if after_kind == Kind.WORD and after in _LATIN_CLOSING:
        return NEVER
    if after_kind == Kind.WORD and before in _DEGREES:
        return EMERGENCY
    if before_kind == Kind.WORD:
        if before in _LATIN_OPENING:
            return NEVER
        if after_kind == Kind.WORD:
            return EMERGENCY
    return FREE
