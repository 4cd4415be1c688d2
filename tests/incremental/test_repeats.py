"""A second run on the same pages says and makes what the first did, and notices every change."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, cast

import pytest
from click import Context, Group
from conftest import PAGE, run

from publisher import cli
from publisher.cli import loading

EDITION = ("--edition", "epub")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return folder


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_nothing_changed_makes_the_same_files_also_where_one_was_lost(
    source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = run("build", str(source), "-o", str(out), *EDITION)
    made = files(out)
    assert "unchanged" not in first.stderr
    for path in out.iterdir():
        path.unlink()
    second = run("build", str(source), "-o", str(out), *EDITION)
    assert "unchanged" in second.stderr
    assert second.stdout == first.stdout
    assert files(out) == made


def test_faults_of_a_page_are_named_again_and_the_exit_status_is_the_same(
    source: Path, tmp_path: Path
) -> None:
    (source / "broken.txt").write_bytes(b"")
    runs = [run("build", str(source), "-o", str(tmp_path / "out"), *EDITION) for _ in range(2)]
    assert [done.returncode for done in runs] == [1, 1]
    assert all("broken.txt: error:" in done.stderr for done in runs)
    assert "unchanged" in runs[1].stderr


@pytest.mark.parametrize("what", ["page", "new page", "settings", "theme", "edition"])
def test_a_change_is_noticed(source: Path, tmp_path: Path, what: str) -> None:
    (source / "book.toml").write_text('title = "书"\ntheme = "my.css"\n', encoding="utf-8")
    (source / "my.css").write_text("p { color: black }", encoding="utf-8")
    command = ["build", str(source), "-o", str(tmp_path / "out")]
    run(*command, *EDITION)
    match what:
        case "page":
            changed = PAGE.replace("。", "！", 1)
            (source / "page.txt").write_text(changed, encoding="utf-8")
        case "new page":
            (source / "more.txt").write_text(PAGE, encoding="utf-8")
        case "settings":
            (source / "book.toml").write_text('title = "另一本"\n', encoding="utf-8")
        case "theme":
            (source / "my.css").write_text("p { color: brown }", encoding="utf-8")
    chosen = EDITION if what != "edition" else (*EDITION, "--edition", "screen")
    done = run(*command, *chosen)
    assert done.returncode == 0
    assert "unchanged" not in done.stderr


@pytest.mark.parametrize("name", ["build", "batch"])
def test_a_page_saved_while_a_run_goes_on_is_not_taken_for_the_page_before(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    page, out = source / "page.txt", tmp_path / "out"
    begin = loading.begin

    def saved_meanwhile(*arguments: Any) -> Any:
        page.write_text(PAGE.replace("。", "，后来改过。", 1), encoding="utf-8")
        return begin(*arguments)

    command = cast(Group, cli._group).get_command(Context(cli._group), name)
    assert command is not None
    arguments = [str(source), "-o", str(out), *EDITION]
    with monkeypatch.context() as patched:
        patched.setattr(loading, "begin", saved_meanwhile)
        command.main(arguments, standalone_mode=False)
    page.write_text(PAGE, encoding="utf-8")
    done = run(name, *arguments)
    text = ""
    for book in out.rglob("*.epub"):
        with zipfile.ZipFile(book) as content:
            pages = [entry for entry in content.namelist() if entry.endswith(".xhtml")]
            text += "".join(content.read(entry).decode() for entry in pages)
    assert "活字" in text
    assert "后来改过" not in text
    assert done.returncode == 0
