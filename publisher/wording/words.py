"""Which words a book needs. Each language gives one `Wording`; no word has a default.

What counts or names something is a function; `"{} 册".format` is one. A date is a `date`, a
number an `int`, so that a language may have plurals and names of months.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from publisher.wording.collation import Collation

Counted: TypeAlias = Callable[[int], str]
"""A number -> what there are so many of."""
Named: TypeAlias = Callable[[str], str]
"""A title or another text -> what is said of it."""
Dated: TypeAlias = Callable[[date], str]
"""A day -> the day, or its month, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the parts of a book are called: headings, bookmarks, landmarks, labels."""

    cover: str
    title_page: str
    contents: str
    body: str
    related: str
    index: str
    sources: str
    colophon: str
    landmarks: str
    page_list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What is said of a book as a whole: its title where none is given, its size, its contents.

    `collection` makes a title of a wiki's name. `holds` stands before the titles of the topics.
    """

    collection: Named
    topics: Counted
    holds: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """The labels of the colophon, and how it counts. `internal` stands where there is no ISBN."""

    title: str
    subtitle: str
    author: str
    publisher: str
    place: str
    edition: str
    length: str
    characters: Counted
    topics: str
    count: Counted
    until: str
    price: str
    use: str
    internal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The labels of where a topic comes from; short ones for the columns of a table."""

    topic: str
    page: str
    day: str
    day_short: str
    views: str
    views_short: str
    unknown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Days and months. `mark` is a month as the seal of a cover shows it."""

    day: Dated
    month: Dated
    mark: Dated
    undated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What pages of paper say. `folio` goes around the number of a page and that of all."""

    folio: tuple[str, str, str]
    notes: str
    origin: Named
    link: Named
    not_set: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a cover says. `others` ends a list of titles that is cut, `picture` stands for it."""

    topics: Counted
    others: Counted
    price: Named
    picture: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Epub:
    """What only an EPUB says, to catalogues and to screen readers."""

    accessibility: Named
    ways: str
    ways_with_index: str
    printed: Named
    page: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """What the editions are called on the shelf."""

    epub: str
    screen: str
    print: str
    cover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The bookshelf. In `found` a script puts the number of volumes in place of the {}.

    `download` takes a title, an edition and a size.
    """

    name: str
    skip: str
    volumes: Counted
    search: str
    hint: str
    letter: str
    month: str
    all: str
    order: str
    by_number: str
    by_date: str
    by_title: str
    only_new: str
    new: str
    updated: str
    dark: str
    found: str
    nothing: str
    download: Callable[[str, str, str], str]
    feeds: str
    editions: Editions


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The reader beside the shelf. In `failed` a script puts the reason in place of the {}."""

    name: str
    smaller: str
    larger: str
    smaller_sign: str
    larger_sign: str
    previous: str
    next: str
    opening: str
    download: str
    no_script: str
    no_such_book: str
    gone: str
    failed: str
    from_files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Marks of the house's own sentences; `outer` and `inner` are the quotes, each as a pair.

    `comma` parts clauses, `series` the items of a series; `end` is the ellipsis of a cut text.
    """

    comma: str
    series: str
    end: str
    outer: str
    inner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Families of faces, the first that is installed is taken: Song, Hei and Kai.

    `marks` lends “ ” ‘ ’ … — of full width to faces that have narrow ones.
    """

    song: tuple[str, ...]
    hei: tuple[str, ...]
    kai: tuple[str, ...]
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All words of one language. `edited` tells whether the copy editor knows its rules."""

    language: str
    parts: Parts
    titles: Titles
    colophon: Colophon
    sources: Sources
    dates: Dates
    pages: Pages
    cover: Cover
    epub: Epub
    shelf: Shelf
    reader: Reader
    marks: Marks
    faces: Faces
    collation: Collation
    edited: bool
