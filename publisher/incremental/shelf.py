"""A shelf that stands as a run left it, for pages that have not changed since.

Such a run need not parse, edit or plan: it looks at the bytes of the pages, at the shelf's own
files, and whether those of its volumes are there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.batch import ledger, shelf
from publisher.problems import Problem
from publisher.runtime import memo, output
from publisher.runtime.memo import Memo

_FILES = (ledger.NAME, *shelf.FILES)
_FOLDER = "shelf"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many volumes the run was asked for, and what was wrong with its pages."""

    volumes: int
    problems: tuple[Problem, ...]


def find(name: str, out: Path) -> Standing | None:
    """Return what the run of this name left in `out`, if all of it is still as it left it."""
    try:
        stands = Memo(Standing).get(_state(name, out))
    except OSError:
        return None
    files = (file for record in ledger.read(out).values() for file in record.files)
    return stands if stands and all(file.is_in(out) for file in files) else None


def keep(name: str, out: Path, stands: Standing) -> None:
    """Remember that the run of this name left `out` as it is now."""
    Memo(Standing).put(_state(name, out), stands)


def _state(name: str, out: Path) -> str:
    """Name a run and the shelf on which it ended.

    Raises:
        OSError: something of the shelf is not there.
        OutputError: something else stands in its place.
    """
    whole = [_digest(output.inside(out, file)) for file in _FILES]
    return memo.key(name, *whole, *_beside(out / _FOLDER))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _beside(folder: Path) -> Iterator[str]:
    """Yield names and sizes of what the shelf needs to be looked at."""
    for path in sorted(folder.rglob("*")):
        yield f"{path.relative_to(folder)} {path.stat().st_size if path.is_file() else ''}"
