"""A paragraph as the compositor sees it: units with widths, blanks, gaps and break places."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from publisher.pdf.composition.kinds import ENDING, MARKS, Kind, kind, may_break
from publisher.pdf.composition.rules import TRADE, Rules, Trim

_NARROW: dict[Trim, frozenset[int]] = {
    Trim.ALL_FULL: frozenset(),
    Trim.BOTH: frozenset(),
    Trim.KAIMING: MARKS - {Kind.STOP},
    Trim.ALL_HALF: MARKS,
}
"""Which marks are half wide everywhere."""

NARROWEST_SPACE = 0.25
WIDEST_SPACE = 0.5
"""How narrow and wide a space between Latin words may become, in em (clreq 6.2.3)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One cluster of glyphs that is never taken apart.

    `advance`, `size` (the em), `before` and `after` in px: `before` and `after` are what may
    be cut from a mark's blank half on that side, 0 for all else. `rigid` is other space that
    stands before the unit (the padding of an inline box). `hyphen` is the width of the hyphen
    with which a line may end after the unit, inside a word; 0: it may not. `latin` tells of a
    mark that Chinese has too, and is a letter of a Latin word here: an apostrophe.
    """

    text: str
    advance: float
    size: float
    before: float = 0.0
    after: float = 0.0
    rigid: float = 0.0
    hyphen: float = 0.0
    latin: bool = False


class Paragraph:
    """Units in order, with all that does not depend on where lines break.

    kinds       each unit's `Kind`
    trimmed     what is cut from a unit's advance because of its neighbours, in px: of two
                marks side by side one loses its blank half (GB/T 15834, 5.1.9)
    gaps        the space after each unit: a Han–Latin gap, or 0, in px
    breaks      whether a line may end after each unit; true for the last one
    special     the places of all units but Han that stand beside Han, in order
    reach       prefix sums of rigid + advance - trimmed + gap; len(units) + 1 of them
    line_start  reach at the start of a line that begins with each unit, its edge trimmed
    line_end    reach at the end of a line that stops before each unit, its edge trimmed and
                its spaces dropped; len(units) + 1 of them
    """

    def __init__(self, units: list[Unit], rules: Rules = TRADE) -> None:
        """Settle all this in time proportional to the marks and Latin: Han beside Han is free."""
        self.units = units
        self.rules = rules
        count = len(units)
        self.kinds = [Kind.WORD if unit.latin else kind(unit.text[0]) for unit in units]
        odd = [place for place, what in enumerate(self.kinds) if what != Kind.HAN]
        self.special = sorted({*odd, *[place - 1 for place in odd if place]})
        self.trimmed_before, self.trimmed_after = [0.0] * count, [0.0] * count
        self.gaps = [0.0] * count
        self.breaks = [True] * count
        narrow = _NARROW[self.rules.trim]
        for place in odd:
            if self.kinds[place] in narrow:
                self.trimmed_before[place] = units[place].before
                self.trimmed_after[place] = units[place].after
        for place in self.special:
            if place + 1 < count:
                self._pair(place, place + 1)
        widths = [unit.rigid + unit.advance for unit in units]
        for place in self.special:
            trimmed = self.trimmed_before[place] + self.trimmed_after[place]
            widths[place] += self.gaps[place] - trimmed
        self.reach = list(accumulate(widths, initial=0.0))
        self.line_start, self.line_end = self.reach[:-1], self.reach.copy()
        for place in self.special:
            self.line_start[place] += self.edge_before(place)
            if self.kinds[place] == Kind.SPACE:
                self.line_end[place + 1] = self.line_end[place]
            else:
                self.line_end[place + 1] -= self.gaps[place] + self.edge_after(place)
            if self.is_hyphenated(place + 1):
                self.line_end[place + 1] += units[place].hyphen

    def is_hyphenated(self, stop: int) -> bool:
        """Tell whether a line that stops before the unit at `stop` ends in a hyphen."""
        return stop < len(self.units) and self.units[stop - 1].hyphen > 0

    def edge_before(self, place: int) -> float:
        """Return what can still be cut before a unit: the blank half of an opening mark."""
        return self.units[place].before - self.trimmed_before[place]

    def edge_after(self, place: int) -> float:
        """Return what can still be cut after a unit: the blank half of an ending mark."""
        return self.units[place].after - self.trimmed_after[place]

    def content_end(self, start: int, stop: int) -> int:
        """Return where a line's visible content ends: before the spaces at its end."""
        while stop > start + 1 and self.kinds[stop - 1] == Kind.SPACE:
            stop -= 1
        return stop

    def width(self, start: int, stop: int) -> float:
        """Return the natural width of a line in px, its edges trimmed (clreq 6.1.2)."""
        return max(0.0, self.line_end[stop] - self.line_start[start])

    def special_inside(self, start: int, stop: int) -> list[int]:
        """Return the special places of a line but its last: what can change within it."""
        return self.special[bisect_left(self.special, start) : bisect_left(self.special, stop - 1)]

    def stretchable(self, place: int) -> bool:
        """Tell whether the gap after a unit may grow: not inside a word, a …… or a ——."""
        if place + 1 >= len(self.units):
            return False
        pair = self.kinds[place], self.kinds[place + 1]
        return pair not in ((Kind.WORD, Kind.WORD), (Kind.CHAIN, Kind.CHAIN))

    def yields(self, place: int) -> float:
        """Return what the space at or after a unit may lose, in px (clreq 6.2.3).

        A space between Latin words shrinks to a quarter of an em, a Han–Latin gap to an eighth.
        """
        unit = self.units[place]
        if self.kinds[place] == Kind.SPACE:
            return max(0.0, unit.advance - NARROWEST_SPACE * unit.size)
        return self.gaps[place] / 2

    def grows(self, place: int) -> float:
        """Return what the space at or after a unit may gain before others do, in px.

        A space between Latin words grows to half an em, a Han–Latin gap to three eighths; clreq
        6.2.3 allows half an em there too, but beside unstretched text that looks like a hole.
        """
        unit = self.units[place]
        if self.kinds[place] == Kind.SPACE:
            return max(0.0, WIDEST_SPACE * unit.size - unit.advance)
        return self.gaps[place] / 2

    def _pair(self, left: int, right: int) -> None:
        """Settle what two units do to each other."""
        first, second = self.kinds[left], self.kinds[right]
        a, b = self.units[left], self.units[right]
        inside = may_break(a.text[-1], b.text[0], first, second, self.rules.strict)
        self.breaks[left] = inside or a.hyphen > 0
        if first in ENDING and (second in ENDING or second == Kind.OPENING):
            self.trimmed_after[left] = a.after
        elif first == Kind.OPENING and second == Kind.OPENING:
            self.trimmed_before[right] = b.before
        elif {first, second} == {Kind.HAN, Kind.WORD} and _meets(a, b, first):
            self.gaps[left] = self.rules.gap * min(a.size, b.size)


def _meets(a: Unit, b: Unit, first: int) -> bool:
    """Tell whether Han meets a letter or digit, not a Latin mark."""
    char = b.text[0] if first == Kind.HAN else a.text[-1]
    return char.isalnum() or char in "%+-=#@&$<>℃°“”‘’"
