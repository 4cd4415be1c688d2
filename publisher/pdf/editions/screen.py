"""The screen edition: front matter, chapters, index and sources, each a part by itself.

A book of one topic has no contents, index or sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from markupsafe import Markup

from publisher.books import markup, matter, places
from publisher.model import Book
from publisher.pdf import titles
from publisher.pdf.assembling.conformance import ARCHIVE
from publisher.pdf.binding import BoundBook, bind
from publisher.pdf.numbering import Numbering
from publisher.pdf.part import Origin, Part
from publisher.pdf.type_area import LEAD, SIZE, type_area
from publisher.settings import TIME_LIMIT, Trim


def render(
    book: Book, cover: str, trim: Trim, theme: Path | None = None, time_limit: int = TIME_LIMIT
) -> BoundBook:
    """Make the screen edition of a book.

    Args:
        book: What is shown.
        cover: The cover as SVG, in the shape of `trim`.
        trim: The size of the page.
        theme: A style sheet laid over ours.
        time_limit: Seconds that laying out one part may take.

    Returns:
        A tagged PDF, PDF/UA-1 and PDF/A-2a at once, and what was wrong.
    """
    return bind(book, parts(book, trim, theme, cover), time_limit=time_limit)


def parts(
    book: Book, trim: Trim, theme: Path | None, cover: str | None, gutter: float | None = None
) -> list[tuple[Numbering, list[Part]]]:
    """Part a book into what is laid out by itself.

    Args:
        book: What is shown.
        trim: The size of the page.
        theme: A style sheet laid over ours.
        cover: The cover as SVG; None: without it.
        gutter: How far the type area is off the middle, in mm, for the press; None: for a screen.

    Returns:
        The parts in their runs, each with how its pages are numbered.
    """
    words, area = matter.words_of(book), type_area(trim)
    steps = partial(titles.step, characters=area.characters)
    page = markup.render(
        "pdf/page.css",
        words=words,
        trim=trim,
        area=area,
        mirrored=gutter is not None,
        gutter=gutter,
        size=SIZE,
        lead=LEAD,
        title=book.metadata.title,
    )

    def part(template: str, origin: Origin, variant: str | None = None, **values: object) -> Part:
        text = markup.render(template, metadata=book.metadata, words=words, href=_href, **values)
        not_set = words.pages.not_set
        return Part(text, page, "pdf.css", theme, variant, origin=origin, not_set=not_set)

    front = part(
        "pdf/front.html",
        Origin("contents", words.parts.contents),
        ARCHIVE,
        cover=Markup(cover) if cover else None,  # noqa: S704 -- drawn by publisher.cover, which escapes
        count=len(book.chapters),
        steps=steps,
        spaced=titles.is_spaced(book.metadata.title, area.characters),
        colophon=matter.colophon(book),
        contents=() if book.is_one_topic else matter.contents(book),
    )
    body = [
        part("pdf/body.html", Origin(entry.id, entry.title, entry.source, entry.line), chapter=text)
        for entry, text in zip(book.chapters, _fragments(book, steps), strict=True)
    ]
    if book.is_one_topic:
        return [("r", [front]), ("D", body)]
    letters = matter.index(book)
    place = Origin("index", words.parts.index)
    index = part("pdf/index.html", place, letters=letters, steps=steps)
    narrow = titles.is_narrow(area.characters)
    place = Origin("sources", words.parts.sources)
    sources = part("pdf/sources.html", place, chapters=book.chapters, narrow=narrow)
    return [("r", [front]), ("D", [*body, index, sources])]


def _fragments(book: Book, steps: markup.Steps) -> Iterator[Markup]:
    chapters = {chapter.id: chapter for chapter in book.chapters}
    words, leads = matter.words_of(book), places.leads(book, _href)
    for chapter in book.chapters:
        related = [chapters[other] for other in chapter.related]
        yield markup.chapter(chapter, related, _href, words, folios=True, steps=steps, leads=leads)


def _href(chapter_id: str) -> str:
    return f"#{chapter_id}"
