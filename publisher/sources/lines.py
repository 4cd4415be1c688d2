"""Clean text -> lines with their place and indent: what every format gives to the page parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publisher.sources.cleaning import spaced


class Line(NamedTuple):
    """One line that holds text.

    `number` counts from 1 in the file; `text` has no outer white space and is never empty;
    `indent` is in columns (an ideographic space is two); `apart` tells of a blank line above.
    `tag` is the HTML element that the line stands in: `h1` for the title of the page, `h2` to
    `h6`, `li`, `tr` (its cells with bars between), `pre` …; empty in a dump.
    """

    number: int
    text: str
    indent: int
    apart: bool
    tag: str = ""

    @property
    def flush(self) -> bool:
        """Whether the line starts at the margin. One stray space is no indent."""
        return self.indent < 2


def split(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that are not blank. Line ends are LF, as `clean` leaves them."""
    return number(enumerate(text.split("\n"), 1))


def number(raw: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Yield the lines that are not blank of pairs of line number and raw line."""
    apart = False
    for place, line in raw:
        text = line.strip()
        if text:
            # nearly every line needs neither a search nor a measure
            text = text if text.isprintable() else spaced(text)
            yield Line(place, text, indent(line) if line[0].isspace() else 0, apart)
        apart = not text


def indent(line: str) -> int:
    """Measure the white space at the start of a line, in columns: a tab is four."""
    space = line[: len(line) - len(line.lstrip())]
    return len(space) + space.count("\u3000") + 3 * space.count("\t")
