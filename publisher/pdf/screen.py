"""The screen edition: every page of the book, in the order in which the parts need each other.

The body is laid out first, since contents and index print its page numbers.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from publisher import html, matter
from publisher.model import Book
from publisher.pdf import assembly, conformance
from publisher.pdf.geometry import LEAD, SIZE, type_area
from publisher.pdf.layout import Compositor
from publisher.settings import Trim


def render(book: Book, cover: str, trim: Trim, theme: Path | None = None) -> bytes:
    """Return the screen PDF of `book`: tagged, PDF/UA-1 and PDF/A-2a at once.

    `cover` is SVG in the shape of `trim`; `theme` a style sheet laid over ours.
    """
    compositor = Compositor(book.metadata, "pdf.css", theme)

    def page(first: int) -> str:
        return _page_css(trim, book.metadata.title, first)

    # Chapters and their cross references
    body = compositor.lay_out("pdf/body.html", page(1), chapters=_fragments(book))
    # Index and sources go on in the same page numbers
    back = compositor.lay_out(
        "pdf/back.html",
        page(len(body.pages) + 1),
        chapters=book.chapters,
        letters=matter.index(book.chapters),
        href=_href,
        folio=assembly.folios(body),
    )
    # Front matter with its own roman numbers, and the contents
    front = compositor.lay_out(
        "pdf/front.html",
        page(1),
        cover=Markup(cover),  # noqa: S704 -- drawn by publisher.cover, which escapes
        count=len(book.chapters),
        colophon=matter.colophon(book),
        contents=matter.contents(book.chapters),
        folio=assembly.folios(body, back),
    )
    finished = assembly.join((front, "r"), (body, "D"), (back, "D"))
    return assembly.write(finished, book, conformance.accessible_archive)


def _page_css(trim: Trim, title: str, first: int) -> str:
    """Return what CSS has to know of the trim, and the number of a part's `first` page."""
    area = type_area(trim)
    return html.render(
        "pdf/page.css", trim=trim, area=area, size=SIZE, lead=LEAD, first_page=first, title=title
    )


def _fragments(book: Book) -> list[Markup]:
    chapters = {chapter.id: chapter for chapter in book.chapters}
    return [
        html.chapter(chapter, [chapters[other] for other in chapter.related], _href)
        for chapter in book.chapters
    ]


def _href(chapter_id: str) -> str:
    return f"#{chapter_id}"
