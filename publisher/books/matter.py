"""Front and back matter that every edition shows: colophon lines, index, sources, description.

Pure functions from a book to small values; the renderers' templates set them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import NamedTuple

from publisher.collecting import letters
from publisher.model import UNDATED, Book, Chapter, walk
from publisher.runtime.patterns import regex

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

    Without an ISBN the book calls itself 内部资料. 字数 counts characters without space. A book
    of one topic says here what others have a list for: its page.
    """
    metadata = book.metadata
    data = metadata.colophon
    known = (
        ("书　名", metadata.title),
        ("副书名", metadata.subtitle),
        ("著　者", metadata.author),
        ("出版者", metadata.publisher),
        ("出版地", data.place),
        ("版　次", data.edition),
        ("字　数", _count(book)),
        ("专　题", f"{len(book.chapters)} 篇"),
        ("内容截至", _day(metadata.modified)),
        *(origin(book.chapters[0]) if book.is_one_topic else ()),
        ("ISBN", data.isbn),
        ("定　价", data.price),
        ("用　途", None if data.isbn else "内部资料"),
    )
    return tuple((label, value) for label, value in known if value)


def origin(chapter: Chapter) -> tuple[tuple[str, str], ...]:
    """Return where a chapter comes from, as label and value."""
    return (
        ("网页文件", chapter.source),
        ("网页日期", f"{chapter.published:%Y-%m-%d}" if chapter.published else "不详"),
        ("浏览次数", "不详" if chapter.views is None else str(chapter.views)),
    )


def description(book: Book) -> str:
    """Return what a catalogue says of a book: its setting's words, else what it holds.

    Of a book of one topic that is how its first article begins, else how many topics there are,
    and which.
    """
    if book.metadata.description:
        return book.metadata.description
    if book.is_one_topic:
        return _shortened(_beginning(book.chapters[0]))
    titles = "、".join(chapter.title for chapter in book.chapters)
    return _shortened(f"收录 {len(book.chapters)} 个专题：{titles}")


def _beginning(chapter: Chapter) -> str:
    """Return the first article as running text, as long as a description may be, and more."""
    texts = islice(walk.texts(chapter.sections[:1]), _DESCRIPTION)
    return "".join(text if text[-1:] in _STOPS else f"{text} " for text in texts).rstrip()


def _shortened(text: str) -> str:
    """Cut a text after a whole sentence, or after an item of a series, else anywhere."""
    if len(text) <= _DESCRIPTION:
        return text
    cut = text[: _DESCRIPTION - 2]
    least = _DESCRIPTION // 3
    sentences = _SENTENCES.match(cut)
    if sentences and sentences.end() >= least:
        return sentences[0]
    item = cut.rfind("、", least)
    end = len(cut) if item < 0 else item
    while end > least and _holds_together(text[end - 1], text[end]):
        end -= 1
    return f"{text[:end]}……"


def _holds_together(one: str, other: str) -> bool:
    """Tell whether two characters are part of one, as of an emoji, or of a Latin word."""
    if one == "\u200d" or _JOINED.match(other):
        return True
    return (one + other).isascii() and (one + other).isalnum()


def _day(day: datetime) -> str | None:
    return None if day == UNDATED else f"{day.year}年{day.month}月{day.day}日"


def _count(book: Book) -> str:
    """Count characters as publishers do: letters and marks, no white space."""
    text = "".join([text for chapter in book.chapters for text in walk.texts(chapter.sections)])
    count = sum(map(len, text.split())) - len(_UNCOUNTED.findall(text))
    return f"{count / 1000:.0f} 千字" if count >= 1000 else f"{count} 字"
