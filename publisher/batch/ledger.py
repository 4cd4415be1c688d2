"""What was published: one SQLite file in OUT, to be read by the sqlite3 shell as well.

`volume` has a line for each volume that was ever planned, `file` one for each published file.
All values come from the pages and settings, none from the clock: `close` writes the file anew,
so that equal shelves have equal ledgers, however many runs they took.

A ledger may come from anywhere with the folder that it lies in. What it says is checked when it
is read, each value for itself; one that does not hold what it should is refused whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from publisher.batch.records import Record
from publisher.editions import StoredArtifact
from publisher.errors import OutputError
from publisher.runtime import output

NAME = "ledger.sqlite"
SCHEMA = 1
"""The version of the schema (`PRAGMA user_version`)."""

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


class Ledger:
    """The ledger of one OUT. Every change is on the disk when its method returns."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def records(self) -> dict[str, Record]:
        """Return all records by id.

        Raises:
            OutputError: a value is none that a run could have written.
        """
        try:
            records = self._records()
            for record in records.values():
                record.check()
        except (ValueError, TypeError, KeyError) as error:
            raise _foreign(self._path, str(error)) from error
        return records

    def _records(self) -> dict[str, Record]:
        files: dict[str, list[StoredArtifact]] = {}
        for volume, *rest in self._database.execute(
            "SELECT volume, path, edition, size, sha256 FROM file ORDER BY volume, path"
        ):
            files.setdefault(volume, []).append(StoredArtifact(*rest))
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

    def begin(self, volume: str, title: str, files: Iterable[StoredArtifact]) -> None:
        """Say that the files of a volume are about to change, and which may be there from now on.

        So a file that is in no record is not ours, even after a run that was killed.
        """
        with self._changing() as database:
            database.execute(
                "INSERT INTO volume VALUES (?, ?, 'publishing', NULL, '{}', '{}', '[]', NULL) "
                "ON CONFLICT (id) DO UPDATE SET status = 'publishing', digest = NULL",
                (volume, title),
            )
            _insert_files(database, volume, files, "ON CONFLICT DO NOTHING")

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
        with output.beside(self._path) as place:
            fresh = _connect(place)
            with fresh:
                _create(fresh)
                for volume in sorted(records):
                    _insert(fresh, records[volume])
            fresh.close()
            place.chmod(self._path.stat().st_mode)
            place.replace(self._path)

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
    path = output.inside(out, NAME)
    try:
        with _readable(path):
            database = _connect(path)
            if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _create(database)
            _check_schema(database, path)
        ledger = Ledger(database, path)
        yield ledger
        ledger.close()
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Refuse a ledger of which not even the words of SQLite's complaint can be read."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise _foreign(path, "its text is no UTF-8") from error


def _check_schema(database: sqlite3.Connection, path: Path) -> None:
    """Refuse a ledger of another version, or with tables, views or triggers that are not ours."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise OutputError(
            str(path),
            f"was written by a later version of publisher (schema {version})",
            "run that version, or name another folder with -o",
        )
    with closing(sqlite3.connect(":memory:")) as own:
        _create(own)
        if _schema(own) != _schema(database):
            raise _foreign(path, "its tables are not those of a ledger")


def _schema(database: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _foreign(path: Path, fact: str) -> OutputError:
    return OutputError(
        str(path),
        f"is no ledger that publisher wrote: {fact}",
        "name another folder with -o; or, if the files beside it are yours, move the ledger and "
        "them away: all volumes are then made again",
    )


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
    path = output.inside(out, NAME)
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            with _readable(path):
                _check_schema(database, path)
            return Ledger(database, path).records()
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _create(database: sqlite3.Connection) -> None:
    database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")


def _insert(database: sqlite3.Connection, record: Record) -> None:
    values = (_json(record.parts), _json(record.entry), _json(record.problems), record.reason)
    database.execute(
        "INSERT INTO volume VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (record.id, record.title, record.status, record.digest, *values),
    )
    _insert_files(database, record.id, record.files)


def _insert_files(
    database: sqlite3.Connection, volume: str, files: Iterable[StoredArtifact], or_else: str = ""
) -> None:
    database.executemany(
        f"INSERT INTO file VALUES (?, ?, ?, ?, ?) {or_else}",  # noqa: S608 -- a clause of ours
        [
            (volume, file.path, file.edition, file.size, file.sha256)
            for file in sorted(files, key=lambda file: file.path)
        ],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
