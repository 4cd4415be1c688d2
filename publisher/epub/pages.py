"""Book -> the XHTML pages of an EPUB and its NCX, as bytes, through templates/epub/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from publisher import wording
from publisher.books import markup, matter, places
from publisher.books.paging import PageMark
from publisher.epub import contents, page_marks
from publisher.epub import words as foreign
from publisher.epub.contents import Entry
from publisher.model import Book, Chapter, Metadata
from publisher.runtime.patterns import regex
from publisher.wording import Wording

Part: TypeAlias = Literal["frontmatter", "bodymatter", "backmatter"]

_ID = regex(' id="([^"]+)"')
"""An id. In text, quotation marks are escaped."""
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Page(NamedTuple):
    """One page. `href` is seen from the package's folder, `properties` are the manifest's.

    A page that is not `read` is there for the panels of a reading system alone.
    """

    id: str
    href: str
    content: bytes
    properties: tuple[str, ...] = ()
    read: bool = True

    def places(self) -> Iterator[str]:
        """Yield the page and all that can be linked to in it, in reading order."""
        yield self.href
        yield from (f"{self.href}#{anchor}" for anchor in _ID.findall(self.content.decode()))


def spine(
    book: Book,
    lines: Sequence[Entry],
    cover: str,
    sheets: Sequence[str],
    marks: Sequence[PageMark],
) -> Iterator[Page]:
    """Write all pages of a book.

    Args:
        book: What they show.
        lines: The entries of the contents.
        cover: The name of the picture of the cover, seen from the package's folder.
        sheets: The names of the style sheets, seen from there, in the order of the cascade.
        marks: Where the pages of the print edition begin, in their order; none: not known.

    Yields:
        The pages in reading order.
    """
    leads = places.leads(book, _href)
    frame = _Frame(book.metadata, matter.words_of(book), tuple(sheets), tuple(marks), leads)
    yield from _front(book, lines, frame, cover)
    yield from _chapters(book, frame)
    yield from _back(book, frame)


def ncx(
    metadata: Metadata, lines: Sequence[Entry], pages: Sequence[Page], marks: Sequence[PageMark]
) -> bytes:
    """Return the contents for readers of EPUB 2 (EPUB 3.3, 5.9.3: `toc.ncx` is legacy).

    `pages` are those of the book, `marks` where the pages of the print edition begin.
    """
    printed = contents.pages(marks)
    places = chain.from_iterable(page.places() for page in pages)
    return encode(
        markup.render(
            "epub/toc.ncx",
            metadata=metadata,
            words=wording.of(metadata.language),
            contents=lines,
            pages=printed,
            last=max((int(page.title) for page in printed if page.title.isdecimal()), default=0),
            order=contents.play_order((*lines, *printed), places),
            depth=contents.depth(lines),
        )
    )


def encode(text: str) -> bytes:
    """Return UTF-8 without the characters that XML 1.0 (2.2) or HTML forbid in any spelling."""
    return legible(text).encode()


def legible(text: str) -> str:
    """Return `text` without control characters, surrogates and noncharacters."""
    return _FORBIDDEN.sub("", text)


def _href(chapter_id: str) -> str:
    """Return where a chapter is, seen from another."""
    return f"{chapter_id}.xhtml"


class _Frame(NamedTuple):
    """What all pages of one book have in common."""

    metadata: Metadata
    words: Wording
    sheets: tuple[str, ...]
    marks: tuple[PageMark, ...]
    leads: markup.Leads

    def page(self, href: str, title: str, part: Part, /, **values: object) -> Page:
        """Set a page of front or back matter; its template is called as its file is."""
        text = markup.render(f"epub/{href}", **self._shared("", title, part), **values)
        return Page(href.removesuffix(".xhtml"), href, encode(text))

    def chapter(self, chapter: Chapter, related: Sequence[Chapter]) -> Page:
        fragment = markup.chapter(chapter, related, _href, self.words, leads=self.leads)
        own = [mark for mark in self.marks if mark.chapter == chapter.id]
        text = markup.render(
            "epub/chapter.xhtml",
            **self._shared("../", chapter.title, "bodymatter"),
            fragment=page_marks.insert(self._marked(fragment), own, self.words.epub.page),
        )
        return Page(f"chapter-{chapter.id}", contents.address(chapter.id), encode(text))

    def _shared(self, root: str, title: str, part: Part) -> dict[str, object]:
        return {
            "metadata": self.metadata,
            "words": self.words,
            "sheets": self.sheets,
            "root": root,
            "title": title,
            "part": part,
            "marked": self._marked,
        }

    def _marked(self, text: str) -> Markup:
        return foreign.mark(text, self.metadata.language)


def _front(book: Book, lines: Sequence[Entry], frame: _Frame, cover: str) -> Iterator[Page]:
    metadata, count, words = book.metadata, len(book.chapters), frame.words
    described = filter(None, (words.cover.picture(metadata.title), metadata.author))
    yield frame.page(
        contents.COVER,
        words.parts.cover,
        "frontmatter",
        image=cover,
        alternative=words.marks.comma.join(described),
    )
    if not book.is_one_topic:
        yield frame.page(contents.TITLE_PAGE, metadata.title, "frontmatter", count=count)
    navigation = frame.page(
        contents.NAVIGATION,
        words.parts.contents,
        "frontmatter",
        contents=lines,
        landmarks=contents.landmarks(book),
        pages=contents.pages(frame.marks),
    )
    yield navigation._replace(properties=("nav",), read=not book.is_one_topic)


def _chapters(book: Book, frame: _Frame) -> Iterator[Page]:
    """A related topic that is in another volume is not referred to: the link would be dead."""
    here = {chapter.id: chapter for chapter in book.chapters}
    for chapter in book.chapters:
        yield frame.chapter(chapter, [here[other] for other in chapter.related if other in here])


def _back(book: Book, frame: _Frame) -> Iterator[Page]:
    if not book.is_one_topic:
        yield from _lists(book, frame)
    title = frame.words.parts.colophon
    yield frame.page(contents.COLOPHON, title, "backmatter", lines=matter.colophon(book))


def _lists(book: Book, frame: _Frame) -> Iterator[Page]:
    yield frame.page(
        contents.INDEX,
        frame.words.parts.index,
        "backmatter",
        letters=matter.index(book),
        href=contents.address,
    )
    yield frame.page(
        contents.SOURCES,
        frame.words.parts.sources,
        "backmatter",
        chapters=book.chapters,
        origin=matter.origin,
        href=contents.address,
    )
