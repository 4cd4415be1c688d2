"""Text that runs both ways: the order in which units stand on a line, and that of a file.

The levels are those that the Unicode Bidirectional Algorithm (UAX #9) gives to the units; odd
ones run from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

RIGHT_TO_LEFT_MARK = "\u200f"
LEFT_TO_RIGHT_MARK = "\u200e"

JOINERS = "\u200c\u200d"
"""ZERO WIDTH NON-JOINER and JOINER, by which a writer says how the letters beside them look."""

_STRONG = {"R": "R", "AL": "R", "L": "L", "EN": "W", "AN": "W", "NSM": "W"}
"""Letters by their direction; digits and marks (W), which have a weak one; all else has none."""


def visual(levels: Sequence[int]) -> list[int]:
    """Return the places of the units of one line from left to right (UAX #9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, [levels[index] >= level for index in order])
    return order


def _turned(order: Sequence[int], turns: Sequence[bool]) -> list[int]:
    """Turn round each row of places that `turns`."""
    turned: list[int] = []
    for turn, row in groupby(zip(order, turns, strict=True), key=lambda entry: entry[1]):
        places = [index for index, _ in row]
        turned += reversed(places) if turn else places
    return turned


class Code(NamedTuple):
    """What stands in a file for the unit at a place of a line."""

    place: int
    text: str


def written(texts: Sequence[str], levels: Sequence[int]) -> list[Code]:
    """Return the codes of a line in the order in which they go into a file.

    Readers take a line for right to left or left to right by what there is more of, as pdfium
    counts it. In the former they expect all as it is seen. In the latter they turn each word round
    by itself, so words have to come as they are read.
    """
    shown = _shown(texts, levels)
    if _mostly_right_to_left(shown):
        return [Code(index, shown[index]) for index in visual(levels)]
    return list(_by_words(texts, shown, levels))


def _by_words(texts: Sequence[str], shown: Sequence[str], levels: Sequence[int]) -> Iterator[Code]:
    """Yield codes word after word as they are read, the letters of each as they are seen.

    A joiner begins a word to such a reader, as if it stood between two: it opens the second one.
    """
    joiner = ""
    for row in _words(texts, levels):
        places = row[::-1] if levels[row[0]] % 2 else row
        for index in places:
            text = shown[index].strip(JOINERS) if texts[index][-1] in JOINERS else shown[index]
            yield Code(index, joiner + text)
            joiner = ""
        if texts[row[-1]][-1] in JOINERS:
            joiner = texts[row[-1]][-1]


def _words(texts: Sequence[str], levels: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of units that readers turn round together."""
    word: list[int] = []
    for index, (text, level) in enumerate(zip(texts, levels, strict=True)):
        if word:
            before = word[-1]
            same = level == levels[before] and _way(text) == _way(texts[before])
            if not same or texts[before][-1] in JOINERS:
                yield word
                word = []
        word.append(index)
    yield word


def _mostly_right_to_left(texts: Iterable[str]) -> bool:
    ways = [way for way, _ in groupby(_way(char) for text in texts for char in text)]
    return ways.count("R") > ways.count("L")


def _way(text: str) -> str:
    return _STRONG.get(unicodedata.bidirectional(text[0]), "")


def _shown(texts: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return for each unit the text that its code stands for.

    Readers turn round what runs from right to left, a letter with its marks too: so these stand
    there turned round. A mark that ends a word, and a Chinese mark after it, would be taken for a
    part of the text outside and inside: a mark of direction, which nobody sees, says whose they
    are.
    """
    found: list[str] = []
    for index, (text, level) in enumerate(zip(texts, levels, strict=True)):
        if level % 2:
            last = index + 1 == len(levels) or _way(texts[index + 1]) != "R"
            mark = RIGHT_TO_LEFT_MARK if last and _way(text[-1]) != "R" and text.strip() else ""
            found.append(mark + text[::-1])
        elif index and levels[index - 1] % 2 and not _way(text) and not text.isspace():
            found.append(LEFT_TO_RIGHT_MARK + text)
        else:
            found.append(text)
    return found


def runs(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each row of units in which text is turned round."""
    for turned, row in groupby(range(len(levels)), key=lambda index: levels[index] > 0):
        if turned:
            places = list(row)
            yield places[0], places[-1]
