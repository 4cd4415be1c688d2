"""The handout edition: topics on A4 for a printer in an office, each on sheets of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from publisher import html
from publisher.model import Book, Chapter, plain
from publisher.pdf.binding import bind
from publisher.pdf.conformance import ARCHIVE
from publisher.pdf.part import Part

_LONG = 700
"""From so many characters on, the body of a topic is set in two columns."""


@dataclass(frozen=True, slots=True)
class _Handout:
    """What the template needs of one topic. `facts` is the line above the title."""

    fragment: Markup
    facts: str
    long: bool


def render(book: Book, theme: Path | None = None) -> bytes:
    """Return the handouts of all chapters of `book` as one tagged PDF (PDF/UA-1, PDF/A-2a).

    A handout of one topic has that topic's title, and the collection's for a subtitle.
    """
    collection = book.metadata.subtitle or book.metadata.title
    parts = [
        Part(
            html.render(
                "pdf/handout.html", metadata=book.metadata, handout=_handout(chapter, collection)
            ),
            "",
            "handout.css",
            theme,
            None if place else ARCHIVE,
        )
        for place, chapter in enumerate(book.chapters)
    ]
    return bind(book, [("D", parts)]).content


def _handout(chapter: Chapter, collection: str) -> _Handout:
    day = chapter.published
    known = (
        collection,
        f"{day.year}年{day.month}月{day.day}日" if day else None,
        f"来源：{chapter.source}",
    )
    length = sum(
        len(plain(block.content)) for section in chapter.sections for block in section.blocks
    )
    # What is related to a topic is in other handouts, if at all
    fragment = html.chapter(chapter, (), "#{}".format)
    return _Handout(fragment, "　".join(filter(None, known)), length >= _LONG)
