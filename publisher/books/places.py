"""Where the links of a book lead within it: a file's chapter, and a heading there if it has one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from publisher.books import markup
from publisher.books.markup import Href, Leads
from publisher.model import Book, Chapter, Place, Role, walk


def leads(book: Book, href: Href) -> Leads:
    """Return what finds the link to a place in `book`; `href` is where a chapter is.

    What leads to a topic that the book does not have, as of another volume, is no link there.
    """

    @cache
    def chapters() -> dict[str, Chapter]:
        return {chapter.source: chapter for chapter in reversed(book.chapters)}

    @cache
    def headings(source: str) -> dict[str, str]:
        return {_key(title): anchor for anchor, title in _headings(chapters()[source])}

    def lead(place: Place) -> str | None:
        source = next((name for name in place.sources if name in chapters()), None)
        if source is None:
            return None
        chapter = chapters()[source]
        anchor = headings(source).get(_key(place.heading)) if place.heading else None
        link = href(chapter.id)
        return f"{'' if link.startswith('#') else link}#{anchor}" if anchor else link

    return lead


def titles(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the headings that links may lead to, each with its anchor."""
    for chapter in book.chapters:
        if any(section.role == Role.BODY for section in chapter.sections):
            yield from _headings(chapter)


def _headings(chapter: Chapter) -> Iterator[tuple[str, str]]:
    return ((anchor, walk.text(heading)) for anchor, heading in markup.headings(chapter))


def _key(heading: str) -> str:
    """Return what a heading and the fragment of a link to it have in common."""
    return "".join(filter(str.isalnum, heading)).casefold()
