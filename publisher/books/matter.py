"""Front and back matter that every edition shows: colophon lines, index, sources, description.

Pure functions from a book to small values; the renderers' templates set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, islice
from typing import NamedTuple

from publisher import wording
from publisher.model import UNDATED, Book, Chapter, walk
from publisher.runtime.patterns import regex
from publisher.wording import Collation, Marks, Wording

_UNCOUNTED = regex("[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that stand on other characters or choose their form."""

_DESCRIPTION = 200
"""Characters of a description."""
_STOPS = frozenset("。！？…；：，、”’）》")
"""After what running text goes on without a space."""
_JOINED = regex(
    "[\u0300-\u036f\u200d\u3099\u309a\ufe00-\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]"
)
"""What is a part of the character before it."""
_SENTENCES = regex(".*[。！？][”’」』）]*", re.DOTALL)


class IndexLetter(NamedTuple):
    """The chapters under one letter of the index, in the order of its language."""

    letter: str
    chapters: tuple[Chapter, ...]


def index(book: Book) -> tuple[IndexLetter, ...]:
    """Group the chapters by index letter, sorted as the language of the book has it."""
    order = words_of(book).collation
    return _runs(sorted(book.chapters, key=order.key), order)


def contents(book: Book) -> tuple[IndexLetter, ...]:
    """Group the table of contents by letter where the book is in letter order.

    In any other order it is one group without a letter.
    """
    order = words_of(book).collation
    keys = [order.key(chapter)[:2] for chapter in book.chapters]
    if keys == sorted(keys) and len(set(keys)) > 1:
        return _runs(book.chapters, order)
    return (IndexLetter("", book.chapters),)


def words_of(book: Book) -> Wording:
    """Return the words of the house in the language of a book."""
    return wording.of(book.metadata.language)


def _runs(chapters: Iterable[Chapter], order: Collation) -> tuple[IndexLetter, ...]:
    """Put chapters that follow each other under one letter together."""
    runs = groupby(chapters, key=order.letter)
    return tuple(IndexLetter(letter, tuple(run)) for letter, run in runs)


def colophon(book: Book) -> tuple[tuple[str, str], ...]:
    """Return the lines of the colophon (GB/T 12450) as label and value, only what is known.

    Without an ISBN the book says that it is internal. Its length is in characters without space.
    A book of one topic says here what others have a list for: its page.
    """
    metadata, labels = book.metadata, words_of(book).colophon
    data = metadata.colophon
    known = (
        (labels.title, metadata.title),
        (labels.subtitle, metadata.subtitle),
        (labels.author, metadata.author),
        (labels.publisher, metadata.publisher),
        (labels.place, data.place),
        (labels.edition, data.edition),
        (labels.length, labels.characters(_count(book))),
        (labels.topics, labels.count(len(book.chapters))),
        (labels.until, _day(book)),
        *(origin(book.chapters[0], words_of(book)) if book.is_one_topic else ()),
        ("ISBN", data.isbn),
        (labels.price, data.price),
        (labels.use, None if data.isbn else labels.internal),
    )
    return tuple((label, value) for label, value in known if value)


def origin(chapter: Chapter, words: Wording) -> tuple[tuple[str, str], ...]:
    """Return where a chapter comes from, as label and value."""
    labels = words.sources
    return (
        (labels.page, chapter.source),
        (labels.day, f"{chapter.published:%Y-%m-%d}" if chapter.published else labels.unknown),
        (labels.views, labels.unknown if chapter.views is None else str(chapter.views)),
    )


def description(book: Book) -> str:
    """Return what a catalogue says of a book: its setting's words, else what it holds.

    Of a book of one topic that is how its first article begins, else how many topics there are,
    and which.
    """
    if book.metadata.description:
        return book.metadata.description
    if book.is_one_topic:
        return _shortened(_beginning(book.chapters[0]), words_of(book).marks)
    words = words_of(book)
    titles = words.marks.series.join(chapter.title for chapter in book.chapters)
    return _shortened(f"{words.titles.holds(len(book.chapters))}{titles}", words.marks)


def _beginning(chapter: Chapter) -> str:
    """Return the first article as running text, as long as a description may be, and more."""
    texts = islice(walk.texts(chapter.sections[:1]), _DESCRIPTION)
    lines = (text.replace("\n", " ") for text in texts)
    return "".join(text if text[-1:] in _STOPS else f"{text} " for text in lines).rstrip()


def _shortened(text: str, marks: Marks) -> str:
    """Cut a text after a whole sentence, or after an item of a series, else anywhere."""
    if len(text) <= _DESCRIPTION:
        return text
    cut = text[: _DESCRIPTION - 2]
    least = _DESCRIPTION // 3
    sentences = _SENTENCES.match(cut)
    if sentences and sentences.end() >= least:
        return sentences[0]
    item = cut.rfind(marks.series, least)
    end = len(cut) if item < 0 else item
    while end > least and _holds_together(text[end - 1], text[end]):
        end -= 1
    return f"{text[:end]}{marks.end}"


def _holds_together(one: str, other: str) -> bool:
    """Tell whether two characters are part of one, as of an emoji, or of a Latin word."""
    if one == "\u200d" or _JOINED.match(other):
        return True
    return (one + other).isascii() and (one + other).isalnum()


def _day(book: Book) -> str | None:
    day = book.metadata.modified
    return None if day == UNDATED else words_of(book).dates.day(day)


def _count(book: Book) -> int:
    """Count characters as publishers do: letters and marks, no white space."""
    text = "".join([text for chapter in book.chapters for text in walk.texts(chapter.sections)])
    return sum(map(len, text.split())) - len(_UNCOUNTED.findall(text))
