r"""Tokens: runs of letters, digits and their marks in which a line may end where no word may.

Addresses, paths, dotted names, identifiers, hashes. A line ends after a mark that parts the
token, as TeX's package url does it (D. Arseneau, \UrlBreaks), but before its hyphens, as the
Chicago Manual of Style has it (17th edition, 14.18). Neither adds a hyphen, which would be taken
for part of the address. Short tokens, numbers, dates and options stay whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from publisher.composing.penalties import (
    ANYWHERE,
    FREE,
    HELD,
    HYPHEN,
    NEVER,
    PIECE,
    SEAM,
    SEPARATOR,
)

_SEPARATORS = frozenset("/\\.,;:_@?!&=+|#~>)]}*")
_HYPHENS = frozenset("-‐–")
_PARTING = frozenset("/\\_&=?;|")
"""Of these, the ones that part digits from digits, too: 2026/03 in an address, but 10:20."""

_AROUND = ".,;:!?()[]{}<>\"'"
"""Marks of the sentence around a token, which are none of it."""

SHORT = 8
"""A token of so many characters stays whole: zh-Hant, TCP/IP, Node.js."""

_IDENTIFIER = 16
"""From so many characters on, a token may be broken at its seams: PostgreSQL is shorter."""

LONG = 20
"""A token or a row of one mark from so many characters on is in nobody's way if it is broken
anywhere, and its letters may be set a little apart."""

_LEAST = 3
"""So many characters of a token stay on either side of a break."""


_CODE_POINT = re.compile(r"U\+[0-9A-F]{4,6}")
"""A character by its number, as one that no face has is shown: a line may end after it only."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = _set(
    """
        m cm mm km nm μm µm dm ft in pt px em kg g mg t lb L l ml mL s ms min h d Hz kHz MHz GHz
        V kV mV A mA W kW MW kWh Wh J kJ N Pa kPa MPa bar mol K °C °F ° % ‰ B kB KB MB GB TB bit
        Mbps Gbps dpi rpm dB ppm m² m³ cm² km² km/h m/s g/m² AM PM am pm BC AD BCE CE
        年 月 日 号 时 点 分 秒 元 角 章 节 条 款 项 卷 册 页 回 期 届 次 版 图 表 行 岁 度 倍
    """
)
"""What holds on to the number before it, over a space."""

_LABELS = _set(
    """
        No. no. Nr. p. pp. P. Fig. fig. Vol. vol. Ch. ch. Sec. sec. Art. Eq. ca. c. Tel. § ¶ #
        $ € £ ¥ ￥ ￡ № 第 约 图 表 RMB USD CNY HKD EUR ISBN ISSN v.
    """
)
"""What holds on to the number after it, over a space."""


def is_word(text: str) -> bool:
    """Tell whether a token can be a word of a language: no acronym, no name in camel case."""
    return text.isalpha() and text[1:].islower()


def core(token: str) -> tuple[int, int]:
    """Return where a token begins and ends, the marks of the sentence around it left out."""
    start = len(token) - len(token.lstrip(_AROUND))
    return start, max(start, len(token.rstrip(_AROUND)))


@lru_cache(maxsize=4096)
def places(token: str) -> tuple[tuple[int, float], ...]:
    """Return after which characters of a token a line may end, each with its penalty."""
    start, stop = core(token)
    around = _around(token, start, stop)
    if stop - start <= SHORT or is_word(token[start:stop]):
        return tuple(around)
    found = _parted(token, start, stop)
    pieces = _within_pieces(token, start, stop, [index for index, _ in found])
    return tuple(_beside_code_points(token, [*found, *pieces, *around]))


def _beside_code_points(token: str, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the places with none inside a code point, but one between two of them."""
    if "U+" not in token:
        return found
    points = [match.span() for match in _CODE_POINT.finditer(token)]
    inside = [(index, NEVER) for start, stop in points for index in range(start, stop - 1)]
    between = [(stop - 1, SEPARATOR) for _, stop in points if _CODE_POINT.match(token, stop)]
    return [*found, *inside, *between]


def _around(token: str, start: int, stop: int) -> list[tuple[int, float]]:
    """Return the places in a long row of marks around a token, or in one of marks alone."""
    if len(token) - (stop - start) < LONG:
        return []
    return [(index, ANYWHERE) for index in range(len(token) - 1) if not start <= index < stop]


def _parted(token: str, start: int, stop: int) -> list[tuple[int, float]]:
    """Return the places of a token that its marks and its letters themselves show."""
    has_letters = any(char.isalpha() for char in token)
    if not has_letters and stop - start < LONG:
        inside = range(start + 1, stop - 1)
        return [(index, PIECE) for index in inside if token[index] in "/-–:"]
    after, before = _separators(token[start:stop])
    seams = has_letters and stop - start >= _IDENTIFIER
    found = []
    for index in range(start + _LEAST - 1, stop - _LEAST):
        one, other = token[index], token[index + 1]
        if _is_parting(token, index, after) or _is_holding(token, index + 1, before):
            found.append((index, SEPARATOR))
        elif seams and _is_seam(one, other):
            found.append((index, SEAM))
    return found


def _separators(token: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks after which a token may be parted, and those before which it may be.

    A compound ends its line with its hyphen, as any other; an address does not, for readers of
    a file drop a hyphen there. An option holds together at its hyphens.
    """
    if all(char.isalpha() or char in _HYPHENS for char in token) and token[0] not in _HYPHENS:
        return _SEPARATORS | _HYPHENS, frozenset("%")
    return _SEPARATORS, frozenset("%") if token[0] in _HYPHENS else _HYPHENS | {"%"}


def _is_parting(token: str, index: int, marks: frozenset[str]) -> bool:
    """Tell whether a line may end after a mark: the last of a row, and no decimal point."""
    one, other = token[index], token[index + 1]
    if one not in marks or not (other.isalnum() or other in "%$({<~"):
        return False
    return one in _PARTING or not (token[index - 1].isdigit() and other.isdigit())


def _is_holding(token: str, index: int, marks: frozenset[str]) -> bool:
    """Tell whether a line may begin with a mark: none between digits, nor in a row."""
    before, after = token[index - 1], token[index + 1]
    is_row = not (before.isalnum() and after.isalnum())
    return token[index] in marks and not is_row and not (before.isdigit() and after.isdigit())


def _is_seam(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return one.isalpha() or other.isalpha()
    return one.islower() and other.isupper()


def _within_pieces(token: str, start: int, stop: int, parted: list[int]) -> list[tuple[int, float]]:
    """Return the places within the pieces of a long token, cheap ones if a piece is long itself."""
    if stop - start < LONG:
        return []
    edges = [start - 1, *parted, stop - 1]
    return [
        (index, ANYWHERE if end - before >= LONG else PIECE)
        for before, end in pairwise(edges)
        for index in range(before + _LEAST, end - _LEAST + 1)
        if token[index + 1] not in _AROUND or token[index] == token[index + 1]
    ]


def across(before: str, after: str) -> float:
    """Return what it costs to part two tokens at the space between them.

    A number holds on to its unit and its label, the groups of a number to each other, initials
    to the name.
    """
    if after[0].isdigit() and (before.lstrip(_AROUND) in _LABELS or before[-1].isdigit()):
        return HELD
    if before[-1].isdigit() and after.rstrip(_AROUND) in _UNITS:
        return HELD
    is_initial = len(before) == 2 and before[0].isupper() and before[1] == "."
    return HYPHEN if is_initial and after[0].isupper() else FREE
