"""The editions of a book: stage 6. One table says how each is made.

An edition is a name on the command line, a suffix, and a function from a `Commission` to the
bytes of a finished file. Renderers are imported when they are called: WeasyPrint takes a
second to load, EbookLib a quarter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from publisher import cover, output
from publisher.errors import OutputError, PublisherError
from publisher.fonts import coverage
from publisher.model import Book
from publisher.problems import Problem
from publisher.settings import Press, Trim


@dataclass(frozen=True)
class Commission:
    """A book and how it is to look. `theme` is a style sheet laid over ours."""

    book: Book
    trim: Trim
    theme: Path | None = None
    press: Press = field(default_factory=Press)

    @cached_property
    def cover(self) -> str:
        """The cover as SVG, drawn once for all editions."""
        return cover.draw(self.book.metadata, len(self.book.chapters), self.trim)


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made, or the error for which it was not. `size` in bytes."""

    path: Path
    size: int = 0
    problems: tuple[Problem, ...] = ()
    error: PublisherError | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendered form of a book."""

    suffix: str
    render: Callable[[Commission], tuple[bytes, tuple[Problem, ...]]]


def _epub(commission: Commission) -> tuple[bytes, tuple[Problem, ...]]:
    from publisher import epub

    theme = commission.theme.read_text(encoding="utf-8") if commission.theme else None
    return epub.write(commission.book, cover.png(commission.cover), theme), ()


def _screen(commission: Commission) -> tuple[bytes, tuple[Problem, ...]]:
    from publisher.pdf import screen

    book, missing = coverage.mark_missing(commission.book)
    return screen.render(book, commission.cover, commission.trim, commission.theme), missing


def _print(commission: Commission) -> tuple[bytes, tuple[Problem, ...]]:
    from publisher.pdf import print_edition

    book, missing = coverage.mark_missing(commission.book)
    pages = print_edition.render(book, commission.trim, commission.press, commission.theme)
    return pages, missing


def _handout(commission: Commission, plan: str) -> tuple[bytes, tuple[Problem, ...]]:
    from publisher.pdf import handout, imposition

    book, missing = coverage.mark_missing(commission.book)
    pages = handout.render(book, commission.theme)
    return imposition.impose(pages, imposition.Plan(plan)), missing


def handout(plan: str) -> Edition:
    """Return the handout edition, its pages put on sheets by `plan`: none, 2up or booklet."""
    return Edition(".handout.pdf", partial(_handout, plan=plan))


EDITIONS = {
    "epub": Edition(".epub", _epub),
    "screen": Edition(".pdf", _screen),
    "print": Edition(".print.pdf", _print),
}


def publish(commission: Commission, edition: Edition, folder: Path) -> Product:
    """Make an edition of a book in `folder`.

    A failure comes back as the product's `error`: it does not keep other editions from being
    made, nor harm a file that was published before.
    """
    path = folder / f"{output.file_name(commission.book.metadata.title)}{edition.suffix}"
    try:
        content, problems = edition.render(commission)
        output.write_whole(path, content)
    except PublisherError as error:
        return Product(path, error=error)
    except (OSError, MemoryError) as error:
        return Product(path, error=_failed(path, error))
    return Product(path, len(content), problems)


def _failed(path: Path, error: Exception) -> OutputError:
    return OutputError(
        str(path), f"cannot be made: {error}", "free some memory and disk space, then run it again"
    )
