"""Marks in forms of other layouts and typefaces become the standard ones of horizontal text.

GB/T 15834-2011, 5.2, and Unicode: vertical text has its marks turned by the layout (U+FE10-FE19
and U+FE30-FE4F are for old encodings alone), the small forms U+FE50-FE6B are those of a Taiwanese
character set, and the dot of a foreign name (间隔号, 4.12) is ·.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.editing.changes import Change
from publisher.editing.characters import HAN_RUN, is_han
from publisher.runtime.patterns import regex

_STANDARD = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈︰︱︲〝〞〟"
    "﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫",
    "，、。：；！？〖〗（）｛｝〔〕【】《》〈〉「」『』［］：—–“””"
    "，、。；：？！—（）｛｝〔〕#&*+-<>=\\$%@",
)
_SIGN = regex("[︐-︙︰-︲︵-﹄﹇﹈﹐-﹫〝-〟•・‧･∙⋅∶－‑＂＇]")
"""What is in no standard form, or may not be."""
_FORM = regex("[－‑﹣]{2,3}|︙{1,2}|[︐-︘︰-︲︵-﹄﹇﹈﹐-﹫〝-〟]")

_NAME = regex(r"(?<![^\W\d_])[^\W\d_]+(?:[•・‧･∙⋅·][^\W\d_]+)+")
_DAY = regex("(?<!\\d)\\d+(?:[•・‧･]\\d+)+")
"""The day that an event is named after: 3・15晚会, “5•12”地震."""
_DOT = regex("[•・‧･∙⋅]")
_WIDE_QUOTES = {"＂": "“”", "＇": "‘’"}
_RATIO = regex("∶")
_KANA = regex("[\u3041-\u30ff]・?[\u3041-\u30ff]")


def rule(text: str) -> Sequence[Change]:
    """Put marks of vertical and small forms, and dots of names, in their standard form."""
    if _SIGN.search(text) is None:
        return ()
    changes = (*_forms(text), *_dots(text), *_colons(text), *_quotes(text))
    return sorted(changes, key=lambda change: change.start)


def _forms(text: str) -> Iterator[Change]:
    for match in _FORM.finditer(text):
        form = match.group()
        if form[0] == "︙":
            new = "……"
        elif len(form) > 1:
            new = "——"
        else:
            new = form.translate(_STANDARD)
        if new != form:
            yield Change(match.start(), match.end(), new)


def _dots(text: str) -> Iterator[Change]:
    """Find the dots between the parts of a name that has Han in it (约翰•F•肯尼迪).

    Between kana on both sides ・ is the dot of Japanese, and stays.
    """
    for day in _DAY.finditer(text):
        following = text[day.end() : day.end() + 1]
        if is_han(following) or following in ('"', "”"):
            for dot in re.finditer("[•・‧･]", day.group()):
                yield Change(day.start() + dot.start(), day.start() + dot.end(), "·")
    for name in _NAME.finditer(text):
        if HAN_RUN.search(name.group()) is None:
            continue
        for dot in _DOT.finditer(text, *name.span()):
            if not _KANA.fullmatch(text, dot.start() - 1, dot.end() + 1):
                yield Change(dot.start(), dot.end(), "·")


def _colons(text: str) -> Iterator[Change]:
    """Find signs of a ratio that stand for a colon: between Han, not between numbers."""
    for match in _RATIO.finditer(text):
        start, end = match.span()
        if start and is_han(text[start - 1]) and (end == len(text) or not text[end].isdigit()):
            yield Change(start, end, "：")


def _quotes(text: str) -> Iterator[Change]:
    """Find straight quotes of full width; if none is left over, they open and close in turn."""
    for mark, pair in _WIDE_QUOTES.items():
        if text.count(mark) % 2 == 0:
            for number, match in enumerate(re.finditer(mark, text)):
                yield Change(match.start(), match.end(), pair[number % 2])
