"""One line, given its units and its measure: what is cut from each mark, what space is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.pdf.composition.breaking import YIELDING, Line
from publisher.pdf.composition.kinds import Kind
from publisher.pdf.composition.paragraph import Paragraph

_WIDEST_SPACE = 0.5
"""A space between Latin words grows to half an em before anything else does (clreq 6.2.3)."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be drawn; the lists run over its units, `start` to `stop` (excluded).

    `cut_before` and `cut_after` in px are cut from the unit's advance on that side; `gap` is
    a Han–Latin gap after it, `space` what justification adds after it. `width` is the sum of
    all, in px.
    """

    start: int
    stop: int
    cut_before: list[float]
    cut_after: list[float]
    gap: list[float]
    space: list[float]
    width: float


def set_line(paragraph: Paragraph, line: Line, measure: float, *, justify: bool = True) -> SetLine:
    """Fit the units of `line` into `measure` px: squeeze a tight line, spread a loose one."""
    start, stop = line.start, paragraph.content_end(line.start, line.stop)
    cut_before = paragraph.trimmed_before[start:stop]
    cut_after = paragraph.trimmed_after[start:stop]
    gap = paragraph.gaps[start:stop]
    cut_before[0] = paragraph.units[start].before
    cut_after[-1] = paragraph.units[stop - 1].after
    gap[-1] = 0.0
    free = measure - paragraph.width(line.start, line.stop)
    if free < 0 and justify:
        free += _squeeze(paragraph, start, stop, -free, cut_before, cut_after)
    space = [0.0] * (stop - start)
    if free > 0 and justify and not line.last:
        _spread(paragraph, start, stop, free, space)
        free = 0.0
    return SetLine(start, stop, cut_before, cut_after, gap, space, measure - free)


def _squeeze(
    paragraph: Paragraph,
    start: int,
    stop: int,
    needed: float,
    cut_before: list[float],
    cut_after: list[float],
) -> float:
    """Cut whole blank halves, brackets first, until `needed` px are won; return what was won."""
    won = 0.0
    for group in YIELDING:
        places = [
            place
            for place in range(start, stop)
            if paragraph.kinds[place] in group and _has_blank(paragraph, place, start, stop)
        ]
        for place in _evenly(places):
            if won >= needed - 1e-3:
                return won
            if paragraph.kinds[place] == Kind.OPENING:
                won += paragraph.units[place].before
                cut_before[place - start] = paragraph.units[place].before
            else:
                won += paragraph.units[place].after
                cut_after[place - start] = paragraph.units[place].after
    return won


def _has_blank(paragraph: Paragraph, place: int, start: int, stop: int) -> bool:
    if paragraph.kinds[place] == Kind.OPENING:
        return place > start and paragraph.edge_before(place) > 0
    return place < stop - 1 and paragraph.edge_after(place) > 0


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


def _spread(paragraph: Paragraph, start: int, stop: int, free: float, space: list[float]) -> None:
    """Spread `free` px: word spaces first, up to half an em each, then all gaps alike."""
    words = [place for place in range(start, stop - 1) if paragraph.kinds[place] == Kind.SPACE]
    room = {
        place: max(0.0, _WIDEST_SPACE * unit.size - unit.advance)
        for place in words
        for unit in (paragraph.units[place],)
    }
    if total := sum(room.values()):
        share = min(1.0, free / total)
        for place, width in room.items():
            space[place - start] += width * share
        free -= total * share
    gaps = [place for place in range(start, stop - 1) if paragraph.stretchable(place)]
    if free > 0 and gaps:
        for place in gaps:
            space[place - start] += free / len(gaps)
