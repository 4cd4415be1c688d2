"""A shelf that stands as a run left it, for pages that have not changed since.

Such a run need not parse, edit or plan: it looks at the bytes of the pages, at the shelf's own
files, and whether those of its volumes are there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from publisher.batch import ledger, shelf
from publisher.problems import Problem
from publisher.runtime import memo, output
from publisher.runtime.memo import Cache

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
        entry = Cache(memo.folder()).get(_state(name, out))
    except OSError:
        return None
    files = (file for record in ledger.read(out).values() for file in record.files)
    if entry is None or not all(file.is_in(out) for file in files):
        return None
    volumes, problems = json.loads(entry)
    return Standing(volumes, tuple(Problem(*entry) for entry in problems))


def keep(name: str, out: Path, volumes: int, problems: Sequence[Problem]) -> None:
    """Remember that the run of this name left `out` as it is now."""
    entry = json.dumps([volumes, [astuple(problem) for problem in problems]])
    Cache(memo.folder()).put(_state(name, out), entry.encode())


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
