"""Which finished files in OUT are ours: a run writes over its own files, and over no others.

Files of earlier versions count as ours, and so does one of ours that another program has changed.
A ledger knows better; but `build` and `handout` keep none, and people save things in OUT, too.
"""

from __future__ import annotations

import mmap
from pathlib import Path

from publisher.errors import OutputError
from publisher.runtime import output

_MARKS = {
    b"PK\x03\x04": (b"EPUB/styles/book.css",),
    b"%PDF-": (b"CreatorTool>publisher<", b"Producer>publisher<", b"/XObject << /Page1 "),
}
"""How a file begins, and what one of these is in it if it is ours: our style sheet, the program
in XMP metadata, pages that were put on sheets by our names."""

_LONGEST = max(map(len, _MARKS))


def place(out: Path, name: str, *, force: bool = False) -> Path:
    """Return the place of the product `name` below `out`, where none but ours is written over.

    With `force`, any file is.

    Raises:
        OutputError: what stands there is no file, or none of ours.
    """
    path = output.inside(out, name)
    if not force and path.exists() and not _is_ours(path):
        raise not_ours(path)
    return path


def not_ours(path: Path) -> OutputError:
    """Return the error for a file that is somebody else's."""
    return OutputError(
        str(path),
        "is there already, and publisher did not make it",
        "move it away, name another folder with -o, or overwrite it with --force",
    )


def _is_ours(path: Path) -> bool:
    """Tell whether a file is empty, or bears a mark of ours.

    Raises:
        OutputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            marks = _marks(file.read(_LONGEST))
            if not path.stat().st_size:
                return True
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return any(content.find(mark) >= 0 for mark in marks)
    except OSError as error:
        raise OutputError(
            str(path), f"cannot be looked at: {error.strerror}", "move it away"
        ) from error


def _marks(start: bytes) -> tuple[bytes, ...]:
    """Return what marks a file as ours that begins so."""
    kinds = (marks for kind, marks in _MARKS.items() if start.startswith(kind))
    return next(kinds, ())
