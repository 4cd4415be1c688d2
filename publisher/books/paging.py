"""Where the pages of the print edition begin in the text, for the page list of the EPUB."""

from __future__ import annotations

from typing import NamedTuple

BOUND = frozenset(("li", "dt", "dd", "caption", "th", "td", "figcaption"))
"""What holds text in a list, a table or a figure, in which nothing else may stand."""

BLOCKS = BOUND | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre"}
"""The elements that hold the text of a chapter. One inside another comes after its text."""


class PageMark(NamedTuple):
    """Where a page begins, and its folio.

    It begins in the block `block` (of `BLOCKS`, from 0) of the chapter with the id `chapter`,
    after `characters` of it; white space is not counted.
    """

    chapter: str
    block: int
    characters: int
    folio: str
