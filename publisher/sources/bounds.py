"""What one page may hold, so that reading and editing it ends, whatever is in it.

Pages of the largest size that hold prose come nowhere near. What is more is cut off, and said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.runtime.patterns import regex

MOST_LINES = 200_000
MOST_TAGS = 250_000
"""Lines and tags that take some ten seconds to read, and in the worst case as long to edit.

A book of 1,000 pages has 40,000 lines.
"""

_MOST_ATTRIBUTES = 1_000
_MOST_SPACES = 5_000
_LONG_TAG = regex(r"<([A-Za-z][\w:-]*)\s[^<>]{4000,}(>?)")
"""A tag that may have very many attributes, which libxml2 compares each with each."""


class Bounded(NamedTuple):
    """The text of a page as far as it is read; what there was too much of, and from which line."""

    text: str
    what: str = ""
    line: int = 0


def within(text: str) -> Bounded:
    """Return as much of a page as is read."""
    if len(text) < min(MOST_LINES, MOST_TAGS):
        return Bounded(text)
    for mark, most, what in (("\n", MOST_LINES, "lines"), ("<", MOST_TAGS, "tags")):
        if text.count(mark) > most:
            kept = text[: _place(text, mark, most)]
            return Bounded(kept, f"{most} {what}", kept.count("\n") + 1)
    return Bounded(text)


def _place(text: str, mark: str, number: int) -> int:
    """Return where a mark stands for the so-manieth time."""
    index = -1
    for _ in range(number):
        index = text.find(mark, index + 1)
    return index


def plainer(markup: str) -> str:
    """Return markup in which no tag has thousands of attributes; such a tag has none left."""
    return _LONG_TAG.sub(_bare, markup)


def _bare(tag: re.Match[str]) -> str:
    written = tag[0]
    few = written.count("=") <= _MOST_ATTRIBUTES and written.count(" ") <= _MOST_SPACES
    return written if few else f"<{tag[1]}{tag[2]}"
