"""The handout edition: topics for a printer in an office, each beginning a page.

A page is A4; where two of them share a side of A4 it is A5 from the start, so that the text
is set in a size for reading and not shrunk to one that is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from markupsafe import Markup

from publisher.books import markup, matter, places
from publisher.model import Book, Chapter, walk
from publisher.pdf import titles
from publisher.pdf.assembling.conformance import ARCHIVE
from publisher.pdf.binding import BoundBook, bind
from publisher.pdf.part import Origin, Part
from publisher.pdf.type_area import MM, ROUNDING
from publisher.settings import TIME_LIMIT
from publisher.wording import Wording

_LONG = 700
"""From so many characters on, the body of a topic is set in two columns."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page of a handout: sizes and margins in mm; type in pt, a line in characters.

    What `characters` leave of the width is the margin on the right.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    size: float
    lead: float
    characters: int

    @property
    def right(self) -> float:
        """The right margin in pt, with play so that no rounding pushes a character off a line."""
        return (self.width - self.left) * MM - self.characters * self.size - ROUNDING


_WHOLE = _Sheet(210, 297, 20, 24, 21.75, 10, 16, 47)
_HALF = _Sheet(148.5, 210, 15, 18, 17.1, 9, 14, 36)
"""A5 as half of A4 is cut: 148.5 mm wide."""

_NOTED = {_WHOLE: 35, _HALF: 25}
"""How many characters a line has when the outer third of the page is kept for notes."""


@dataclass(frozen=True, slots=True)
class _Handout:
    """What the template needs of one topic. `facts` is the line above the title."""

    fragment: Markup
    facts: str
    columns: bool


def render(
    book: Book,
    theme: Path | None = None,
    *,
    halved: bool = False,
    notes: bool = False,
    time_limit: int = TIME_LIMIT,
) -> BoundBook:
    """Make the handouts of all chapters of a book.

    A handout of one topic has that topic's title, and the collection's for a subtitle.

    Args:
        book: Whose chapters they are.
        theme: A style sheet laid over ours.
        halved: Whether two pages are to share a side of A4, else each has one.
        notes: Whether there is room beside the text to write in.
        time_limit: Seconds that laying out one part may take.

    Returns:
        One tagged PDF (PDF/UA-1, PDF/A-2a), and what was wrong.
    """
    sheet = _HALF if halved else _WHOLE
    if notes:
        sheet = replace(sheet, characters=_NOTED[sheet])
    words = matter.words_of(book)
    page_css = markup.render("pdf/handout.css", sheet=sheet, words=words, notes=notes)
    wide, leads = not (halved or notes), places.leads(book, _href)
    collection = book.metadata.subtitle or book.metadata.title
    parts = [
        Part(
            markup.render(
                "pdf/handout.html",
                metadata=book.metadata,
                handout=_handout(chapter, collection, sheet, words, leads, wide=wide),
            ),
            page_css,
            "handout.css",
            theme,
            None if index else ARCHIVE,
            origin=Origin(chapter.id, chapter.title, chapter.source, chapter.line),
            not_set=words.pages.not_set,
        )
        for index, chapter in enumerate(book.chapters)
    ]
    return bind(book, [("D", parts)], time_limit=time_limit)


def _href(chapter_id: str) -> str:
    return f"#{chapter_id}"


def _handout(
    chapter: Chapter,
    collection: str,
    sheet: _Sheet,
    words: Wording,
    leads: markup.Leads,
    *,
    wide: bool,
) -> _Handout:
    known = (
        collection,
        words.dates.day(chapter.published) if chapter.published else None,
        words.pages.origin(chapter.source),
    )
    length = sum(map(len, walk.texts(chapter.sections)))
    # What is related to a topic is in other handouts, if at all
    steps = partial(titles.step, characters=sheet.characters)
    fragment = markup.chapter(chapter, (), _href, words, steps=steps, leads=leads)
    return _Handout(fragment, "　".join(filter(None, known)), wide and length >= _LONG)
