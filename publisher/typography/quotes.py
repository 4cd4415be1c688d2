"""Straight quotes in pairs, double outside and single inside.

GB/T 15834-2011, 4.8.2 and 4.8.3.4: the outer quotation stands in “ ”, the inner one in ‘ ’, and
they alternate. In traditional text (zh-Hant) the marks are 「 」 and 『 』, by the 重訂標點符號手冊
of the ministry of education in Taiwan.

A straight quote does not say whether it opens or closes, so a text is done as a whole: unless
all its quotes find their partners, none is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.typography.changes import Change, Doubt
from publisher.typography.characters import HAN_RUN, is_alnum
from publisher.typography.context import Context, read
from publisher.typography.foreign import is_english

_LEVELS = {"zh-Hans": ("“”", "‘’"), "zh-Hant": ("「」", "『』")}
"""The quotes of the outer and of the inner level, for each language."""

_ANY = re.compile("[\"'“”‘’]")
_MARK = re.compile(
    r"""
    \d ' \d+ "                            # 5'10": feet and inches, minutes and seconds
  | [A-Za-z] ['’] (?= [A-Za-z])           # don't, O'Reilly
  | ["“”'‘’「」『』]
    """,
    re.VERBOSE | re.ASCII,
)
_SETTLED = re.compile("[^\"'“”‘’]*+(?:“[^\"'“”‘’]*+”[^\"'“”‘’]*+)*")
"""A text of zh-Hans in which nothing is left to do: double quotes in pairs, none inside another."""
_OPENERS = "“‘「『"
_CLOSERS = dict(zip("”’」』", _OPENERS, strict=True))
_CORNERS = "「」『』"

_NEVER_FIRST = "，。、；：？！）》〉】,;:?!)"
_NEVER_LAST = "：（《〈【:("
_PHRASE_BEFORE = re.compile("[A-Za-z][,;:]? $")
_PHRASE_AFTER = re.compile(" [A-Za-z]")


class _Reading(NamedTuple):
    """One way to read the marks of a text, where straight ones may be something else.

    `singles`: a single mark may be a quote. `inches`: a mark after a digit is no opening quote.
    `apart`: a straight quote has a straight partner, a curly one a curly partner.
    """

    singles: bool
    inches: bool
    apart: bool


_READINGS = tuple(
    _Reading(singles, inches, apart)
    for singles in (True, False)
    for inches in (True, False)
    for apart in (False, True)
)


class _Quotation(NamedTuple):
    """A pair of quotes, at `start` and `end`. `end` is the text's if the next paragraph goes on."""

    start: int
    end: int


def rule(text: str, language: str = "zh-Hans") -> Iterator[Change]:
    """Put each Chinese quotation in the quotes of its level (GB/T 15834-2011, 4.8.3.4).

    A quotation is Chinese if there is Han in it or in the stretch around it. One inside an
    English phrase, and text in which some quote has no partner, stay as they are.
    """
    if not _may_differ(text, language):
        return
    context = read(text)
    quotations = _pair(context, language) or []
    levels = _LEVELS[language]
    changes: list[Change] = []
    around: list[_Quotation] = []
    depth: list[int] = []
    for quotation in quotations:
        while around and around[-1].end < quotation.start:
            around.pop()
            depth.pop()
        level = depth[-1] if depth else 0
        unit = (around[-1].start, around[-1].end) if around else (0, len(text))
        chinese = _is_chinese(context, quotation, unit)
        if chinese:
            for place, mark in zip(
                (quotation.start, quotation.end), levels[level % 2], strict=True
            ):
                if text[place : place + 1] not in ("", mark):
                    changes.append(Change(place, place + 1, mark))
        around.append(quotation)
        depth.append(level + chinese)
    yield from sorted(changes, key=lambda change: change.start)


def doubts(text: str, language: str = "zh-Hans") -> Iterator[Doubt]:
    """Find the first quote of a Chinese text in which some quote has no partner."""
    if not _may_differ(text, language):
        return
    context = read(text)
    if _pair(context, language) is None:
        marks = _marks(context, language)
        place = next((place for place in marks if text[place] in '"“”'), marks[0])
        yield Doubt(place, place + 1, "a quotation mark without its partner")


def _may_differ(text: str, language: str) -> bool:
    """Tell whether the quotes of a text may not be as they should, at a glance."""
    if language == "zh-Hans" and _SETTLED.fullmatch(text):
        return False
    return bool(_ANY.search(text)) and not is_english(text) and bool(HAN_RUN.search(text))


def _marks(context: Context, language: str) -> list[int]:
    """Return the offsets of the marks that may be quotes."""
    text = context.text
    return [
        match.start()
        for match in _MARK.finditer(text)
        if len(match.group()) == 1
        and (language == "zh-Hant" or match.group() not in _CORNERS)
        and not context.is_verbatim(match.start())
    ]


def _pair(context: Context, language: str) -> list[_Quotation] | None:
    """Return the quotations, outer before inner; None if no reading pairs all marks."""
    marks = _marks(context, language)
    for reading in _READINGS:
        quotations = _match(context.text, marks, reading)
        if quotations is not None and all(_is_sound(context, pair) for pair in quotations):
            return sorted(quotations, key=lambda pair: pair.start)
    return None


def _match(text: str, marks: list[int], reading: _Reading) -> list[_Quotation] | None:
    quotations: list[_Quotation] = []
    waiting: list[tuple[int, str]] = []
    for place in marks:
        char = text[place]
        kind = _kind(char, reading)
        single = kind in "'‘"
        if single and not reading.singles:
            continue
        innermost = waiting[-1][1] if waiting else ""
        if char in _OPENERS or (char in "\"'" and innermost != kind):
            if char in _OPENERS or _may_open(text, place, reading):
                waiting.append((place, kind))
        elif innermost == kind:
            quotations.append(_Quotation(waiting.pop()[0], place))
        elif not single:
            return None
    if len(waiting) == 1 and waiting[0][0] == 0 and text[0] in "“「":
        quotations.append(_Quotation(0, len(text)))
    elif waiting:
        return None
    return quotations


def _kind(char: str, reading: _Reading) -> str:
    """Return what the partner of `char` must be: the opener, or the straight mark itself."""
    if char in "\"'":
        return char if reading.apart else "“‘"["\"'".index(char)]
    return _CLOSERS.get(char, char)


def _may_open(text: str, place: int, reading: _Reading) -> bool:
    """Tell whether the straight mark at `place` can open a quotation."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if before.isdigit() and reading.inches:
        return False
    return text[place] == '"' or not (is_alnum(before) or after.isspace() or not after)


def _is_sound(context: Context, pair: _Quotation) -> bool:
    """Tell whether what stands between two quotes can be a quotation."""
    text = context.text
    if text[pair.start] not in "\"'" and text[pair.end : pair.end + 1] not in ("'", '"'):
        return True
    if not context.has_letter(pair.start, pair.end):
        return False
    return text[pair.start + 1] not in _NEVER_FIRST and text[pair.end - 1] not in _NEVER_LAST


def _is_chinese(context: Context, pair: _Quotation, unit: tuple[int, int]) -> bool:
    text = context.text
    if context.has_han(pair.start, pair.end):
        return True
    if text[max(0, pair.start - 1) : pair.start] == "=":
        return False
    phrase = _PHRASE_BEFORE.search(text, max(0, pair.start - 3), pair.start) is not None and (
        _PHRASE_AFTER.match(text, pair.end + 1) is not None
    )
    return not phrase and context.has_han(*unit)
