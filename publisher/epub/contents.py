"""The table of contents of an EPUB, and where in the package each page stands.

The navigation document and the NCX show the same tree. Below a chapter stand its outermost
headings, not its two articles: those are called the same in every chapter and would tell a
reader nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.books import markup, matter
from publisher.books.paging import PageMark
from publisher.epub import page_marks
from publisher.model import Book, Chapter, walk

COVER = "cover.xhtml"
TITLE_PAGE = "title-page.xhtml"
NAVIGATION = "nav.xhtml"
INDEX = "index.xhtml"
SOURCES = "sources.xhtml"
COLOPHON = "colophon.xhtml"


class Entry(NamedTuple):
    """One line of the contents. `href` is empty for a letter, which only heads its group."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()

    @property
    def target(self) -> str:
        """Where the line leads in an NCX, in which a heading cannot do without a target."""
        return self.href or self.children[0].target


class Landmark(NamedTuple):
    """A part of the book that a reading system may offer to jump to. `type` is an `epub:type`."""

    type: str
    title: str
    href: str


def address(chapter_id: str) -> str:
    """Return the page of a chapter, seen from the package's folder.

    Chapters have a folder of their own, so that one called `index` or `cover` is no clash.
    """
    return f"chapters/{chapter_id}.xhtml"


def entries(book: Book) -> tuple[Entry, ...]:
    """Return the contents in reading order (EPUB 3.3, 7.4.2), by letter if the book is."""
    parts = matter.words_of(book).parts
    lists = (Entry(parts.index, INDEX), Entry(parts.sources, SOURCES))
    back = (*(() if book.is_one_topic else lists), Entry(parts.colophon, COLOPHON))
    return (*_groups(matter.contents(book)), *back)


def landmarks(book: Book) -> tuple[Landmark, ...]:
    """Return the parts of the book (EPUB 3.3, 7.4.4)."""
    parts = matter.words_of(book).parts
    front = (
        Landmark("titlepage", parts.title_page, TITLE_PAGE),
        Landmark("toc", parts.contents, f"{NAVIGATION}#toc"),
    )
    lists = (
        Landmark("index", parts.index, INDEX),
        Landmark("bibliography", parts.sources, SOURCES),
    )
    return (
        Landmark("cover", parts.cover, COVER),
        *(() if book.is_one_topic else front),
        Landmark("bodymatter", parts.body, address(book.chapters[0].id)),
        *(() if book.is_one_topic else lists),
        Landmark("colophon", parts.colophon, COLOPHON),
    )


def pages(marks: Sequence[PageMark]) -> tuple[Entry, ...]:
    """Return the page list (EPUB 3.3, 7.4.3): the folios of the print edition."""
    return tuple(
        Entry(mark.folio, f"{address(mark.chapter)}#{page_marks.anchor(mark)}") for mark in marks
    )


def depth(lines: Sequence[Entry]) -> int:
    """Return how many levels the contents have (`dtb:depth`)."""
    return 1 + max((depth(line.children) for line in lines if line.children), default=0)


def play_order(lines: Sequence[Entry], places: Iterable[str]) -> dict[str, int]:
    """Number the targets of `lines` from 1 in the order of `places`, which are in reading order.

    ANSI/NISO Z39.86-2005, 8.4.5: lines that lead to one place share a number.
    """
    wanted = set(_targets(lines))
    return {index: number for number, index in enumerate(filter(wanted.__contains__, places), 1)}


def _groups(groups: Sequence[matter.IndexLetter]) -> Iterator[Entry]:
    for group in groups:
        chapters = tuple(_chapter(chapter) for chapter in group.chapters)
        if group.letter:
            yield Entry(group.letter.upper(), "", chapters)
        else:
            yield from chapters


def _chapter(chapter: Chapter) -> Entry:
    page = address(chapter.id)
    headings = tuple(
        Entry(title, f"{page}#{anchor}")
        for anchor, heading in markup.headings(chapter)
        if heading.level == 1 and (title := walk.text(heading).strip())
    )
    return Entry(chapter.title, page, headings)


def _targets(lines: Sequence[Entry]) -> Iterator[str]:
    for line in lines:
        yield line.target
        yield from _targets(line.children)
