"""One line, given its units and its measure: what is cut from each mark, what space is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.composing.breaking import YIELDING, Line, yielding
from publisher.composing.kinds import MARKS, Kind
from publisher.composing.paragraph import Paragraph

_SLIGHT = 1e-3
"""px that are no difference."""


@dataclass(slots=True)
class SetLine:
    """A line ready to be drawn; the lists run over its units, `start` to `stop` (excluded).

    `cut_before` and `cut_after` in px are cut from the unit's advance on that side; `gap` is
    the Han–Latin gap after it, as it has become; `space` is what justification adds after it,
    or takes if it is negative. `width` is the sum of all, in px.
    """

    start: int
    stop: int
    cut_before: list[float]
    cut_after: list[float]
    gap: list[float]
    space: list[float]
    width: float

    def added(self, paragraph: Paragraph, index: int) -> tuple[float, float]:
        """Return what is added before and after the unit at `index`, in px: less if it is cut.

        A gap is added to the Latin that it stands beside.
        """
        inner = index - self.start
        before, after = -self.cut_before[inner], -self.cut_after[inner]
        if paragraph.kinds[index] == Kind.WORD:
            before += self.gap[inner - 1] if inner else 0.0
            after += self.gap[inner]
        return before, after


def set_line(paragraph: Paragraph, line: Line, measure: float, *, justify: bool = True) -> SetLine:
    """Fit the units of `line` into `measure` px: squeeze a tight line, spread a loose one."""
    start, stop = line.start, paragraph.content_end(line.start, line.stop)
    cut_before = paragraph.trimmed_before[start:stop]
    cut_after = paragraph.trimmed_after[start:stop]
    gap = paragraph.gaps[start:stop]
    cut_before[0] = paragraph.units[start].before
    cut_after[-1] = paragraph.units[stop - 1].after
    gap[-1] = 0.0
    space = [0.0] * (stop - start)
    made = SetLine(start, stop, cut_before, cut_after, gap, space, measure)
    free = measure - paragraph.width(line.start, line.stop)
    if free < 0 and justify:
        free += _squeeze(paragraph, made, -free)
    if free > 0 and justify and not line.last:
        free = _spread(paragraph, made, free)
    made.width = measure - free
    return made


def _squeeze(paragraph: Paragraph, line: SetLine, needed: float) -> float:
    """Take from what yields, in order, until `needed` px are won; return what was won."""
    won = 0.0
    special = paragraph.special_inside(line.start, line.stop)
    for group in YIELDING:
        if won >= needed - _SLIGHT:
            break
        places = [
            index
            for index in special
            if paragraph.kinds[index] in group and _can_yield(paragraph, index, line)
        ]
        if group <= MARKS:
            won += _squeeze_marks(paragraph, line, places, needed - won)
        else:
            won += _squeeze_spaces(paragraph, line, places, needed - won)
    return won


def _squeeze_marks(
    paragraph: Paragraph, line: SetLine, places: Sequence[int], needed: float
) -> float:
    """Cut whole blank halves, far from each other."""
    won = 0.0
    for index in _evenly(places):
        if won >= needed - _SLIGHT:
            break
        won += yielding(paragraph, index)
        unit, inner = paragraph.units[index], index - line.start
        if paragraph.kinds[index] == Kind.OPENING:
            line.cut_before[inner] = unit.before
        else:
            line.cut_after[inner] = unit.after
    return won


def _squeeze_spaces(
    paragraph: Paragraph, line: SetLine, places: Sequence[int], needed: float
) -> float:
    """Take from word spaces or gaps, from each its share."""
    there = sum((yielding(paragraph, index) for index in places), 0.0)
    share = min(1.0, needed / there) if there else 0.0
    for index in places:
        _widen(paragraph, line, index, -share * yielding(paragraph, index))
    return there * share


def _can_yield(paragraph: Paragraph, index: int, line: SetLine) -> bool:
    at_edge = index == line.start and paragraph.kinds[index] == Kind.OPENING
    return not at_edge and yielding(paragraph, index) > 0


def _widen(paragraph: Paragraph, line: SetLine, index: int, width: float) -> None:
    """Make the word space at `index`, or the gap after it, wider by `width` px."""
    to = line.space if paragraph.kinds[index] == Kind.SPACE else line.gap
    to[index - line.start] += width


def _evenly(places: Sequence[int]) -> list[int]:
    """Order places so that the first few taken lie apart: the middle, then the quarters."""
    ordered: list[int] = []
    spans = [(0, len(places))]
    while spans:
        following = []
        for low, high in spans:
            if low < high:
                middle = (low + high) // 2
                ordered.append(places[middle])
                following += [(low, middle), (middle + 1, high)]
        spans = following
    return ordered


def _spread(paragraph: Paragraph, line: SetLine, free: float) -> float:
    """Spread `free` px over word spaces and gaps as far as they grow, then over all places.

    Returns what is left, on a line that has no place to stretch.
    """
    special = paragraph.special_inside(line.start, line.stop)
    room = sum((paragraph.grows(index) for index in special), 0.0)
    share = min(1.0, free / room) if room else 0.0
    for index in special:
        _widen(paragraph, line, index, share * paragraph.grows(index))
    free -= room * share
    held = [(index, 1.0 - paragraph.stretchable(index)) for index in special]
    count = line.stop - 1 - line.start - sum((share for _, share in held), 0.0)
    if free <= _SLIGHT or count < 1:
        return free
    each = free / count
    for inner, width in enumerate(line.space[:-1]):
        line.space[inner] = width + each
    for index, share in held:
        line.space[index - line.start] -= share * each
    return 0.0
