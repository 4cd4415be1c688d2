"""The screen edition: front matter, chapters, index and sources, each a part by itself.

A book of one topic has no contents, index or sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from publisher import html, matter
from publisher.model import Book
from publisher.pdf.binding import BoundBook, bind
from publisher.pdf.conformance import ARCHIVE
from publisher.pdf.geometry import LEAD, SIZE, type_area
from publisher.pdf.numbering import Numbering
from publisher.pdf.part import Part
from publisher.settings import Trim


def render(book: Book, cover: str, trim: Trim, theme: Path | None = None) -> BoundBook:
    """Make the screen PDF of `book`: tagged, PDF/UA-1 and PDF/A-2a at once.

    `cover` is SVG in the shape of `trim`; `theme` a style sheet laid over ours.
    """
    return bind(book, parts(book, trim, theme, cover))


def parts(
    book: Book, trim: Trim, theme: Path | None, cover: str | None, gutter: float | None = None
) -> list[tuple[Numbering, list[Part]]]:
    """Return the parts of a book in their runs.

    With a `gutter` they are for the press: the type area is so many mm off the middle.
    """
    page = html.render(
        "pdf/page.css",
        trim=trim,
        area=type_area(trim),
        mirrored=gutter is not None,
        gutter=gutter,
        size=SIZE,
        lead=LEAD,
        title=book.metadata.title,
    )

    def part(template: str, variant: str | None = None, **values: object) -> Part:
        text = html.render(template, metadata=book.metadata, href=_href, **values)
        return Part(text, page, "pdf.css", theme, variant)

    front = part(
        "pdf/front.html",
        ARCHIVE,
        cover=Markup(cover) if cover else None,  # noqa: S704 -- drawn by publisher.cover, which escapes
        count=len(book.chapters),
        colophon=matter.colophon(book),
        contents=() if book.is_one_topic else matter.contents(book.chapters),
    )
    body = [part("pdf/body.html", chapter=fragment) for fragment in _fragments(book)]
    if book.is_one_topic:
        return [("r", [front]), ("D", body)]
    index = part("pdf/index.html", letters=matter.index(book.chapters))
    sources = part("pdf/sources.html", chapters=book.chapters)
    return [("r", [front]), ("D", [*body, index, sources])]


def _fragments(book: Book) -> Iterator[Markup]:
    chapters = {chapter.id: chapter for chapter in book.chapters}
    for chapter in book.chapters:
        related = [chapters[other] for other in chapter.related]
        yield html.chapter(chapter, related, _href, folios=True)


def _href(chapter_id: str) -> str:
    return f"#{chapter_id}"
