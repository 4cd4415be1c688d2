"""Parts -> the finished file: set what is not set yet, then put all together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5

from publisher import wording
from publisher.books import places
from publisher.model import Book
from publisher.pdf.assembling import conformance
from publisher.pdf.assembling.book import Bound, Gathering
from publisher.pdf.galley import Beginning, Complaint
from publisher.pdf.galleys import Galleys
from publisher.pdf.numbering import Numbering
from publisher.pdf.part import Origin, Part
from publisher.problems import Problem, problem
from publisher.runtime.workers import open_workers
from publisher.settings import TIME_LIMIT

_LINE = re.compile(r" at (\d+):\d+")
"""How WeasyPrint says where in a style sheet it stumbled."""

_TURNS = 3
"""How often parts are set again, where left and right pages differ, until each begins right."""


@dataclass(frozen=True, slots=True)
class BoundBook:
    """A bound book: its file, how many pages it has, and where those begin.

    `beginnings` are the place of a part, the number of a page of it, and where that begins.
    `problems` are what could not be set as it should be.
    """

    content: bytes
    pages: int
    beginnings: tuple[tuple[int, int, Beginning], ...]
    problems: tuple[Problem, ...] = ()


def bind(
    book: Book,
    runs: Sequence[tuple[Numbering, Sequence[Part]]],
    gathering: Gathering = Gathering(),  # noqa: B008 -- a frozen value
    time_limit: int = TIME_LIMIT,
) -> BoundBook:
    """Return the PDF (PDF/UA-1 and PDF/A-2a at once) of parts in runs of pages numbered through.

    The identifier comes from the book's, so that equal books are equal bytes. To set one part may
    take `time_limit` seconds.
    """
    parts = [part for _, run in runs for part in run]
    numbers = iter(range(len(parts)))
    order = [(numbering, [next(numbers) for _ in run]) for numbering, run in runs]
    words = wording.of(book.metadata.language)
    titles = {"index": words.parts.index, "sources": words.parts.sources}
    titles |= {chapter.id: chapter.title for chapter in book.chapters}
    titles |= places.titles(book)
    links = {anchor: words.pages.link(title) for anchor, title in titles.items()}
    identifier = md5(book.metadata.identifier.encode(), usedforsecurity=False).hexdigest()
    with open_workers() as workers:
        galleys = Galleys(parts, workers, time_limit)
        for _ in range(_TURNS):
            galleys.set()
            bound = Bound(order, galleys, links, gathering)
            files = bound.survey()
            turned = bound.on_wrong_sides()
            if not turned:
                break
            for index in turned:
                galleys.turn(index, bound.first_side(index))
        fonts = galleys.font_files(files)
        content = bound.write(fonts, conformance.claim_accessible, identifier.encode())
    problems = dict.fromkeys(
        _placed(finding, parts[part], book) for part, finding in bound.findings
    )
    return BoundBook(content, bound.pages(), tuple(bound.beginnings()), tuple(problems))


def _placed(finding: Complaint, part: Part, book: Book) -> Problem:
    """Return what was found as a problem with the theme, or with a page."""
    if not finding.code.startswith("theme-"):
        return _in_page(finding, part.origin, book)
    line = _LINE.search(finding.reason)
    return problem(
        finding.code, str(part.theme or f"styles/{part.style}"), int(line[1]) if line else None,
        text=finding.text, reason=finding.reason,
    )  # fmt: skip


def _in_page(finding: Complaint, origin: Origin | None, book: Book) -> Problem:
    """Return what was found as a problem with a page; in the front and back matter by a title."""
    title = origin.title if origin else ""
    if origin and origin.source:
        place = origin.source, origin.line
    else:
        named = (chapter for chapter in book.chapters if chapter.title in finding.text)
        chapter = next(named, None)
        place = (chapter.source, chapter.line) if chapter else (book.metadata.title, None)
    return problem(finding.code, *place, text=finding.text, reason=finding.reason, title=title)
