"""What was published: one SQLite file in OUT, to be read by the sqlite3 shell as well.

`volume` has a line for each volume that was ever planned, `file` one for each published file.
All values come from the pages and settings, none from the clock: `close` writes the file anew,
so that equal shelves have equal ledgers, however many runs they took.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from publisher.errors import OutputError

NAME = "ledger.sqlite"
SCHEMA = 1
"""The version of the schema (`PRAGMA user_version`)."""

Status: TypeAlias = Literal["published", "publishing", "failed", "withdrawn"]

_TABLES = """
CREATE TABLE volume (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('published', 'publishing', 'failed', 'withdrawn')),
  digest TEXT,        -- of all that the published files were made from; null: none are certain
  parts TEXT NOT NULL,  -- JSON: what the digest is made of, to tell why a volume changed
  entry TEXT NOT NULL,  -- JSON: what the catalogue says of it
  problems TEXT NOT NULL, -- JSON: what was wrong when it was made
  reason TEXT           -- why it failed
);
CREATE TABLE file (
  volume TEXT NOT NULL REFERENCES volume (id) ON DELETE CASCADE,
  path TEXT NOT NULL,   -- below OUT
  edition TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (volume, path)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its place below OUT, `size` in bytes."""

    path: str
    edition: str
    size: int
    sha256: str

    def is_in(self, out: Path) -> bool:
        """Tell whether it is there, as long as it was when it was published."""
        try:
            return (out / self.path).stat().st_size == self.size
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the ledger with its files."""

    id: str
    title: str
    status: Status
    digest: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    entry: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    files: tuple[File, ...] = ()


class Ledger:
    """The ledger of one OUT. Every change is on the disk when its method returns."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def records(self) -> dict[str, Record]:
        """Return all records by id."""
        files: dict[str, list[File]] = {}
        for volume, *rest in self._database.execute(
            "SELECT volume, path, edition, size, sha256 FROM file ORDER BY volume, path"
        ):
            files.setdefault(volume, []).append(File(*rest))
        rows = self._database.execute(
            "SELECT id, title, status, digest, parts, entry, problems, reason FROM volume"
        )
        records = {}
        for volume, title, status, digest, parts, entry, problems, reason in rows:
            hashes, about, wrong = map(json.loads, (parts, entry, problems))
            own = tuple(files.get(volume, ()))
            records[volume] = Record(
                volume, title, status, digest, hashes, about, wrong, reason, own
            )
        return records

    def begin(self, volume: str, title: str) -> None:
        """Say that the files of a volume are about to change."""
        with self._changing() as database:
            database.execute(
                "INSERT INTO volume VALUES (?, ?, 'publishing', NULL, '{}', '{}', '[]', NULL) "
                "ON CONFLICT (id) DO UPDATE SET status = 'publishing', digest = NULL",
                (volume, title),
            )

    def write(self, record: Record) -> None:
        """Put a record in the place of the one before."""
        with self._changing() as database:
            database.execute("DELETE FROM volume WHERE id = ?", (record.id,))
            _insert(database, record)

    def forget(self, volume: str) -> None:
        """Remove a record."""
        with self._changing() as database:
            database.execute("DELETE FROM volume WHERE id = ?", (volume,))

    def close(self) -> None:
        """Write the ledger anew, in the order of ids, and close it."""
        records = self.records()
        self._database.close()
        descriptor, name = tempfile.mkstemp(prefix=".publisher-", dir=self._path.parent)
        os.close(descriptor)
        fresh = _connect(Path(name))
        with fresh:
            _create(fresh)
            for volume in sorted(records):
                _insert(fresh, records[volume])
        fresh.close()
        Path(name).chmod(self._path.stat().st_mode)
        Path(name).replace(self._path)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Give the database for one change, which is made whole or not at all."""
        try:
            with self._database:
                yield self._database
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error


@contextmanager
def opened(out: Path) -> Iterator[Ledger]:
    """Give the ledger of `out`, a new one if there is none.

    Raises:
        OutputError: it is no ledger, of a later version, or cannot be written.
    """
    path = out / NAME
    try:
        database = _connect(path)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise OutputError(
                str(path),
                f"was written by a later version of publisher (schema {version})",
                "run that version, or name another folder with -o",
            )
        if version == 0:
            _create(database)
        ledger = Ledger(database, path)
        yield ledger
        ledger.close()
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: sqlite3.Error) -> OutputError:
    return OutputError(
        str(path),
        f"cannot be used: {error}",
        "free some space; if the file is spoilt, move it away: all volumes are then made again",
    )


def read(out: Path) -> dict[str, Record]:
    """Return the records of `out` without touching anything; none if there is no ledger.

    Raises:
        OutputError: it is no ledger.
    """
    path = out / NAME
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return Ledger(database, path).records()
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    return database


def _create(database: sqlite3.Connection) -> None:
    database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")


def _insert(database: sqlite3.Connection, record: Record) -> None:
    values = (_json(record.parts), _json(record.entry), _json(record.problems), record.reason)
    database.execute(
        "INSERT INTO volume VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (record.id, record.title, record.status, record.digest, *values),
    )
    database.executemany(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?)",
        [
            (record.id, file.path, file.edition, file.size, file.sha256)
            for file in sorted(record.files, key=lambda file: file.path)
        ],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
