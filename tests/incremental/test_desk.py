"""Pages that did not change come from the cache, and nobody can see it in the book."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from publisher import editing
from publisher.collecting import collection
from publisher.incremental.pages import KeptPages
from publisher.model import Collection
from publisher.problems import Problem
from publisher.runtime.memo import Cache, folder
from publisher.settings import Editing
from publisher.sources import reader

_MAX = 2**20
_ALL = Editing()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "source", tmp_path / "pages")
    return tmp_path / "pages"


def edited(
    pages: Path, switches: Editing = _ALL, language: str = "zh-Hans"
) -> tuple[Collection, tuple[Problem, ...]]:
    desk = KeptPages([pages], _MAX)
    reading = desk.read()
    collected, clashes = desk.collect(reading.pages, "letter")
    found, doubts = desk.edit(collected, switches, language)
    desk.keep()
    return found, (*reading.problems, *clashes, *doubts)


def plainly(pages: Path, switches: Editing = _ALL, language: str = "zh-Hans") -> Any:
    reading = reader.read([pages], _MAX)
    collected, clashes = collection.collect(reading.pages, "letter")
    found, doubts = editing.edit(collected, switches, language)
    return found, (*reading.problems, *clashes, *doubts)


def first_page(pages: Path) -> Path:
    return min(path for path in pages.rglob("*.txt") if "基本释义".encode() in path.read_bytes())


def test_a_second_run_gives_the_same_topics_and_problems_as_the_first(pages: Path) -> None:
    (pages / "broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    assert edited(pages) == plainly(pages)
    assert edited(pages) == plainly(pages)


def test_a_changed_page_is_read_and_edited_again(pages: Path) -> None:
    edited(pages)
    page = first_page(pages)
    page.write_text(page.read_text("utf-8").replace("。", "，但是(后来)改了。", 1), "utf-8")
    assert "改了" in repr(edited(pages)[0])
    assert edited(pages) == plainly(pages)


def test_a_renamed_page_is_reported_under_its_new_name(pages: Path) -> None:
    edited(pages)
    first_page(pages).rename(pages / "0-renamed.txt")
    assert edited(pages) == plainly(pages)
    assert any(chapter.source == "0-renamed.txt" for chapter in edited(pages)[0].chapters)


def test_other_settings_of_the_copy_editor_are_heeded_at_once(pages: Path) -> None:
    edited(pages)
    off = replace(_ALL, quotes=False, punctuation=False)
    assert edited(pages, off) == plainly(pages, off)
    assert edited(pages, language="zh-Hant") == plainly(pages, language="zh-Hant")


class Malice:
    def __reduce__(self) -> Any:
        return print, ("malice",)


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage", pickle.dumps(Malice()), pickle.dumps(Path())],
    ids=["empty", "garbage", "code", "another kind"],
)
def test_a_poisoned_entry_is_made_again_and_runs_no_code(
    pages: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(pages)
    kept = Cache(folder())
    for path in folder().glob("??/*"):
        kept.put(path.parent.name + path.name, content)
    assert edited(pages) == plainly(pages)
    assert not capsys.readouterr().out


def test_pages_that_are_known_load_neither_the_rules_nor_the_pinyin(pages: Path) -> None:
    edited(pages)
    program = (
        "import sys; from pathlib import Path; from publisher.incremental.pages import KeptPages;"
        "from publisher.settings import Editing;"
        f"desk = KeptPages([Path({str(pages)!r})], 2**20); read = desk.read();"
        "found, _ = desk.collect(read.pages, 'letter');"
        "desk.edit(found, Editing(), 'zh-Hans');"
        "from publisher.collecting import readings;"
        "print(*{'publisher.editing'} & set(sys.modules), readings._table.cache_info().misses)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 -- the program above
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "0"


_SHARED = """
import os, sys
from pathlib import Path
from publisher.incremental import pages
from publisher.runtime import background
here, mode = os.getpid(), sys.argv[2]
if mode == "alone":
    background.is_possible = lambda: False
if mode == "killed":
    make = pages.reader.read_page
    pages.reader.read_page = lambda *page: make(*page) if os.getpid() == here else os.abort()
table = pages.KeptPages([Path(sys.argv[1])], 2**20)
read = table.read()
found, _ = table.collect(read.pages, "letter")
print(read.problems, found)
print(len(table._used), table._others_read is not None, file=sys.stderr)
"""


def test_a_page_is_the_same_whichever_process_reads_it(pages: Path) -> None:
    page = first_page(pages).read_text("utf-8")
    for place in range(45):
        (pages / f"{place:02}.txt").write_text(page.replace("。", f"{place}。"), "utf-8")
    for name in ("00-broken.txt", "99-broken.txt"):
        (pages / name).write_bytes(b"\x00\x01\x02" * 100)
    said = {
        mode: subprocess.run(  # noqa: S603 -- the program above
            [sys.executable, "-c", _SHARED, str(pages), mode],
            capture_output=True, text=True, check=True,
        )
        for mode in ("alone", "together", "killed")
    }  # fmt: skip
    assert said["together"].stdout == said["killed"].stdout == said["alone"].stdout
    assert said["alone"].stdout.count("broken.txt") == 2
    kept = {done.stderr.split()[0] for done in said.values()}
    assert len(kept) == 1
    assert said["alone"].stderr.split()[1] == "False"
