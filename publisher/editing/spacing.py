"""Spaces that a typist put where the layout makes the gap itself.

CY/T 154-2017, 8, and W3C clreq: the gap between Han and Latin or digits is the layout's, a
quarter of an em; a Chinese mark carries its own blank half and takes no space. A space between
two Han characters may mean something (GB/T 15834-2011, B.3.6: 第一章 总则) and stays, unless it
is one that nobody types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.editing.changes import Change, Query
from publisher.editing.characters import (
    NUMERAL,
    SPACE,
    VEIL,
    WIDE_CLOSE,
    WIDE_OPEN,
    WIDE_POINT,
    has_inner_space,
    is_alnum,
    is_han,
)
from publisher.editing.foreign import is_english
from publisher.runtime.patterns import regex

_RUN = regex(rf"[{SPACE}]++(?!\Z)")
_WIDE = WIDE_OPEN + WIDE_CLOSE + WIDE_POINT
_NO_BREAK = frozenset("\u00a0\u2007\u202f")
"""Spaces that nobody types between Han characters: a web page left them."""
_SHARED = "“”‘’—…"
"""Marks that English has too: Chinese where they touch Han."""
_LATIN_END = regex(r"(?:[%‰℃°]|[A-Za-z]\+{1,2}|[A-Za-z]#)$")
"""What ends a number or a Latin word besides letters and digits: 5%, C++, C#."""

_SECTION = regex(
    rf"""
    \d{{1,2}} (?: \. \d{{1,2}} )* [{SPACE}]++       # 3.1 生理停顿: a space by B.3.6
    (?! [年月日号號时時分秒个個家项項种種类類名位次倍条條万萬亿億千百元大] )
    """,
    re.VERBOSE | re.ASCII,
)
_BLANK = 3
"""So many spaces after a colon are a blank of a form, to be filled in."""
_CHOICE = regex(r"[A-H][.．、)）](?![A-Za-z0-9])")
"""What the next choice of a question begins with: A.甲 B.乙."""
_ITEM = regex(rf"第?[{NUMERAL}0-9]{{1,4}}[章节節条條款课課回卷部编編篇集讲講]?[{SPACE}]")


def rule(text: str) -> Iterable[Change]:
    """Take out spaces beside Chinese marks and between Han and Latin (CY/T 154-2017, 8).

    Spaces around an address or code stay, for the reader who copies it.
    """
    runs = _runs(text)
    if not runs or is_english(text):
        return ()
    return _closed(text, runs)


def _closed(text: str, runs: list[re.Match[str]]) -> Iterator[Change]:
    section = _SECTION.match(text)
    kept = {section.end()} if section and is_han(text[section.end() : section.end() + 1]) else set()
    for run in runs:
        start, end = run.span()
        if end not in kept and _is_stray(text, start, end):
            yield Change(start, end, "")


def doubts(text: str) -> Iterator[Query]:
    """Find spaces between Han characters, but for the one after the number of a chapter."""
    for match in _runs(text):
        if not (_is_ideograph(text[match.start() - 1]) and _is_ideograph(text[match.end()])):
            continue
        if _ITEM.fullmatch(text, 0, match.end()) is None and not is_english(text):
            yield Query(*match.span(), "a space between Han characters")


def _runs(text: str) -> list[re.Match[str]]:
    """Return the runs of spaces that have something before and after."""
    if not has_inner_space(text):
        return []
    return [run for run in _RUN.finditer(text) if run.start()]


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_blank(before: str, after: str, length: int) -> bool:
    """Tell whether spaces are a blank to be filled in: ( ), 姓名:      性别:."""
    return (before in "(（" and after in ")）") or (before in ":：" and length >= _BLANK)


def _is_stray(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    if _is_blank(before, after, end - start):
        return False
    if before in _WIDE or after in _WIDE:
        return True
    if _NO_BREAK.issuperset(text[start:end]) and is_han(before) and is_han(after):
        return not _ITEM.fullmatch(text, 0, end)
    if VEIL in (before, after):
        return False
    if is_han(after):
        latin = is_alnum(before) or _LATIN_END.search(text, max(0, start - 3), start) is not None
        return latin or before in _SHARED
    if is_han(before):
        if _CHOICE.match(text, end):
            return False
        return is_alnum(after) or after in _SHARED
    return before in "”’" and after in "“‘"
