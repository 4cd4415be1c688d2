"""Which characters the installed faces cover, and what a book shows for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from publisher.fonts import fontconfig
from publisher.model import Book, Chapter, Content, Inline, Missing, Section
from publisher.problems import Problem, problem


def mark_missing(book: Book) -> tuple[Book, tuple[Problem, ...]]:
    """Put a `Missing` for each character that no installed face can draw, and report each.

    Returns the book to render as PDF, and one problem a character and chapter.
    """
    missing = {char for char in _characters(book) if ord(char) not in coverage()}
    missing = {char for char in missing if not char.isspace()}
    if not missing:
        return book, ()
    problems = [entry for chapter in book.chapters for entry in _report(chapter, missing)]
    chapters = tuple(_mark_chapter(chapter, missing) for chapter in book.chapters)
    return replace(book, chapters=chapters), tuple(problems)


@cache
def coverage() -> frozenset[int]:
    """Return every code point that some installed face covers."""
    listing = fontconfig.ask("fc-list", "--format", "%{charset}\n")
    ranges = set(listing.split())
    covered: set[int] = set()
    for entry in ranges:
        first, _, last = entry.partition("-")
        covered.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(covered)


def _characters(book: Book) -> set[str]:
    return {char for chapter in book.chapters for text in _texts(chapter) for char in text}


def _texts(chapter: Chapter) -> Iterator[str]:
    yield chapter.title
    for section in chapter.sections:
        for block in section.blocks:
            for inline in block.content:
                yield inline.text


def _report(chapter: Chapter, missing: set[str]) -> Iterator[Problem]:
    counts = Counter(char for text in _texts(chapter) for char in text if char in missing)
    for char, count in sorted(counts.items()):
        yield problem(
            "missing-glyph",
            chapter.source,
            chapter.line,
            char=char,
            code_point=Missing(char).code_point,
            count=count,
            title=chapter.title,
        )


def _mark_chapter(chapter: Chapter, missing: set[str]) -> Chapter:
    title = "".join(
        f"〔{Missing(char).code_point}〕" if char in missing else char for char in chapter.title
    )
    sections = tuple(_mark_section(section, missing) for section in chapter.sections)
    return replace(chapter, title=title, sections=sections)


def _mark_section(section: Section, missing: set[str]) -> Section:
    blocks = tuple(
        replace(block, content=tuple(_mark(block.content, missing))) for block in section.blocks
    )
    return replace(section, blocks=blocks)


def _mark(content: Content, missing: set[str]) -> Iterator[Inline]:
    for inline in content:
        if missing.isdisjoint(inline.text) or isinstance(inline, Missing):
            yield inline
            continue
        for lacking, run in groupby(inline.text, key=missing.__contains__):
            if lacking:
                yield from map(Missing, run)
            else:
                yield replace(inline, text="".join(run))
