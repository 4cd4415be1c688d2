"""Where the lines of a whole paragraph end: best fit, not first fit.

After Knuth and Plass, "Breaking paragraphs into lines" (1981), with clreq's ways of fitting a
line as costs (6.2.3). A tight line takes from its word spaces, from the blank halves of its
marks and from its Han–Latin gaps, in an order; a loose one gives to its word spaces and gaps,
then to all places alike. All cost, and the paragraph with the least total wins. Pure numbers:
it knows no font and no layout engine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, inf

from publisher.composing.kinds import MARKS, Kind
from publisher.composing.paragraph import Paragraph
from publisher.composing.penalties import ANYWHERE, EMERGENCY, HYPHEN, NEVER, SEPARATOR

WIDEST = 0.25
"""How far a place is stretched, in em, as long as a line can be broken anywhere else."""

TRIES = (
    (0.05, SEPARATOR),
    (0.09, SEPARATOR),
    (0.12, SEPARATOR),
    (0.12, ANYWHERE),
    (WIDEST, ANYWHERE),
    (WIDEST, EMERGENCY),
    (inf, NEVER),
)
"""How far a place may be stretched, in em, and how dear a break may be.

The first that lets a paragraph be set is taken. At 0.1 em Poppler begins to see a space between
two Han characters; at 0.12 so does the reader, and words are hyphenated.
"""

YIELDING: tuple[frozenset[int], ...] = (
    frozenset({Kind.SPACE}),
    frozenset({Kind.OPENING, Kind.CLOSING}),
    frozenset({Kind.COMMA}),
    frozenset({Kind.HAN, Kind.WORD}),
    frozenset({Kind.STOP}),
)
"""What gives way on a tight line, the first before the next (clreq 6.2.3).

Word spaces, brackets, ，、；：, Han–Latin gaps, 。？！. A mark gives its blank half or nothing.
"""

_STEP = {what: step for step, group in enumerate(YIELDING) for what in group}
"""When each kind gives way."""

_YIELD_COST = (0.2, 0.4, 0.7, 0.8, 1.2)
"""The cost of half an em from each of them."""

_GROWTH_COST = 0.2
"""The cost of an em added to word spaces and gaps."""

_TORN = 1e3
"""The cost of a line stretched beyond `WIDEST`: more than breaks in all words of it."""

_LONELY = 1e4
"""A last line of one character (clreq 6.1.4, 孤字不成行): only if nothing else can be done."""

_OVERFULL = 1e6
"""A line that leaves its measure: only of one unit, which is wider."""

_FLEXIBLE = 6.0
"""A line without a place to stretch, within an address or a row of marks, is short of its
measure by so many em for each em of stretch that a line may have."""

_SLIGHT = 1e-3
"""px that are no difference."""


@dataclass(frozen=True, slots=True)
class Line:
    """Units `start` to `stop` (excluded), spaces at the end included. `last` of its paragraph."""

    start: int
    stop: int
    last: bool


def break_lines(
    paragraph: Paragraph, start: int, first: float, rest: float, *, justify: bool = True
) -> list[Line]:
    """Break the units of a paragraph into lines; every unit is in one, in order.

    Args:
        paragraph: Its units, each with its advance in px, and what may be done between them.
        start: The index of the first unit.
        first: The measure of the first line in px.
        rest: The measure of all others in px.
        justify: Whether all but the last line are to be as wide as their measure.

    Returns:
        The lines. Only a unit that is wider than its measure overflows it.
    """
    end = len(paragraph.units)
    if paragraph.width(start, end) <= first + _SLIGHT:
        return [Line(start, end, last=True)]
    search = _Search(paragraph, start, first, rest, justify)
    lonely: list[Line] = []
    for tolerance, limit in TRIES:
        if limit >= HYPHEN:
            paragraph.hyphenate()
        if lonely and limit >= EMERGENCY:
            break
        lines, cost = search.lines(tolerance, limit)
        if lines and cost < _LONELY:
            return lines
        lonely = lonely or lines
    return lonely


class _Search:
    """One paragraph with prefix sums, so that a try of a line costs a few subtractions."""

    def __init__(
        self, paragraph: Paragraph, start: int, first: float, rest: float, justify: bool
    ) -> None:
        self._paragraph = paragraph
        self._start = start
        self._first = first
        self._rest = rest
        self._justify = justify
        count = len(paragraph.units)
        yields = [[0.0] * count for _ in YIELDING]
        grows, stretchable, letters = [0.0] * count, [1.0] * count, [1] * count
        self._flexible = _FLEXIBLE if paragraph.is_ragged else 1.0
        for index in paragraph.special:
            what = paragraph.kinds[index]
            if what in _STEP:
                yields[_STEP[what]][index] = yielding(paragraph, index)
            grows[index] = paragraph.grows(index)
            stretchable[index] = paragraph.stretchable(index)
            letters[index] = what == Kind.HAN or paragraph.units[index].text[0].isalnum()
        self._yielding = [
            (_sums(values), price, group)
            for values, price, group in zip(yields, _YIELD_COST, YIELDING, strict=True)
            if any(values)
        ]
        self._growing = _sums(grows)
        self._stretchable = _sums(stretchable)
        self._letters = _sums(letters)
        self._em = max(unit.size for unit in paragraph.units)

    def lines(self, tolerance: float, limit: float) -> tuple[list[Line], float]:
        """Return the best lines, and what they cost; or none.

        No gap is stretched by more than `tolerance` em, no break costs more than `limit`.
        """
        end = len(self._paragraph.units)
        widest = self._widest(tolerance)
        best: list[float] = [inf] * (end + 1)
        came: list[int] = [-1] * (end + 1)
        best[self._start] = 0.0
        for a in range(self._start, end):
            if best[a] == inf:
                continue
            for b, cost in self._candidates(a, tolerance, limit, widest):
                if best[a] + cost < best[b]:
                    best[b] = best[a] + cost
                    came[b] = a
        if best[end] == inf:
            return [], inf
        return list(reversed(list(self._trace(came, end)))), best[end]

    def _trace(self, came: list[int], end: int) -> Iterator[Line]:
        stop = end
        while stop > self._start:
            yield Line(came[stop], stop, last=stop == end)
            stop = came[stop]

    def _widest(self, tolerance: float) -> list[float]:
        """Return, for each stop, how far lines from the start on reach if all in them stretches.

        Never less than what is true, and never less than for a stop before.
        """
        if not self._justify or tolerance == inf:
            return [inf] * len(self._paragraph.line_end)
        most = tolerance * self._em
        reached = [
            end + growing + most * stretchable
            for end, growing, stretchable in zip(
                self._paragraph.line_end, self._growing, self._stretchable, strict=True
            )
        ]
        return list(accumulate(reached, max))

    def _candidates(
        self, a: int, tolerance: float, limit: float, widest: Sequence[float]
    ) -> Iterator[tuple[int, float]]:
        """Yield each place where a line from `a` may stop, with its cost."""
        paragraph = self._paragraph
        measure = self._first if a == self._start else self._rest
        end = len(paragraph.units)
        line_start, line_end = paragraph.line_start[a], paragraph.line_end
        penalties = paragraph.penalties
        # the last line may be as short as it is, no other shorter than stretching can make good
        most = tolerance * self._em if tolerance < inf else 0.0
        before = self._growing[a] + most * (self._stretchable[a] - self._flexible)
        needed = line_start + measure + before
        b = min(end, bisect_left(widest, needed - _SLIGHT, a + 1))
        found = False
        while b <= end:
            if penalties[b - 1] <= limit:
                free = measure - (line_end[b] - line_start)
                cost = self._cost(a, b, free, tolerance)
                if cost < inf:
                    found = True
                    yield b, cost + penalties[b - 1]
                elif free < 0 and not paragraph.is_hyphenated(b):
                    break
            b += 1
        if not found and tolerance == inf:
            yield a + 1, _OVERFULL

    def _cost(self, a: int, b: int, free: float, tolerance: float) -> float:
        """Return what a line of the units `a` to `b` costs; infinite if it cannot be.

        `free` px are left of its measure, or lacking if negative.
        """
        paragraph = self._paragraph
        last = b == len(paragraph.units)
        lonely = _LONELY if last and a > self._start and self._is_lonely(a, b) else 0.0
        if free < -_SLIGHT:
            return self._squeeze(a, b, -free) + lonely
        if last:
            return lonely
        em = paragraph.units[a].size
        if not self._justify:
            return (free / em) ** 2
        inner = paragraph.content_end(a, b) - 1
        grown = min(free, self._growing[inner] - self._growing[a])
        places = self._stretchable[inner] - self._stretchable[a]
        stretch = (free - grown) / ((places if places >= 1 else self._flexible) * em)
        if stretch > tolerance:
            return inf
        torn = _TORN if stretch > WIDEST else 0.0
        return torn + _looseness(stretch) + _GROWTH_COST * grown / em

    def _squeeze(self, a: int, b: int, needed: float) -> float:
        """Return what it costs to win `needed` px from the marks inside a line."""
        if not self._justify:
            return inf
        paragraph = self._paragraph
        inner = paragraph.content_end(a, b) - 1
        half = paragraph.units[a].size / 2
        cost = 0.0
        for sums, price, group in self._yielding:
            there = sums[inner] - sums[a]
            if paragraph.kinds[a] == Kind.OPENING and Kind.OPENING in group:
                there -= paragraph.edge_before(a)
            won = min(needed, there)
            if won > 0:
                halves = won / half
                cost += price * (ceil(halves - 0.01) if group <= MARKS else halves)
                needed -= won
            if needed <= _SLIGHT:
                return cost
        return inf

    def _is_lonely(self, a: int, b: int) -> bool:
        return self._letters[b] - self._letters[a] < 2


def _looseness(stretch: float) -> float:
    """Return the cost of gaps stretched by `stretch` em."""
    return float((stretch / 0.05) ** 2)


def yielding(paragraph: Paragraph, index: int) -> float:
    """Return what a unit can give on a tight line, in px: its blank half, its space or gap."""
    if paragraph.kinds[index] in MARKS:
        return paragraph.edge_before(index) + paragraph.edge_after(index)
    return paragraph.yields(index)


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))
