"""The editions of a book: stage 6. One table says what each is called, consists of, and is made by.

The command line, batches, the shelf and its feeds take all that they know of editions from it.
What readers see of them is said by `wording`, under the same names. Nothing that draws or renders
is imported before it is called: WeasyPrint takes a second to load, EbookLib a quarter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.errors import OutputError, PublisherError
from publisher.model import Book
from publisher.pdf.editions.imposition import Scheme
from publisher.problems import Problem
from publisher.runtime import output, provenance, unforeseen
from publisher.settings import TIME_LIMIT, Press, Trim, themes

if TYPE_CHECKING:
    from publisher.books.paging import PageMark
    from publisher.pdf.editions.print_edition import PrintedBook

EPUB = "application/epub+zip"
_PDF = "application/pdf"
_PNG = "image/png"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its name in its folder, of which kind it is, what was wrong.

    `edition` is one of `FORMS`. `pages` is how many pages it has; 0 if that is not known or says
    nothing.
    """

    name: str
    edition: str
    content: bytes
    problems: tuple[Problem, ...] = ()
    pages: int = 0

    @property
    def sha256(self) -> str:
        """The hash of its content, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    def stored(self, folder: str = "") -> StoredArtifact:
        """Return what is known of it once it stands in `folder`, a name below OUT."""
        path = f"{folder}/{self.name}" if folder else self.name
        return StoredArtifact(path, self.edition, len(self.content), self.sha256)


@dataclass(frozen=True, slots=True)
class StoredArtifact:
    """What is known of a finished file: its place below OUT (not escaped), `size` in bytes."""

    path: str
    edition: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """Its media type (RFC 6838)."""
        return FORMS[self.edition].media_type

    def stands_in(self, out: Path) -> bool:
        """Tell whether a file stands in its place."""
        try:
            return output.inside(out, self.path).exists()
        except OutputError:
            return False

    def is_in(self, out: Path) -> bool:
        """Tell whether it is there, as long as it was when it was published."""
        return self.stands_in(out) and (out / self.path).stat().st_size == self.size


class Sheets(NamedTuple):
    """How a handout is put on sheets of paper, of `creep` mm; `notes`: with room to write in."""

    plan: Scheme = Scheme.NONE
    creep: float = 0.0
    notes: bool = False


@dataclass(frozen=True)
class Commission:
    """A book and how it is to look. `theme` is a style sheet laid over ours.

    `editions` are those that are made of it: with the print edition among them, the EPUB names
    its pages. `mark` is the letter or number of a volume, for its cover. `drawn` gives the picture
    of the cover where it is begun already. To lay out one part may take `time_limit` seconds.
    """

    book: Book
    trim: Trim
    theme: Path | None = None
    press: Press = field(default_factory=Press)
    editions: tuple[str, ...] = ()
    mark: str = ""
    drawn: Callable[[], bytes] | None = None
    time_limit: int = TIME_LIMIT
    sheets: Sheets = field(default_factory=Sheets)

    def artifact(
        self, edition: str, content: bytes, problems: Iterable[Problem] = (), pages: int = 0
    ) -> Artifact:
        """Return a finished file of this book, under its name."""
        name = output.file_name(self.book.metadata.title) + FORMS[edition].suffix
        return Artifact(name, edition, content, tuple(problems), pages)

    def picture(self) -> bytes:
        """Return the cover as the EPUB shows it."""
        from publisher import cover

        return self.drawn() if self.drawn else cover.png(self.cover)

    @cached_property
    def cover(self) -> str:
        """The cover as SVG, drawn once for all editions."""
        from publisher import cover

        return cover.draw(self.book.metadata, len(self.book.chapters), self.trim, self.mark)

    @cached_property
    def drawable(self) -> tuple[Book, tuple[Problem, ...]]:
        """The book as it goes on paper, and which characters no face can draw."""
        from publisher.fonts import coverage

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


def _epub(commission: Commission) -> Iterator[Artifact]:
    from publisher import epub

    theme = themes.pack(commission.theme, epub.THEME) if commission.theme else None
    content = epub.write(commission.book, commission.picture, theme, _page_marks(commission))
    yield commission.artifact("epub", content, theme.problems if theme else ())


def _page_marks(commission: Commission) -> tuple[PageMark, ...]:
    """Return where printed pages begin; none if they cannot be made, which their edition says."""
    try:
        return commission.printed.marks if "print" in commission.editions else ()
    except Exception:
        return ()


def _screen(commission: Commission) -> Iterator[Artifact]:
    from publisher.pdf.editions import screen

    book, missing = commission.drawable
    bound = screen.render(
        book, commission.cover, commission.trim, commission.theme, commission.time_limit
    )
    yield commission.artifact("screen", bound.content, (*missing, *bound.problems), bound.pages)


def _print(commission: Commission) -> Iterator[Artifact]:
    from publisher.cover import sheet, spine
    from publisher.pdf.editions import cover_sheet
    from publisher.pdf.press import pictures

    book, missing = commission.drawable
    press, trim = commission.press, commission.trim
    printed = commission.printed
    wrong = (*missing, *printed.problems, *pictures.low_resolution(printed.content))
    yield commission.artifact("print", printed.content, wrong, printed.pages)
    width, problems = spine.width(printed.pages, press)
    drawing = sheet.draw(book, trim, width, press.bleed, commission.mark)
    yield commission.artifact(
        "cover", cover_sheet.render(book, drawing, trim, width, press), problems
    )


def _handout(commission: Commission) -> Iterator[Artifact]:
    from publisher.pdf.editions import handout, imposition

    book, missing = commission.drawable
    plan, creep, notes = commission.sheets
    halved = plan is not Scheme.NONE
    bound = handout.render(
        book, commission.theme, halved=halved, notes=notes, time_limit=commission.time_limit
    )
    imposed = imposition.impose(bound.content, plan, creep)
    yield commission.artifact("handout", imposed, (*missing, *bound.problems))


class Form(NamedTuple):
    """A kind of finished file: the end of its name, and its media type (RFC 6838)."""

    suffix: str
    media_type: str


class Edition(NamedTuple):
    """One rendered form of a book: a file, or several that belong together.

    `forms` are its files by the names that ledgers, shelves and `wording` have for them. `offer`
    is how it comes to be made: unless others are named, when it is named, or by the command of
    its name.
    """

    forms: dict[str, Form]
    offer: Literal["usual", "named", "command"]
    make: Callable[[Commission], Iterator[Artifact]]

    @property
    def is_laid_out(self) -> bool:
        """Whether it has pages, which many processes lay out."""
        return any(form.media_type == _PDF for form in self.forms.values())


EDITIONS = {
    "print": Edition(
        {"print": Form(".print.pdf", _PDF), "cover": Form(".cover.pdf", _PDF)}, "named", _print
    ),
    "epub": Edition({"epub": Form(".epub", EPUB)}, "usual", _epub),
    "screen": Edition({"screen": Form(".pdf", _PDF)}, "usual", _screen),
    "handout": Edition({"handout": Form(".handout.pdf", _PDF)}, "command", _handout),
}
"""The editions by name, in the order in which they are made."""

PICTURE = "picture"
FORMS = {name: form for edition in EDITIONS.values() for name, form in edition.forms.items()} | {
    PICTURE: Form(".png", _PNG)
}
"""All kinds of finished files, with the pictures that a shelf shows of covers."""

MEDIA_TYPES = {f".{form.suffix.rpartition('.')[2]}": form.media_type for form in FORMS.values()}
"""The media types of finished files by the last part of their suffix."""

OFFERED = tuple(name for name, edition in EDITIONS.items() if edition.offer != "command")
"""The editions that may be named where a book or many volumes are made."""

USUAL = tuple(name for name, edition in EDITIONS.items() if edition.offer == "usual")
"""Those of them that are made where none is named."""


class Published(NamedTuple):
    """The files of an edition that stand in their places, and why the rest does not."""

    artifacts: tuple[Artifact, ...]
    error: PublisherError | None = None


def publish(
    commission: Commission, edition: str, folder: Path, *, force: bool = False
) -> Published:
    """Make an edition of a book in `folder`.

    A failure comes back as the `error`: it does not keep other editions from being made, nor harm
    a file that was published before. `force`: write over foreign files, too.
    """
    name = output.file_name(commission.book.metadata.title)
    path = folder / (name + FORMS[edition].suffix)
    published: list[Artifact] = []
    try:
        # before the work, and before each file is written
        provenance.place(folder, path.name, force=force)
        for artifact in EDITIONS[edition].make(commission):
            path = folder / artifact.name
            output.write_whole(provenance.place(folder, path.name, force=force), artifact.content)
            published.append(artifact)
    except PublisherError as error:
        return Published(tuple(published), error)
    except Exception as error:
        return Published(tuple(published), unforeseen.not_made(str(path), error))
    return Published(tuple(published))
