"""Clean text -> lines with their place and indent: what every format gives to the page parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from publisher.sources.text.cleaning import spaced

MARGIN = 2
"""Columns of indent from which on a line does not start at the margin: one space is a stray."""


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
        """Whether the line starts at the margin."""
        return self.indent < MARGIN


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
            yield Line(place, text, _columns(line[: line.find(text[0])]), apart)
        apart = not text


def indent(line: str) -> int:
    """Measure the white space at the start of a line, in columns: a tab is four."""
    return _columns(line[: len(line) - len(line.lstrip())])


@lru_cache(256)
def _columns(space: str) -> int:
    """Measure white space; a page has few indents, each on many lines."""
    return len(space) + space.count("\u3000") + 3 * space.count("\t")
