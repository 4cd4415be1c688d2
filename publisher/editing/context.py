"""What surrounds a mark: the letters beside it, and the brackets or quotes it stands in.

Built once for a text that has a mark which its two neighbours alone do not decide, in time
proportional to the text; each part only when a rule asks for it. Everything here is the same for
marks of either width, so that a rule which decides by it never changes its mind after its own
changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from publisher.editing.characters import ALNUM_RUN, HAN_RUN
from publisher.runtime.patterns import regex

DELIMITERS = '()（）“”‘’《》〈〉「」『』【】〔〕"'
"""What parts a text into units: the body of a set, as in `characters`."""

_DELIMITER = regex(f"[{DELIMITERS}]")
_OPENS = dict(zip("(（“‘《〈「『【〔", "((“‘《〈「『【〔", strict=True))
_CLOSES = dict(zip(")）”’》〉」』】〕", "((“‘《〈「『【〔", strict=True))

_Pair: TypeAlias = tuple[int, int]
"""An opener and its closer: their numbers among the delimiters of a text, from 0."""


class Brackets(NamedTuple):
    """A pair of round brackets: the offsets of both, and the unit around them.

    A unit is the stretch between the delimiters that enclose a place: the text of a bracket,
    a quotation, a book title, or the whole text.
    """

    start: int
    end: int
    unit: tuple[int, int]


class Context:
    """A text, with its letters and its delimiters looked up."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def brackets(self) -> tuple[Brackets, ...]:
        """The pairs of round brackets, in the order of their openers."""
        places = self._delimiters
        return tuple(
            Brackets(places[start], places[end], self._stretch(self._nesting.around[start]))
            for start, end in self._nesting.pairs
            if self.text[places[start]] in "(（"
        )

    @cached_property
    def loose(self) -> tuple[int, ...]:
        """Offsets of round brackets without a partner."""
        paired = {number for pair in self._nesting.pairs for number in pair}
        return tuple(
            index
            for number, index in enumerate(self._delimiters)
            if number not in paired and self.text[index] in "()（）"
        )

    def letter_before(self, place: int) -> str:
        """Return the nearest letter or digit before the mark at `place`, or nothing."""
        index = bisect_right(self._run_ends, place) - 1
        return self.text[self._run_ends[index] - 1] if index >= 0 else ""

    def has_han(self, start: int, end: int) -> bool:
        """Tell whether a Han character stands from `start` up to `end`, both at marks."""
        return bisect_left(self._han_starts, start) < bisect_left(self._han_starts, end)

    def has_letter(self, start: int, end: int) -> bool:
        """Tell whether a letter or digit stands from `start` up to `end`, both at marks."""
        return bisect_right(self._run_ends, start) < bisect_right(self._run_ends, end)

    def unit(self, index: int) -> tuple[int, int]:
        """Return the stretch between the delimiters that enclose the mark at `index`."""
        return self._stretch(self._nesting.around[bisect_right(self._delimiters, index)])

    @cached_property
    def _run_ends(self) -> list[int]:
        runs = chain(HAN_RUN.finditer(self.text), ALNUM_RUN.finditer(self.text))
        return sorted(run.end() for run in runs)

    @cached_property
    def _han_starts(self) -> list[int]:
        return [run.start() for run in HAN_RUN.finditer(self.text)]

    @cached_property
    def _delimiters(self) -> list[int]:
        return [match.start() for match in _DELIMITER.finditer(self.text)]

    @cached_property
    def _nesting(self) -> _Nesting:
        return _nest("".join([self.text[index] for index in self._delimiters]))

    def _stretch(self, pair: _Pair | None) -> tuple[int, int]:
        """Return the offsets between which a pair of delimiters encloses the text."""
        if pair is None:
            return 0, len(self.text)
        start, end = pair
        return self._delimiters[start] + 1, self._delimiters[end]


@lru_cache(maxsize=256)
def read(text: str) -> Context:
    """Look up the surroundings of every place in `text`; one rule after the other asks for it."""
    return Context(text)


class _Nesting(NamedTuple):
    """How the delimiters of a text pair.

    `around[n]` is the pair that encloses what stands before the n-th delimiter; there is one
    more for what stands after the last.
    """

    pairs: tuple[_Pair, ...]
    around: tuple[_Pair | None, ...]


@lru_cache(maxsize=1024)
def _nest(delimiters: str) -> _Nesting:
    """Pair delimiters from left to right; an opener that is overtaken stays without partner.

    Most texts have the few delimiters of some text before, so one look at them is enough.
    """
    partners: dict[int, int] = {}
    parents: dict[int, int | None] = {}
    openers: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()
    owners: list[int | None] = [None]
    for number, char in enumerate(delimiters):
        kind = _OPENS.get(char) or _CLOSES.get(char, char)
        if char in _OPENS or (char == '"' and not waiting[char]):
            parents[number] = owners[-1]
            openers.append((number, kind))
            waiting[kind] += 1
        elif waiting[kind]:
            found = ""
            while found != kind:
                opener, found = openers.pop()
                waiting[found] -= 1
            partners[opener] = number
        owners.append(openers[-1][0] if openers else None)
    # what an opener without partner would enclose, the pair around it does
    enclosing: dict[int | None, _Pair | None] = {None: None}
    for opener, parent in parents.items():
        paired = opener in partners
        enclosing[opener] = (opener, partners[opener]) if paired else enclosing[parent]
    pairs = tuple((opener, partners[opener]) for opener in parents if opener in partners)
    return _Nesting(pairs, tuple(enclosing[owner] for owner in owners))
