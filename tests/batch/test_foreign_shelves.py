"""A folder from somebody else: nothing outside it is touched, whatever its ledger says."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run
from test_batch import again, pages, shelf, tree, write

__all__ = ["pages", "shelf"]


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder beside the shelf that no run has any business with."""
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    return folder


def tell(shelf: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(shelf / "ledger.sqlite") as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(statement, values)


def gone(shelf: Path, volume: str, *paths: str) -> None:
    """Put a volume into the ledger that no page asks for, with its files."""
    tell(
        shelf,
        "INSERT INTO volume VALUES (?, 'x', 'published', 'd', '{}', '{}', '[]', NULL)",
        volume,
    )
    for path in paths:
        tell(shelf, "INSERT INTO file VALUES (?, ?, 'epub', 4, 'x')", volume, path)


@pytest.mark.parametrize("volume", ["{precious}", "../precious", ".", "..", "a/../../precious", ""])
@pytest.mark.parametrize("options", [(), ("--prune",), ("--force",)])
def test_a_volume_named_like_a_path_deletes_nothing(
    volume: str, options: tuple[str, ...], pages: Path, shelf: Path, precious: Path
) -> None:
    gone(shelf, volume.format(precious=precious))
    before = tree(shelf) | tree(precious)
    assert "is no ledger that publisher wrote: id is" in again(pages, shelf, *options)
    assert tree(shelf) | tree(precious) == before


@pytest.mark.parametrize(
    "path", ["{precious}/letter.txt", "../precious/letter.txt", "v/../../precious/letter.txt", "x"]
)
def test_a_file_with_a_path_out_of_the_shelf_is_not_deleted(
    path: str, pages: Path, shelf: Path, precious: Path
) -> None:
    gone(shelf, "v", path.format(precious=precious))
    before = tree(shelf) | tree(precious)
    assert "path is" in again(pages, shelf, "--prune")
    assert tree(shelf) | tree(precious) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE volume SET entry = '[]'",
        "UPDATE volume SET entry = 'no json'",
        "UPDATE volume SET entry = '{\"updated\": 7}'",
        "UPDATE volume SET parts = '[1]'",
        "UPDATE volume SET problems = '{}'",
        "UPDATE volume SET digest = x'00'",
        "UPDATE file SET size = -1",
        "UPDATE file SET size = 'large'",
        "UPDATE file SET edition = 'scroll'",
        "CREATE TRIGGER t AFTER DELETE ON volume BEGIN DELETE FROM file; END",
        "CREATE VIEW more AS SELECT * FROM volume",
        "ALTER TABLE volume ADD COLUMN more",
        "DROP TABLE file",
    ],
)
def test_a_ledger_that_does_not_hold_what_it_should_is_refused_whole(
    statement: str, pages: Path, shelf: Path
) -> None:
    tell(shelf, statement)
    before = tree(shelf)
    said = again(pages, shelf)
    assert "is no ledger that publisher wrote" in said
    assert "hint: name another folder with -o" in said
    assert tree(shelf) == before


def test_a_link_in_the_place_of_a_volume_is_not_written_through(
    pages: Path, shelf: Path, precious: Path
) -> None:
    (volume,) = {path.parent for path in shelf.rglob("活字.epub")}
    volume.rename(shelf.parent / "moved")
    volume.symlink_to(precious)
    write(pages, "活字", "加了一句话。")
    said = again(pages, shelf)
    assert f"{volume}: is a link, which publisher did not make" in said
    assert "0 published, 3 unchanged, 0 withdrawn, 1 failed" in said
    assert [path.name for path in precious.iterdir()] == ["letter.txt"]


def links(precious: Path) -> dict[str, Callable[[Path], None]]:
    return {
        "symbolic": lambda path: path.symlink_to(precious / "letter.txt"),
        "hard": lambda path: os.link(precious / "letter.txt", path),
        "pipe": os.mkfifo,
        "folder": Path.mkdir,
        "text": lambda path: path.write_text("my own", encoding="utf-8") and None,
    }


@pytest.mark.parametrize("kind", ["symbolic", "hard", "pipe", "folder", "text"])
def test_what_bears_the_name_of_the_lock_is_not_written_over(
    kind: str, pages: Path, tmp_path: Path, precious: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    links(precious)[kind](out / ".lock")
    done = run("batch", pages, "-o", out, "--edition", "epub")
    assert done.returncode == 2
    assert f"{out / '.lock'}: is " in done.stderr
    assert (precious / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", ["symbolic", "pipe", "folder"])
@pytest.mark.parametrize("name", ["index.html", "ledger.sqlite", "report.json"])
def test_a_shelf_with_something_else_in_place_of_a_file_is_told_and_left(
    kind: str, name: str, pages: Path, shelf: Path, precious: Path
) -> None:
    (shelf / name).unlink()
    links(precious)[kind](shelf / name)
    assert f"{shelf / name}: is a " in again(pages, shelf)
    assert (precious / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["index.html", "opds.xml", "report.json"])
def test_pages_of_another_site_are_overwritten_on_demand_only(
    name: str, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / name).write_text("my own", encoding="utf-8")
    assert "is there already, and publisher did not make it" in again(pages, out)
    assert [path.name for path in out.iterdir() if path.name != ".lock"] == [name]
    assert (out / name).read_text(encoding="utf-8") == "my own"
    assert "4 published" in again(pages, out, "--force")


def test_a_file_that_somebody_put_among_those_of_a_volume_stays(pages: Path, shelf: Path) -> None:
    (volume,) = {path.parent for path in shelf.rglob("活字.epub")}
    (volume / "活字.pdf").write_bytes(b"scanned by hand")
    (shelf / ".publisher-notes.txt").write_text("mine", encoding="utf-8")
    done = run("batch", pages, "-o", shelf)
    assert done.returncode == 1
    assert f"{volume / '活字.pdf'}: is there already, and publisher did not make it" in done.stderr
    assert (volume / "活字.pdf").read_bytes() == b"scanned by hand"
    assert (shelf / ".publisher-notes.txt").exists()
    next(path for path in pages.iterdir() if "活字" in path.read_text("utf-8")).unlink()
    again(pages, shelf, "--prune")
    assert [path.name for path in volume.iterdir()] == ["活字.pdf"]
