"""Which marks of a text are quotes, and which closes which.

A straight quote does not say whether it opens or closes, so a text is read as a whole, in one of
several ways: the first in which all its quotes find their partners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.editing.characters import is_alnum
from publisher.editing.context import Context
from publisher.runtime.patterns import regex

_LETTER = "A-Za-z\u00c0-\u024f"
_MARK = regex(
    rf"""
    \d ['’′] \ ? \d+ ["”″]                                # 5'10": feet and inches
  | (?<=[{_LETTER}0-9]) ['’]{{2,3}}                        # f'': primes
  | (?<![{_LETTER}]) [{_LETTER}] ['’] (?= [(=] )           # f'(x), y'=
  | (?<![{_LETTER}]) [A-Z] ['’] (?: [A-Z] ['’] )+          # A'B', of lines
  | (?P<apostrophe>
        (?<=[{_LETTER}]) ['’] (?=[{_LETTER}])              # don't, O'Reilly, L'Oréal
      | ['‘’] [nN] ['’] (?=[{_LETTER}]{{2}})               # 'n'roll
      | (?<=[{_LETTER}]\ ) ['‘’] [nN] ['’] (?=\ [{_LETTER}])
      | (?<=\b[nN]) ['’] (?=\ [A-Z]) )                    # Guns N' Roses
  | (?P<clipped>
        (?<![0-9A-Za-z]) ['’] (?=\d\d (?: s\b | [年后後级級届屆] (?! 代?['’] ) ))  # '90s, '90年代
      | (?<=[A-Za-z]\ ) ['’] (?=\d\d (?![0-9'’]))          # class of '99
      | (?<![0-9A-Za-z]) ['’] (?=(?: tis | twas | em | til | cause | bout ) \b)
      | (?<=[A-Za-z][sn]) ['’] (?=\ [A-Za-z])              # workers' club, rockin' all
      | (?<=[A-Za-z]in) ['’] (?![A-Za-z0-9]) )              # Believin'
  | ["“”'‘’「」『』]
    """,
    re.VERBOSE | re.ASCII,
)
"""A mark that may be a quote, or what has one and is none.

A `clipped` word begins or ends with its mark; so may a quotation.
"""
_STRAIGHT = {'"': "“", "'": "‘"}
"""What a straight quote is if it opens."""
OPENERS = "“‘「『"
_CLOSERS = dict(zip("”’」』", OPENERS, strict=True))
_CORNERS = "「」『』"
_SPEECHLESS = regex("[….?!。？！—]+")
"""What a quotation may hold that holds no word."""
_NEVER_FIRST = "，。、；：？！）》〉】,;:?!)"
_NEVER_LAST = "：（《〈【:("


class _Reading(NamedTuple):
    """One way to read the marks of a text, where straight ones may be something else.

    `singles`: a single mark may be a quote. `clipped`: one at a clipped word may be, too.
    `inches`: a mark after a digit is no opening quote. `apart`: a straight quote has a straight
    partner, a curly one a curly partner.
    """

    singles: bool
    clipped: bool
    inches: bool
    apart: bool


_READINGS = tuple(
    _Reading(singles, clipped, inches, apart)
    for singles, clipped in ((True, True), (True, False), (False, False))
    for inches in (True, False)
    for apart in (False, True)
)


class Quotation(NamedTuple):
    """A pair of quotes, at `start` and `end`. `end` is the text's if the next paragraph goes on."""

    start: int
    end: int


class Mark(NamedTuple):
    """A mark that may be a quote. If it is none and `clipped`, it is an apostrophe."""

    place: int
    clipped: bool


def apostrophes(text: str) -> Iterator[int]:
    """Find straight apostrophes, and turned ones, that can be nothing else."""
    for match in _MARK.finditer(text):
        if match["apostrophe"]:
            yield from (at for at in range(match.start(), match.end()) if text[at] in "'‘")


def marks(text: str, language: str) -> list[Mark]:
    """Return the marks that may be quotes."""
    return [
        Mark(match.start(), match["clipped"] is not None)
        for match in _MARK.finditer(text)
        if len(match.group()) == 1
        and match["apostrophe"] is None
        and (language == "zh-Hant" or match.group() not in _CORNERS)
    ]


def pair(context: Context, language: str, goes_on: int = 0) -> list[Quotation] | None:
    """Return the quotations, outer before inner; None if no reading pairs all marks."""
    found = marks(context.text, language)
    for reading in _READINGS:
        quotations = _match(context.text, found, reading, goes_on)
        if quotations is not None and all(_is_sound(context, one) for one in quotations):
            return sorted(quotations, key=lambda one: one.start)
    return None


def _match(text: str, found: list[Mark], reading: _Reading, goes_on: int) -> list[Quotation] | None:
    quotations: list[Quotation] = []
    waiting: list[tuple[int, str]] = []
    clips = {mark.place for mark in found if mark.clipped}
    for place, clipped in found:
        char = text[place]
        kind = _kind(char, reading)
        single = kind in "'‘"
        if (single and not reading.singles) or (clipped and not reading.clipped):
            continue
        innermost = waiting[-1][1] if waiting else ""
        if char in OPENERS or (char in _STRAIGHT and innermost != kind):
            if char in OPENERS or _may_open(text, place, reading):
                waiting.append((place, kind))
        elif innermost == kind and clipped and waiting[-1][0] in clips:
            return None
        elif innermost == kind and not (clipped and _begins_word(text, place)):
            quotations.append(Quotation(waiting.pop()[0], place))
        elif clipped or not single:
            return None
    alone = len(waiting) == 1 and waiting[0][0] == 0 and text[0] in "“「"
    if len(waiting) != goes_on and not (alone and not goes_on):
        return None
    if len({is_double(kind) for _, kind in waiting}) != len(waiting):
        return None
    return quotations + [Quotation(place, len(text)) for place, _ in waiting]


def _begins_word(text: str, index: int) -> bool:
    return not is_alnum(text[index - 1 : index])


def _kind(char: str, reading: _Reading) -> str:
    """Return what the partner of `char` must be: the opener, or the straight mark itself."""
    if char in _STRAIGHT:
        return char if reading.apart else _STRAIGHT[char]
    return _CLOSERS.get(char, char)


def _may_open(text: str, index: int, reading: _Reading) -> bool:
    """Tell whether the straight mark at `index` can open a quotation."""
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    if before.isdigit() and reading.inches:
        return False
    return text[index] == '"' or not (is_alnum(before) or after.isspace() or not after)


def _is_sound(context: Context, quotation: Quotation) -> bool:
    """Tell whether what stands between two quotes can be a quotation."""
    text = context.text
    closer = text[quotation.end : quotation.end + 1]
    if text[quotation.start] not in _STRAIGHT and (not closer or closer not in _STRAIGHT):
        return True
    if _SPEECHLESS.fullmatch(text, quotation.start + 1, quotation.end):
        return True
    if not context.has_letter(quotation.start, quotation.end):
        return False
    if text[quotation.start + 1] in _NEVER_FIRST:
        return False
    return not closer or text[quotation.end - 1] not in _NEVER_LAST


def is_double(char: str) -> bool:
    """Tell whether a quote, straight or an opener, is a double one."""
    return char in '"“「'
