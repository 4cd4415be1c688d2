"""Which characters the installed faces cover, and what a book shows for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from publisher.fonts import fontconfig, packaged
from publisher.fonts.clusters import ATTACHED, SILENT, clusters
from publisher.model import Block, Book, Chapter, Content, Inline, Missing, Section, walk, with_text
from publisher.problems import Problem, problem


def mark_missing(book: Book) -> tuple[Book, tuple[Problem, ...]]:
    """Put a `Missing` for each character that no installed face can draw, and report each.

    Returns the book to render as PDF, and one problem a character and chapter. A character of
    private use is missing even where a face has one: it is what that face's maker chose.
    """
    characters = _characters(book)
    missing = set(filter(_is_seen, _uncovered(characters)))
    missing.update(filter(_is_private, characters))
    if not missing:
        return book, ()
    problems = [entry for chapter in book.chapters for entry in _report(chapter, missing)]
    chapters = tuple(_mark_chapter(chapter, missing) for chapter in book.chapters)
    return replace(book, chapters=chapters), tuple(problems)


def _is_seen(char: str) -> bool:
    return not (char.isspace() or SILENT.match(char))


def _is_private(char: str) -> bool:
    """Tell whether Unicode leaves a character to private agreement (23.5)."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def _uncovered(characters: set[str]) -> list[str]:
    """Return the characters that no installed face covers, in one walk over both in order."""
    ranges = _ranges()
    index, covered = 0, -1
    found: list[str] = []
    for char in sorted(characters):
        code = ord(char)
        while index < len(ranges) and ranges[index][0] <= code:
            covered = max(covered, ranges[index][1])
            index += 1
        if code > covered:
            found.append(char)
    return found


@cache
def _ranges() -> list[tuple[int, int]]:
    """Return the ranges of code points that some installed face covers, in order."""
    # the weights of a family list the same characters, at great length
    faces = set(fontconfig.ask("fc-list", "--format", "%{charset}\n").split("\n"))
    entries = {entry for face in faces for entry in face.split()}
    ends = (entry.partition("-") for entry in entries)
    return sorted((int(first, 16), int(last or first, 16)) for first, _, last in ends)


def _characters(book: Book) -> set[str]:
    found: set[str] = set()
    for chapter in book.chapters:
        for text in _texts(chapter):
            found.update(text)
    return found


def _texts(chapter: Chapter) -> Iterator[str]:
    yield chapter.title
    for section in chapter.sections:
        for block in section.blocks:
            for content in walk.contents(block):
                yield from [inline.text for inline in content]


def _report(chapter: Chapter, missing: set[str]) -> Iterator[Problem]:
    counts = Counter(
        cluster
        for text in _texts(chapter)
        if not missing.isdisjoint(text)
        for cluster in clusters(text)
        if _lacks(cluster, missing)
    )
    for cluster, count in sorted(counts.items()):
        package = packaged.package(cluster)
        known = "missing-glyph" if package else "missing-everywhere"
        yield problem(
            "private-use" if _is_private(cluster[0]) else known,
            chapter.source,
            chapter.line,
            char=cluster,
            code_point=Missing(cluster).code_point,
            count=count,
            title=chapter.title,
            package=package,
        )


def _lacks(cluster: str, missing: set[str]) -> bool:
    """Tell whether a cluster cannot be drawn; what is only attached to it is then not seen."""
    if missing.isdisjoint(cluster):
        return False
    return cluster[0] in missing or any(
        char in missing and not ATTACHED.match(char) for char in cluster
    )


def _mark_chapter(chapter: Chapter, missing: set[str]) -> Chapter:
    title = "".join(
        f"〔{Missing(cluster).code_point}〕" if _lacks(cluster, missing) else cluster
        for cluster in clusters(chapter.title)
    )
    sections = tuple(_mark_section(section, missing) for section in chapter.sections)
    return replace(chapter, title=title, sections=sections)


def _mark_section(section: Section, missing: set[str]) -> Section:
    blocks = tuple(_mark_block(block, missing) for block in section.blocks)
    return replace(section, blocks=blocks)


def _mark_block(block: Block, missing: set[str]) -> Block:
    marked = (tuple(_mark(content, missing)) for content in walk.contents(block))
    return walk.with_contents(block, marked)


def _mark(content: Content, missing: set[str]) -> Iterator[Inline]:
    for inline in content:
        if missing.isdisjoint(inline.text) or isinstance(inline, Missing):
            yield inline
            continue
        for lacking, run in groupby(clusters(inline.text), key=lambda of: _lacks(of, missing)):
            if lacking:
                yield from map(Missing, run)
            else:
                yield with_text(inline, "".join(run))
