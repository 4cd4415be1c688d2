"""Lines of a title: as few as can be, as long as each other, broken where one would pause.

`breaking` fills each line of running text; a title has no right edge to reach.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf

from publisher.composing.breaking import Line
from publisher.composing.paragraph import Paragraph
from publisher.composing.penalties import FREE, HYPHEN

_SLIGHT = 1e-3
"""px that are no difference."""

_CLINGS = frozenset("的地得之了着过们性化者等式型类家中上下里后前间")
"""Han that hold on to what stands before them: a line that begins with one reads badly."""
_LEADS = frozenset("与和及或并对将把被在以从向为让使由于第每各某这那不")
"""Han that hold on to what follows: a line begins with one well, and ends with one badly."""
_STOPS = frozenset("，、；：。？！”’》）…—· ")
"""Marks at which one pauses."""

_AWKWARD = 9.0
_PAUSE = -16.0
_BREATH = -2.0
_TORN = 40.0
"""What such places cost beside the squares of what lines fall short of the measure, in em²: a bad
one, after a mark, between two phrases, within a token."""


def balanced(paragraph: Paragraph, start: int, first: float, rest: float) -> list[Line]:
    """Break a title into its lines; none if a word of it is longer than a line.

    `first` and `rest` are the measures in px of the first line and of the others.
    """
    end = len(paragraph.units)
    best: dict[int, tuple[int, float]] = {start: (0, 0.0)}
    came: dict[int, int] = {}
    for a in range(start, end):
        if a not in best:
            continue
        count, cost = best[a]
        measure = first if a == start else rest
        for b in _stops(paragraph, a, measure):
            found = count + 1, cost + _cost(paragraph, a, b, measure)
            if found < best.get(b, (len(paragraph.units), inf)):
                best[b], came[b] = found, a
    if end not in came:
        return []
    stops = [end]
    while stops[-1] != start:
        stops.append(came[stops[-1]])
    return [Line(a, b, last=b == end) for a, b in pairwise(reversed(stops))]


def _stops(paragraph: Paragraph, a: int, measure: float) -> list[int]:
    """Return where a line from `a` may stop within its measure."""
    stops = []
    for b in range(a + 1, len(paragraph.units) + 1):
        # a mark at the end of a line is narrower than one inside it
        if paragraph.width(a, b) > measure + 2 * paragraph.units[a].size:
            break
        if paragraph.penalties[b - 1] < HYPHEN and paragraph.width(a, b) <= measure + _SLIGHT:
            stops.append(b)
    return stops


def _cost(paragraph: Paragraph, a: int, b: int, measure: float) -> float:
    """Return what a line costs: how far it falls short, and where it ends."""
    units = paragraph.units
    short = (measure - paragraph.width(a, b)) / units[a].size
    if b == len(units):
        return short**2
    last, following = units[b - 1].text[-1], units[b].text[0]
    cost = short**2 + _TORN * (paragraph.penalties[b - 1] > FREE)
    cost += _AWKWARD * (last in _LEADS) + _AWKWARD * (following in _CLINGS)
    return cost + (_PAUSE if last in _STOPS else _BREATH * (last == "的" or following in _LEADS))
