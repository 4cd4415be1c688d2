"""Text that runs both ways: the order in which units stand on a line, and that of a file.

The levels are those that the Unicode Bidirectional Algorithm (UAX #9) gives to the units; odd
ones run from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

RIGHT_TO_LEFT_MARK = "\u200f"
LEFT_TO_RIGHT_MARK = "\u200e"

_STRONG = {"R": "R", "AL": "R", "L": "L", "EN": "W", "AN": "W", "NSM": "W"}
"""Letters by their direction; digits and marks (W), which have a weak one; all else has none."""


def visual(levels: Sequence[int]) -> list[int]:
    """Return the places of the units of one line from left to right (UAX #9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, [levels[place] >= level for place in order])
    return order


def _turned(order: Sequence[int], turns: Sequence[bool]) -> list[int]:
    """Turn round each row of places that `turns`."""
    turned: list[int] = []
    for turn, row in groupby(zip(order, turns, strict=True), key=lambda entry: entry[1]):
        places = [place for place, _ in row]
        turned += reversed(places) if turn else places
    return turned


def written(texts: Sequence[str], levels: Sequence[int]) -> list[int]:
    """Return the order in which the units of a line go into a file.

    Readers take a line for left to right or right to left by what there is more of, as pdfium
    counts it. In one from right to left they expect all as it is seen; in another they turn each
    word round by itself, and words have to come as they are read.
    """
    if not _mostly_right_to_left(texts):
        return list(_by_words(texts, levels))
    return visual(levels)


def _by_words(texts: Sequence[str], levels: Sequence[int]) -> Iterator[int]:
    """Yield places word after word as they are read, the letters of each as they are seen."""
    places = range(len(levels))
    for (level, _), row in groupby(places, key=lambda place: (levels[place], _way(texts[place]))):
        yield from reversed(list(row)) if level % 2 else row


def _mostly_right_to_left(texts: Iterable[str]) -> bool:
    ways = [way for way, _ in groupby(_way(char) for text in texts for char in text)]
    return ways.count("R") > ways.count("L")


def _way(text: str) -> str:
    return _STRONG.get(unicodedata.bidirectional(text[0]), "")


def shown(texts: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return for each unit of a line the text that its code in a file stands for.

    Readers turn round what runs from right to left, a letter with its marks too: so these stand
    there turned round. A mark that ends a word, and a Chinese mark after it, would be taken for a
    part of the text outside and inside: a mark of direction, which nobody sees, says whose they
    are.
    """
    found: list[str] = []
    for place, (text, level) in enumerate(zip(texts, levels, strict=True)):
        if level % 2:
            last = place + 1 == len(levels) or _way(texts[place + 1]) != "R"
            mark = RIGHT_TO_LEFT_MARK if last and len(text) > 1 else ""
            found.append(mark + text[::-1])
        elif place and levels[place - 1] % 2 and not _way(text) and not text.isspace():
            found.append(LEFT_TO_RIGHT_MARK + text)
        else:
            found.append(text)
    return found


def runs(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each row of units in which text is turned round."""
    for turned, row in groupby(range(len(levels)), key=lambda place: levels[place] > 0):
        if turned:
            places = list(row)
            yield places[0], places[-1]
