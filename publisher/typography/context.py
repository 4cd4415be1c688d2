"""What surrounds a mark: the letters beside it, and the brackets or quotes it stands in.

Built once for a text that has a mark which its two neighbours alone do not decide, in time
proportional to the text. Everything here is the same for marks of either width, so that a rule
which decides by it never changes its mind after its own changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from publisher.typography.characters import ALNUM, HAN, is_han
from publisher.typography.foreign import verbatim

_RUN = re.compile(f"[{HAN}]+|[{ALNUM}]+")
_DELIMITER = re.compile(r"[()（）“”‘’《》〈〉「」『』【】〔〕\"]")
_OPENS = dict(zip("(（“‘《〈「『【〔", "((“‘《〈「『【〔", strict=True))
_CLOSES = dict(zip(")）”’》〉」』】〕", "((“‘《〈「『【〔", strict=True))
_WHOLE = -1


@dataclass(frozen=True, slots=True)
class Brackets:
    """A pair of round brackets: the offsets of both, and the unit around them.

    A unit is the stretch between the delimiters that enclose a place: the text of a bracket,
    a quotation, a book title, or the whole text.
    """

    start: int
    end: int
    unit: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """A text, with its letters, its delimiters and its verbatim parts looked up."""

    text: str
    brackets: tuple[Brackets, ...]
    loose: tuple[int, ...]
    """Offsets of round brackets without a partner."""
    _run_ends: list[int]
    _han_starts: list[int]
    _verbatim: tuple[tuple[int, int], ...]
    _delimiters: list[int]
    _units: list[tuple[int, int]]

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

    def unit(self, place: int) -> tuple[int, int]:
        """Return the stretch between the delimiters that enclose the mark at `place`."""
        return self._units[bisect_right(self._delimiters, place)]

    def is_verbatim(self, place: int) -> bool:
        """Tell whether `place` is in a part that no rule may touch."""
        return _inside(self._verbatim, place)


@lru_cache(maxsize=256)
def read(text: str) -> Context:
    """Look up the surroundings of every place in `text`; one rule after the other asks for it."""
    spans = verbatim(text)
    delimiters = [
        match.start() for match in _DELIMITER.finditer(text) if not _inside(spans, match.start())
    ]
    matcher = _Matcher()
    for place in delimiters:
        matcher.take(text[place], place)
    units = matcher.units(len(text))
    runs = [match.span() for match in _RUN.finditer(text)]
    brackets = tuple(
        Brackets(start, end, units[parent])
        for start, end, parent in zip(matcher.starts, matcher.ends, matcher.parents, strict=True)
        if end != _WHOLE and text[start] in "(（"
    )
    paired = {place for pair in brackets for place in (pair.start, pair.end)}
    return Context(
        text,
        brackets,
        tuple(place for place in delimiters if text[place] in "()（）" and place not in paired),
        [end for _, end in runs],
        [start for start, _ in runs if is_han(text[start])],
        spans,
        delimiters,
        [units[owner] for owner in matcher.owners],
    )


def _inside(spans: tuple[tuple[int, int], ...], place: int) -> bool:
    index = bisect_right(spans, (place, place + 1)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


@dataclass(slots=True)
class _Matcher:
    """Pairs delimiters from left to right; an opener that is overtaken stays without partner.

    Openers are numbered as they come. `owners[n]` is the opener that encloses the stretch after
    the n-th delimiter.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=lambda: [_WHOLE])
    _open: list[tuple[int, str]] = field(default_factory=list)
    _waiting: Counter[str] = field(default_factory=Counter)

    def take(self, char: str, place: int) -> None:
        """Take the next delimiter."""
        kind = _OPENS.get(char) or _CLOSES.get(char, char)
        opens = char in _OPENS or (char == '"' and not self._waiting[char])
        if opens:
            self.parents.append(self._top)
            self._open.append((len(self.starts), kind))
            self._waiting[kind] += 1
            self.starts.append(place)
            self.ends.append(_WHOLE)
        elif self._waiting[kind]:
            self._close(kind, place)
        self.owners.append(self._top)

    @property
    def _top(self) -> int:
        return self._open[-1][0] if self._open else _WHOLE

    def _close(self, kind: str, place: int) -> None:
        found = ""
        while found != kind:
            opener, found = self._open.pop()
            self._waiting[found] -= 1
        self.ends[opener] = place

    def units(self, length: int) -> dict[int, tuple[int, int]]:
        """Return the stretch that each opener encloses; without a partner, that around it."""
        units = {_WHOLE: (0, length)}
        for opener, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            inner = (start + 1, end)
            units[opener] = inner if end != _WHOLE else units[self.parents[opener]]
        return units
