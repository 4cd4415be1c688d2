"""What is made of blocks: sections, topics, pages, chapters, collections, books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from publisher.model.blocks import Block


class Role(StrEnum):
    """What a section is to its topic; the words for it are its page's own."""

    SUMMARY = "summary"
    DETAIL = "detail"
    BODY = "text"
    """All of a topic that knows no articles: it has no title, and nothing in it is guessed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a topic under a title, such as one article of the wiki; a body has none."""

    title: str
    role: Role
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject as one page tells it.

    `letter` is the breadcrumb's letter (main topics only). `published` is a `datetime` where
    the page gives a time of day. `source` and `line` (from 1) say where the topic begins.
    `main` is false for a topic that stands under 相关专题.
    """

    title: str
    sections: tuple[Section, ...]
    source: str
    line: int
    main: bool = True
    letter: str | None = None
    published: date | datetime | None = None
    views: int | None = None


class Reason(StrEnum):
    """Why text of a page stands in none of its topics."""

    BREADCRUMB = "breadcrumb"
    STAMP = "date and views"
    ARTICLE = "name of an article"
    COLUMN = "name of a column"
    LATEST = "list of latest articles"
    REPEATED_TITLE = "title once more"
    ABOVE = "above the title"
    NAVIGATION = "navigation"
    BOILERPLATE = "element without content"
    HIDDEN = "hidden element"
    MARKUP = "markup"
    FRONT_MATTER = "front matter"
    STRAY = "outside any article"
    BARE_TITLE = "title without an article"
    UNTITLED = "article without a title"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line, or part of one, that stands in no topic. `line` counts from 1 in the file."""

    line: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Page:
    """One source file: its main topic first, then the related ones. `wiki` is 企业wiki.

    `letters` counts the letters and digits that were read; each of them stands in a topic or
    in what was `dropped`.
    """

    source: str
    topics: tuple[Topic, ...]
    wiki: str | None = None
    dropped: tuple[Dropped, ...] = ()
    letters: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """One topic in its place in a collection.

    `id` is ASCII and unique in the collection; `reading` is the title's pinyin with spaces
    between syllables, for index and search; `index_letter` is `a`-`z` or `#`; `related` holds
    the ids of the chapters that a page relates to this one, both ways.
    """

    id: str
    title: str
    reading: str
    index_letter: str
    sections: tuple[Section, ...]
    source: str
    line: int
    published: date | datetime | None = None
    views: int | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """All topics of all pages, each once, in order."""

    chapters: tuple[Chapter, ...]
    wiki: str | None = None


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the 版权页 says by GB/T 12450; nothing here is ever invented."""

    edition: str | None = None
    place: str | None = None
    isbn: str | None = None
    cip: str | None = None
    price: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What a volume belongs to, and its number there if it has one."""

    title: str
    number: int | None = None


UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a book none of whose pages has one: a file has to bear some date."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself. `language` is BCP 47; `identifier` a URN; `modified` UTC."""

    title: str
    identifier: str
    language: str
    modified: datetime
    subtitle: str | None = None
    author: str | None = None
    publisher: str | None = None
    colophon: Colophon = Colophon()
    series: Series | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """What a renderer gets: metadata and chapters in their final order and wording."""

    metadata: Metadata
    chapters: tuple[Chapter, ...]

    @property
    def is_one_topic(self) -> bool:
        """Whether it is one text, which needs no contents, index or list of sources."""
        return len(self.chapters) == 1
