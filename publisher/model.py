"""Book > Chapter > Section > Block > Inline: the values that travel down the pipeline.

Everything here is frozen and hashable: a stage that changes something makes a new value.
A text is parsed into these nodes once, in `publisher.sources.reader`; no later stage sees raw page
text. This module imports nothing of ours.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeAlias

# ---------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The label that opens a paragraph (制度定位 in 制度定位：作为…), without its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed face can draw; books show its code point instead."""

    text: str

    @property
    def code_point(self) -> str:
        """The character's name for readers, such as `U+2B8B3`; of several, those that are seen."""
        seen = [char for char in self.text if unicodedata.category(char) not in ("Mn", "Me", "Cf")]
        return " ".join(f"U+{ord(char):04X}" for char in seen or self.text)


Inline: TypeAlias = Text | Lead | Missing
Content: TypeAlias = tuple[Inline, ...]


def plain(content: Content) -> str:
    """Return the characters of `content`, as in the page."""
    return content[0].text if len(content) == 1 else "".join([inline.text for inline in content])


# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. `level` is 1 for the outermost, at most 4."""

    content: Content
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; a `Lead`, where there is one, is its first inline."""

    content: Content

    @property
    def lead(self) -> str | None:
        """The label that opens the paragraph, or None."""
        match self.content:
            case (Lead(text), *_):
                return text
            case _:
                return None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. Its marker (`1、`, `•`, `-`) is part of the content."""

    content: Content


@dataclass(frozen=True, slots=True)
class Verse:
    """One line of a poem; lines that stand together are one stanza."""

    content: Content


@dataclass(frozen=True, slots=True)
class Quotation:
    """A paragraph that is one quotation from end to end."""

    content: Content


Block: TypeAlias = Heading | Paragraph | ListItem | Verse | Quotation

# ---------------------------------------------------------------- topics and books


class Article(StrEnum):
    """The two articles that the wiki keeps of a topic."""

    SUMMARY = "基本释义"
    DETAIL = "详细释义"


@dataclass(frozen=True, slots=True)
class Section:
    """One article of a topic, as a section of its chapter."""

    article: Article
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The article's name in the wiki."""
        return self.article.value


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
