"""Bytes -> pages: stage 1.

    files      which files below a path are pages, and their bytes
    decoding   bytes -> clean text, whatever the encoding
    wiki_html  a saved HTML page -> lines
    wiki_text  lines -> a page with its topics
    blocks     the lines of one article -> headings, paragraphs, list items
    scripts    simplified or traditional: a doubt about the language of a collection

All pure but `files`. What is wrong with one file is a problem; the others are read on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from publisher.model import Page
from publisher.problems import Problem, problem
from publisher.sources import decoding, files, lines, wiki_text
from publisher.sources.files import SourceFile
from publisher.sources.lines import Line
from publisher.sources.unusable import Unusable

__all__ = ["Reading", "read", "read_files", "read_page"]


PageReader: TypeAlias = Callable[[bytes, str], tuple[Page, tuple[Problem, ...]]]
"""The bytes of a page and its name -> the page, and what was wrong with it."""


class Reading(NamedTuple):
    """All pages that hold a topic, in order, and what was wrong with these and the others."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def read(paths: Sequence[Path], max_bytes: int) -> Reading:
    """Read every page in the files and folders `paths`; none may be larger than `max_bytes`."""
    found, wrong = files.find(paths)
    reading = read_files(found, max_bytes)
    return Reading(reading.pages, (*wrong, *reading.problems))


def read_files(
    found: Sequence[SourceFile], max_bytes: int, reader: PageReader | None = None
) -> Reading:
    """Read some files, as `files.find` finds them; none may be larger than `max_bytes`.

    `reader` stands for `read_page` where some pages need not be read again.
    """
    pages: list[Page] = []
    problems: list[Problem] = []
    for file in found:
        try:
            page, reported = (reader or read_page)(files.load(file, max_bytes), file.name)
        except Unusable as reason:
            problems.append(problem(reason.code, file.name, None, **reason.facts))
        else:
            pages += [page] if page.topics else []
            problems += reported
    return Reading(tuple(pages), tuple(problems))


def read_page(data: bytes, source: str) -> tuple[Page, tuple[Problem, ...]]:
    """Read the bytes of one page, called `source` in problems. Whether it is HTML they tell.

    A page without any topic is a problem among the others.

    Raises:
        Unusable: `binary`, `undecodable` or `empty`.
    """
    decoded = decoding.decode(data)
    page, problems = wiki_text.parse(tuple(_lines(decoded.text)), source)
    if not page.topics:
        problems = (problem("no-topic", source), *problems)
    if decoded.bad_bytes:
        bad = problem("bad-bytes", source, count=decoded.bad_bytes, encoding=decoded.encoding)
        problems = (bad, *problems)
    return page, problems


def _lines(text: str) -> Iterator[Line]:
    """Return the lines of a page. What reads HTML is loaded for a text that may be HTML."""
    if text.lstrip().startswith("<"):
        from publisher.sources import wiki_html

        if wiki_html.is_html(text):
            return wiki_html.lines(text)
    return lines.split(text)
