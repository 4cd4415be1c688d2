"""A paragraph as the compositor sees it: units with widths, blanks, gaps and break places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from publisher.composing import tokens
from publisher.composing.kinds import ENDING, MARKS, Kind, kind, penalty
from publisher.composing.penalties import EMERGENCY, FREE, HYPHEN
from publisher.composing.rules import TRADE, MarkTrim, Rules

_NARROW: dict[MarkTrim, frozenset[int]] = {
    MarkTrim.ALL_FULL: frozenset(),
    MarkTrim.BOTH: frozenset(),
    MarkTrim.KAIMING: MARKS - {Kind.STOP},
    MarkTrim.ALL_HALF: MARKS,
}
"""Which marks are half wide everywhere."""

NARROWEST_SPACE = 0.25
WIDEST_SPACE = 0.5
"""How narrow and wide a space between Latin words may become, in em (clreq 6.2.3)."""

TRACKED = 0.25
"""How far a letter of a long token is set apart, as a share of what a gap between Han grows.

A line that is an address for the most part has no other places; so little nobody sees.
"""

_ROW = 5
"""From so many on, the same mark over and over is a row (！！！！！！), broken where it must be."""

_LONGEST_NEIGHBOUR = 6
"""The longest label, unit or initial that a number or name may hold on to, in units."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One cluster of glyphs that is never taken apart.

    `advance`, `size` (the em), `before` and `after` in px: `before` and `after` are what may
    be cut from a mark's blank half on that side, 0 for all else. `rigid` is other space that
    stands before the unit (the padding of an inline box). `kern` is what its advance lacks
    because of the letter that follows, should a line end between the two. `latin` tells
    of a mark that Chinese has too, and is a letter of a Latin word here: an apostrophe.
    """

    text: str
    advance: float
    size: float
    before: float = 0.0
    after: float = 0.0
    rigid: float = 0.0
    kern: float = 0.0
    latin: bool = False


def _no_hyphens() -> Iterable[tuple[int, float]]:
    return ()


class Paragraph:
    """Units in order, with all that does not depend on where lines break.

    kinds       each unit's `Kind`
    trimmed     what is cut from a unit's advance because of its neighbours, in px: of two
                marks side by side one loses its blank half (GB/T 15834, 5.1.9)
    gaps        the space after each unit: a Han–Latin gap, or 0, in px
    penalties   what it costs to end a line after each unit; nothing for the last one
    tracked     the places inside long tokens, whose letters may be set apart
    is_ragged   whether a line may have no place to stretch: within a token or a row of marks
    special     the places of all units but Han that stand beside Han, in order
    reach       prefix sums of rigid + advance - trimmed + gap; len(units) + 1 of them
    line_start  reach at the start of a line that begins with each unit, its edge trimmed
    line_end    reach at the end of a line that stops before each unit, its edge trimmed and
                its spaces dropped; len(units) + 1 of them
    """

    def __init__(
        self,
        units: list[Unit],
        rules: Rules = TRADE,
        hyphens: Callable[[], Iterable[tuple[int, float]]] = _no_hyphens,
    ) -> None:
        """Settle all this in time proportional to the marks and Latin: Han beside Han is free.

        `hyphens` gives the places after which a word may end a line, each with the width of its
        hyphen in px. It is asked when nothing else does: most paragraphs never need to know.
        """
        self.units = units
        self.rules = rules
        self.hyphens: dict[int, float] | None = None
        self._find_hyphens = hyphens
        count = len(units)
        self.kinds = [Kind.WORD if unit.latin else kind(unit.text) for unit in units]
        odd = [index for index, what in enumerate(self.kinds) if what != Kind.HAN]
        self.special = sorted({*odd, *[index - 1 for index in odd if index]})
        self.trimmed_before, self.trimmed_after = [0.0] * count, [0.0] * count
        self.gaps = [0.0] * count
        self.penalties = [FREE] * count
        self.tracked: set[int] = set()
        self.is_ragged = False
        narrow = _NARROW[self.rules.trim]
        for index in odd:
            if self.kinds[index] in narrow:
                self.trimmed_before[index] = units[index].before
                self.trimmed_after[index] = units[index].after
        for index in self.special:
            if index + 1 < count:
                self._pair(index, index + 1)
        self._settle_tokens(odd)
        widths = [unit.rigid + unit.advance for unit in units]
        for index in self.special:
            trimmed = self.trimmed_before[index] + self.trimmed_after[index]
            widths[index] += self.gaps[index] - trimmed
        self.reach = list(accumulate(widths, initial=0.0))
        self.line_start, self.line_end = self.reach[:-1], self.reach.copy()
        for index in self.special:
            self.line_start[index] += self.edge_before(index)
            if self.kinds[index] == Kind.SPACE:
                self.line_end[index + 1] = self.line_end[index]
            else:
                self.line_end[index + 1] -= self.gaps[index] + self.edge_after(index)
            if self.kinds[index : index + 2] == [Kind.WORD, Kind.WORD]:
                self.line_end[index + 1] += units[index].kern

    def hyphenate(self) -> None:
        """Open the places where a word may end a line with a hyphen; once is enough."""
        if self.hyphens is None:
            self.hyphens = dict(self._find_hyphens())
            for index, width in self.hyphens.items():
                self.penalties[index] = HYPHEN
                self.line_end[index + 1] += width

    def is_hyphenated(self, stop: int) -> bool:
        """Tell whether a line that stops before the unit at `stop` ends in a hyphen."""
        return self.hyphens is not None and stop - 1 in self.hyphens

    def edge_before(self, index: int) -> float:
        """Return what can still be cut before a unit: the blank half of an opening mark."""
        return self.units[index].before - self.trimmed_before[index]

    def edge_after(self, index: int) -> float:
        """Return what can still be cut after a unit: the blank half of an ending mark."""
        return self.units[index].after - self.trimmed_after[index]

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

    def stretchable(self, index: int) -> float:
        """Return the share that the gap after a unit has in a stretch: none inside a word.

        Nor inside a …… or a ——; all of it between Han, a little inside a long token.
        """
        if index + 1 >= len(self.units):
            return 0.0
        pair = self.kinds[index], self.kinds[index + 1]
        if pair in ((Kind.WORD, Kind.WORD), (Kind.CHAIN, Kind.CHAIN)):
            return TRACKED if index in self.tracked else 0.0
        return 1.0

    def yields(self, index: int) -> float:
        """Return what the space at or after a unit may lose, in px (clreq 6.2.3).

        A space between Latin words shrinks to a quarter of an em, a Han–Latin gap to an eighth.
        """
        unit = self.units[index]
        if self.kinds[index] == Kind.SPACE:
            return max(0.0, unit.advance - NARROWEST_SPACE * unit.size)
        return self.gaps[index] / 2

    def grows(self, index: int) -> float:
        """Return what the space at or after a unit may gain before others do, in px.

        A space between Latin words grows to half an em, a Han–Latin gap to three eighths; clreq
        6.2.3 allows half an em there too, but beside unstretched text that looks like a hole.
        """
        unit = self.units[index]
        if self.kinds[index] == Kind.SPACE:
            return max(0.0, WIDEST_SPACE * unit.size - unit.advance)
        return self.gaps[index] / 2

    def _pair(self, left: int, right: int) -> None:
        """Settle what two units do to each other."""
        first, second = self.kinds[left], self.kinds[right]
        a, b = self.units[left], self.units[right]
        self.penalties[left] = penalty(a.text[-1], b.text[0], first, second, self.rules.strict)
        if first in ENDING and (second in ENDING or second == Kind.OPENING):
            self.trimmed_after[left] = a.after
            if not a.after:
                # a mark in the middle of its em has no half to lose: the other one has
                self.trimmed_before[right] = b.before
        elif first == Kind.OPENING and second == Kind.OPENING:
            self.trimmed_before[right] = b.before
        elif {first, second} == {Kind.HAN, Kind.WORD} and _meets(a, b, first):
            self.gaps[left] = self.rules.gap * min(a.size, b.size)

    def _settle_tokens(self, odd: Sequence[int]) -> None:
        """Settle where tokens, rows of marks and what stands around a space may be broken."""
        for start, stop in _runs(odd, self.kinds):
            what = self.kinds[start]
            if what == Kind.WORD:
                if stop - start > tokens.SHORT:
                    self._token(start, stop)
            elif what == Kind.SPACE:
                if start and stop < len(self.units):
                    self._space(start, stop)
            elif stop - start > 1:
                self._row(start, stop)

    def _token(self, start: int, stop: int) -> None:
        """Open the places of a token; a place within a cluster of characters is none."""
        texts = [unit.text for unit in self.units[start:stop]]
        ends = {end - 1: start + inner for inner, end in enumerate(accumulate(map(len, texts)))}
        token = "".join(texts)
        for index, cost in tokens.places(token):
            if index in ends:
                self.penalties[ends[index]] = cost
        if stop - start >= tokens.LONG:
            self.is_ragged = True
            if any(map(str.isalnum, texts)):
                self.tracked.update(range(start, stop - 1))

    def _space(self, start: int, stop: int) -> None:
        """Hold together what should not be parted at a space, if it is one and not a blank."""
        before, after = self.units[start - 1].text[-1], self.units[stop].text[0]
        if stop - start == 1 and (before.isdigit() or after.isdigit() or before == "."):
            cost = tokens.across(self._neighbour(start - 1, -1), self._neighbour(stop, 1))
            self.penalties[start] = max(cost, self.penalties[start])

    def _neighbour(self, index: int, step: int) -> str:
        """Return the token that begins or ends at a place, or the one character that is there."""
        stop = index + step
        if self.kinds[index] == Kind.WORD:
            most = index + step * _LONGEST_NEIGHBOUR
            while 0 <= stop < len(self.units) and stop != most and self.kinds[stop] == Kind.WORD:
                stop += step
        first, last = (index, stop) if step > 0 else (stop + 1, index + 1)
        return "".join([unit.text for unit in self.units[first:last]])

    def _row(self, start: int, stop: int) -> None:
        """Open the places in a row of one mark, between the pairs of …… and ——.

        Some faces draw such a pair as one glyph.
        """
        mark = self.units[start].text
        pair = 2 if self.kinds[start] == Kind.CHAIN and len(mark) == 1 else 1
        if (stop - start) * len(mark) >= _ROW:
            self.is_ragged = True
            for index in range(start + pair - 1, stop - pair, pair):
                if self.units[index].text == self.units[index + 1].text:
                    self.penalties[index] = EMERGENCY


def _runs(odd: Sequence[int], kinds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where units of one kind stand side by side, of those at the places `odd`."""
    start, last = -1, -2
    for index in odd:
        if index != last + 1 or kinds[index] != kinds[start]:
            if start >= 0:
                yield start, last + 1
            start = index
        last = index
    if start >= 0:
        yield start, last + 1


def _meets(a: Unit, b: Unit, first: int) -> bool:
    """Tell whether Han meets a letter or digit, not a Latin mark."""
    char = b.text[0] if first == Kind.HAN else a.text[0]
    return char.isalnum() or char in "%+-=#@&$<>℃°“”‘’"
