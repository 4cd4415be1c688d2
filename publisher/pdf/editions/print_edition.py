"""The print edition: the pages of the screen edition as a printer of books wants them.

Parts begin recto, the type area stands off the spine, the cover is a sheet of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.books.paging import PageMark
from publisher.model import Book, walk
from publisher.pdf import press
from publisher.pdf.assembling.book import Gathering
from publisher.pdf.binding import bind
from publisher.pdf.editions.screen import parts
from publisher.pdf.press import profile
from publisher.pdf.type_area import type_area
from publisher.problems import Problem
from publisher.settings import TIME_LIMIT, Press, Trim

_GUTTERS = ((150, 0.0), (300, 2.0), (500, 3.0), (700, 4.0))
"""Up to so many pages, so many mm: a thick book does not open flat."""
_GUTTER = 5.0


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The PDF/X-4 of a book, how many pages it has, and where those of its chapters begin.

    `problems` are what could not be set as it should be.
    """

    content: bytes
    pages: int
    marks: tuple[PageMark, ...]
    problems: tuple[Problem, ...] = ()


def render(
    book: Book,
    trim: Trim,
    settings: Press,
    theme: Path | None = None,
    time_limit: int = TIME_LIMIT,
) -> PrintedBook:
    """Make the print edition of a book, all of it on the black plate.

    Args:
        book: What is printed.
        trim: The size of the page.
        settings: Bleed, marks, profile, gutter and signature.
        theme: A style sheet laid over ours.
        time_limit: Seconds that laying out one part may take.

    Returns:
        A PDF/X-4, where its pages begin in the text, and what was wrong.

    Raises:
        OutputError: There is no profile of a press, or a colour cannot be put on its plates.
    """
    ink = profile.load(settings.icc)
    gutter = settings.gutter
    if gutter is None:
        gutter = _gutter(book, trim)
    runs = parts(book, trim, theme, None, gutter)
    bound = bind(book, runs, Gathering(recto=True, signature=settings.signature), time_limit)
    marks = tuple(
        PageMark(book.chapters[part - 1].id, begun.block, begun.characters, str(number))
        for part, number, begun in bound.beginnings
        if 0 < part <= len(book.chapters)  # the front matter is part 0, index and sources are last
    )
    content = press.finish(bound.content, book.metadata, settings, ink)
    return PrintedBook(content, bound.pages, marks, bound.problems)


def _gutter(book: Book, trim: Trim) -> float:
    """Return the gutter in mm for the length of a book, estimated before it is laid out."""
    area = type_area(trim)
    full = area.characters * area.lines
    pages = sum(
        1 + sum(map(len, walk.texts(chapter.sections))) // full for chapter in book.chapters
    )
    return next((gutter for most, gutter in _GUTTERS if pages <= most), _GUTTER)
