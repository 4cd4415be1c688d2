"""Front and back matter that every edition shows: colophon lines, index, sources.

Pure functions from a book to small values; the renderers' templates set them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from publisher import letters
from publisher.model import Book, Chapter, plain

_UNCOUNTED = re.compile("[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that stand on other characters or choose their form."""


class IndexLetter(NamedTuple):
    """The chapters under one letter of the pinyin index, in the order of their readings."""

    letter: str
    chapters: tuple[Chapter, ...]


def index(chapters: Sequence[Chapter]) -> tuple[IndexLetter, ...]:
    """Group chapters by index letter, a to z and `#` last, each sorted by reading."""
    ordered = sorted(chapters, key=letters.sort_key)
    return tuple(
        IndexLetter(letter, tuple(group))
        for letter, group in groupby(ordered, key=lambda chapter: chapter.index_letter)
    )


def contents(chapters: Sequence[Chapter]) -> tuple[IndexLetter, ...]:
    """Group the table of contents by letter where the book is in letter order.

    In any other order it is one group without a letter.
    """
    keys = [letters.sort_key(chapter)[:2] for chapter in chapters]
    if keys == sorted(keys) and len(set(keys)) > 1:
        runs = groupby(chapters, key=lambda chapter: chapter.index_letter)
        return tuple(IndexLetter(letter, tuple(run)) for letter, run in runs)
    return (IndexLetter("", tuple(chapters)),)


def colophon(book: Book) -> tuple[tuple[str, str], ...]:
    """Return the lines of the 版权页 (GB/T 12450) as label and value, only what is known.

    Without an ISBN the book calls itself 内部资料. 字数 counts characters without space.
    """
    metadata = book.metadata
    data = metadata.colophon
    day = metadata.modified
    known = (
        ("书　名", metadata.title),
        ("副书名", metadata.subtitle),
        ("著　者", metadata.author),
        ("出版者", metadata.publisher),
        ("出版地", data.place),
        ("版　次", data.edition),
        ("字　数", _count(book)),
        ("专　题", f"{len(book.chapters)} 篇"),
        ("内容截至", f"{day.year}年{day.month}月{day.day}日"),
        ("ISBN", data.isbn),
        ("定　价", data.price),
        ("用　途", None if data.isbn else "内部资料"),
    )
    return tuple((label, value) for label, value in known if value)


def _count(book: Book) -> str:
    """Count characters as publishers do: letters and marks, no white space."""
    text = "".join(
        plain(block.content)
        for chapter in book.chapters
        for section in chapter.sections
        for block in section.blocks
    )
    count = sum(map(len, text.split())) - len(_UNCOUNTED.findall(text))
    return f"{count / 1000:.0f} 千字" if count >= 1000 else f"{count} 字"
