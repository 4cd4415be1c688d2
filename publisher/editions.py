"""The editions of a book: stage 6. One table says how each is made.

An edition is a name on the command line, a suffix, and a function from a `Commission` to
finished files. Renderers are imported when they are called: WeasyPrint takes a
second to load, EbookLib a quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher import cover
from publisher.books.paging import PageMark
from publisher.errors import PublisherError
from publisher.fonts import coverage
from publisher.model import Book
from publisher.problems import Problem
from publisher.runtime import output, provenance, unforeseen
from publisher.settings import TIME_LIMIT, Press, Trim, themes

if TYPE_CHECKING:
    from publisher.pdf.editions.print_edition import PrintedBook


@dataclass(frozen=True)
class Commission:
    """A book and how it is to look. `theme` is a style sheet laid over ours.

    With `paged` the EPUB names the pages of the print edition. `mark` is the letter or number
    of a volume, for its cover. `drawn` gives the picture of the cover where it is begun already.
    To lay out one part may take `time_limit` seconds.
    """

    book: Book
    trim: Trim
    theme: Path | None = None
    press: Press = field(default_factory=Press)
    paged: bool = False
    mark: str = ""
    drawn: Callable[[], bytes] | None = None
    time_limit: int = TIME_LIMIT

    def picture(self) -> bytes:
        """Return the cover as the EPUB shows it."""
        return self.drawn() if self.drawn else cover.png(self.cover)

    @cached_property
    def cover(self) -> str:
        """The cover as SVG, drawn once for all editions."""
        return cover.draw(self.book.metadata, len(self.book.chapters), self.trim, self.mark)

    @cached_property
    def drawable(self) -> tuple[Book, tuple[Problem, ...]]:
        """The book as it goes on paper, and which characters no face can draw."""
        return coverage.mark_missing(self.book)

    @property
    def printed(self) -> PrintedBook:
        """The print edition, made once for itself, its cover, and the page list of the EPUB.

        Raises:
            Exception: it could not be made; nor is that tried again.
        """
        if isinstance(self._printed, Exception):
            raise self._printed
        return self._printed

    @cached_property
    def _printed(self) -> PrintedBook | Exception:
        from publisher.pdf.editions import print_edition

        try:
            return print_edition.render(
                self.drawable[0], self.trim, self.press, self.theme, self.time_limit
            )
        except Exception as error:
            return error


class Made(NamedTuple):
    """The content of a finished file, the end of its name, and what was wrong.

    `pages` is how many pages it has; 0 if that is not known or says nothing.
    """

    suffix: str
    content: bytes
    problems: tuple[Problem, ...] = ()
    pages: int = 0


class Product(NamedTuple):
    """A file that was made, or the error for which it was not. `size` in bytes."""

    path: Path
    size: int = 0
    problems: tuple[Problem, ...] = ()
    error: PublisherError | None = None


class Edition(NamedTuple):
    """One rendered form of a book: a file, or several that belong together."""

    suffix: str
    render: Callable[[Commission], Iterable[Made]]


def _epub(commission: Commission) -> Iterator[Made]:
    from publisher import epub

    theme = themes.pack(commission.theme, epub.THEME) if commission.theme else None
    marks = _page_marks(commission)
    content = epub.write(commission.book, commission.picture, theme, marks)
    yield Made(".epub", content, theme.problems if theme else ())


def _page_marks(commission: Commission) -> tuple[PageMark, ...]:
    """Return where printed pages begin; none if they cannot be made, which their edition says."""
    try:
        return commission.printed.marks if commission.paged else ()
    except Exception:
        return ()


def _screen(commission: Commission) -> Iterator[Made]:
    from publisher.pdf.editions import screen

    book, missing = commission.drawable
    bound = screen.render(
        book, commission.cover, commission.trim, commission.theme, commission.time_limit
    )
    yield Made(".pdf", bound.content, (*missing, *bound.problems), bound.pages)


def _print(commission: Commission) -> Iterator[Made]:
    from publisher.cover import sheet, spine
    from publisher.pdf.editions import cover_sheet
    from publisher.pdf.press import pictures

    book, missing = commission.drawable
    press, trim = commission.press, commission.trim
    printed = commission.printed
    wrong = (*missing, *printed.problems, *pictures.low_resolution(printed.content))
    yield Made(".print.pdf", printed.content, wrong, printed.pages)
    width, problems = spine.width(printed.pages, press)
    drawing = sheet.draw(book, trim, width, press.bleed, commission.mark)
    yield Made(".cover.pdf", cover_sheet.render(book, drawing, trim, width, press), problems)


def _handout(commission: Commission, *, plan: str, creep: float, notes: bool) -> Iterator[Made]:
    from publisher.pdf.editions import handout, imposition

    book, missing = commission.drawable
    imposed = imposition.Plan(plan)
    halved = imposed is not imposition.Plan.NONE
    bound = handout.render(
        book, commission.theme, halved=halved, notes=notes, time_limit=commission.time_limit
    )
    imposed_pages = imposition.impose(bound.content, imposed, creep)
    yield Made(".handout.pdf", imposed_pages, (*missing, *bound.problems))


def handout(plan: str, *, creep: float = 0.0, notes: bool = False) -> Edition:
    """Return the handout edition, its pages put on sheets by `plan`: none, 2up or booklet.

    `creep` is the thickness of the paper in mm, `notes` asks for room to write in.
    """
    return Edition(".handout.pdf", partial(_handout, plan=plan, creep=creep, notes=notes))


EDITIONS = {
    "print": Edition(".print.pdf", _print),
    "epub": Edition(".epub", _epub),
    "screen": Edition(".pdf", _screen),
}
"""The editions by name, in the order in which they are made."""


def publish(
    commission: Commission, edition: Edition, folder: Path, *, force: bool = False
) -> list[Product]:
    """Make an edition of a book in `folder`; a product for each file.

    A failure comes back as the `error` of a product: it does not keep other editions from being
    made, nor harm a file that was published before. `force`: write over foreign files, too.
    """
    name = output.file_name(commission.book.metadata.title)
    path = folder / f"{name}{edition.suffix}"
    products = []
    try:
        # before the work, and before each file is written
        provenance.place(folder, path.name, force=force)
        for made in edition.render(commission):
            path = folder / f"{name}{made.suffix}"
            output.write_whole(provenance.place(folder, path.name, force=force), made.content)
            products.append(Product(path, len(made.content), made.problems))
    except PublisherError as error:
        products.append(Product(path, error=error))
    except Exception as error:
        products.append(Product(path, error=unforeseen.not_made(str(path), error)))
    return products
