"""Where the pages of the print edition begin in the text, for the page list of the EPUB."""

from __future__ import annotations

from typing import NamedTuple

BLOCKS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "li"))
"""The elements of a chapter's fragment that hold its text, none inside another."""


class PageMark(NamedTuple):
    """Where a page begins, and its folio.

    It begins in the block `block` (of `BLOCKS`, from 0) of the chapter with the id `chapter`,
    after `characters` of it; white space is not counted.
    """

    chapter: str
    block: int
    characters: int
    folio: str
