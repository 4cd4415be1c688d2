"""Whatever is raised in whichever stage of a command: a sentence, a log, and all else is made."""

from __future__ import annotations

import errno
import importlib
import json
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PAGE
from test_batch import tree, write

from publisher import cli
from publisher.checks import epubcheck
from publisher.runtime import ending
from publisher.shelf import serving

pytestmark = [
    # WeasyPrint leaves the profile of its colours open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ERRORS: dict[str, Callable[[], Exception]] = {
    "KeyError: 'nothing'": lambda: KeyError("nothing"),
    "No space left on device": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "Permission denied": lambda: PermissionError(errno.EACCES, "Permission denied", "/a/file"),
    "there is not enough memory": MemoryError,
    "RecursionError: maximum recursion depth exceeded": lambda: RecursionError(
        "maximum recursion depth exceeded"
    ),
}
ALL = {".epub", ".pdf", ".print.pdf", ".cover.pdf"}
LOST: dict[str, set[str]] = {
    "publisher.cover.draw": {".epub", ".pdf"},
    "publisher.cover.png": {".epub"},
    "publisher.cover.order": set(),
    "publisher.cover.sheet.draw": {".cover.pdf"},
    "publisher.cover.spine.width": {".cover.pdf"},
    "publisher.fonts.coverage.mark_missing": {".pdf", ".print.pdf", ".cover.pdf"},
    "publisher.pdf.assembling.embedding.FontFile.make": {".pdf", ".print.pdf", ".cover.pdf"},
    "publisher.pdf.assembling.book.Bound.survey": {".pdf", ".print.pdf", ".cover.pdf"},
    "publisher.pdf.assembling.book.Bound.write": {".pdf", ".print.pdf", ".cover.pdf"},
    "publisher.pdf.galleys.Galleys.__call__": {".pdf", ".print.pdf", ".cover.pdf"},
    "publisher.pdf.press.finish": {".print.pdf", ".cover.pdf"},
    "publisher.pdf.press.profile.load": {".print.pdf", ".cover.pdf"},
    "publisher.epub.contents.entries": {".epub"},
    "publisher.epub.pages.spine": {".epub"},
    "publisher.epub.package.assemble": {".epub"},
    "publisher.epub.container.pack": {".epub"},
    "publisher.books.matter.description": {".epub"},
    "publisher.books.markup.render": ALL,
    "publisher.runtime.output.write_whole": ALL,
    "publisher.runtime.background.stand_by": ALL,
    "publisher.incremental.build.key": set(),
    "publisher.incremental.build.keep": set(),
}
"""What is not made when a stage fails."""

KEPT = {"publisher.pdf.assembling.embedding.FontFile.make"}
"""What is not done at all if it was done before."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that all of these fill and use."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, known: Path) -> None:
    """Let all be done in this process, and by nobody who has done it before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(known))
    monkeypatch.setattr("publisher.runtime.workers._alone", lambda: True)
    monkeypatch.setattr("publisher.runtime.background.is_possible", lambda: False)
    monkeypatch.setattr("publisher.incremental.build.find", lambda _: None)
    monkeypatch.setattr("publisher.batch.engines._through_pool", _one_by_one)
    monkeypatch.setattr(ending, "heed", lambda: None)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda _: None)


def _one_by_one(jobs: Any, _workers: int) -> Iterator[Any]:
    return ((job, job()) for job in jobs)


def fail(monkeypatch: pytest.MonkeyPatch, stage: str, error: Exception) -> None:
    def raising(*_: Any, **__: Any) -> Any:
        raise error

    # by hand: a package may give a function the name of its module
    module, _, name = stage.rpartition(".")
    kind = ""
    if module.rpartition(".")[2][0].isupper() or "._" in module:
        module, _, kind = module.rpartition(".")
    owner = importlib.import_module(module)
    monkeypatch.setattr(getattr(owner, kind) if kind else owner, name, raising)


class Said:
    """What a command came to: its exit status and all that it said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: Any, *arguments: object) -> None:
        monkeypatch.setattr("sys.argv", ["publisher", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        self.status = left.value.code
        captured = capsys.readouterr()
        self.out, self.text = captured.out, captured.err
        assert "Traceback" not in self.text

    def has_sentence(self, fact: str, known: Path) -> None:
        """See to it that a line has a place, the fact, a hint and the name of a log that exists."""
        (line, *_) = [line for line in self.text.split("\n") if fact in line] or [""]
        assert re.search(r"^(publisher: |error: |)\S.*: .*; hint: \S", line), self.text
        (log,) = re.findall(re.escape(str(known)) + r"\S*\.log", line)
        assert "Traceback" in Path(log).read_text(encoding="utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "book.toml").write_text('title = "d"\n', encoding="utf-8")
    return folder


def suffixes(out: Path) -> set[str]:
    return {path.name.removeprefix("d") for path in out.glob("*")}


@pytest.mark.parametrize(("number", "stage"), list(enumerate(LOST)), ids=list(LOST))
def test_a_book_lacks_the_editions_that_need_the_stage_and_no_other(
    number: int, stage: str, pages: Path, tmp_path: Path, known: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    fact = list(ERRORS)[number % len(ERRORS)]
    if stage in KEPT:
        known = tmp_path / "cache"
        monkeypatch.setenv("XDG_CACHE_HOME", str(known))
    fail(monkeypatch, stage, ERRORS[fact]())
    out = tmp_path / "out"
    editions = ("--edition", "epub", "--edition", "screen", "--edition", "print")
    said = Said(monkeypatch, capsys, "build", pages, "-o", out, *editions)
    made = ALL - LOST[stage]
    assert suffixes(out) == made
    assert said.status == (2 if not made else int(bool(LOST[stage])))
    if LOST[stage] or "repeats" in stage:
        said.has_sentence(fact, known)


@pytest.mark.parametrize("fact", ERRORS)
def test_an_edition_that_fails_says_why_and_leaves_its_last_file(
    fact: str, pages: Path, tmp_path: Path, known: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "out"
    arguments = ("build", pages, "-o", out, "--edition", "epub")
    assert Said(monkeypatch, capsys, *arguments).status == 0
    before = tree(out)
    fail(monkeypatch, "publisher.epub.container.pack", ERRORS[fact]())
    said = Said(monkeypatch, capsys, *arguments)
    said.has_sentence(fact, known)
    assert f"error: {out / 'd.epub'}: cannot be made: " in said.text
    assert said.status == 2
    assert tree(out) == before


@pytest.mark.parametrize(
    "stage",
    [
        "publisher.pdf.editions.handout.render",
        "publisher.pdf.editions.imposition.impose",
        "publisher.runtime.output.beside",
    ],
)
def test_a_handout_that_fails_takes_no_other_along(
    stage: str, pages: Path, tmp_path: Path, known: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "out"
    module, _, name = stage.rpartition(".")
    whole = getattr(__import__(module, fromlist=[name]), name)
    calls = iter(range(9))

    def first(*arguments: Any, **named: Any) -> Any:
        if next(calls) == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(*arguments, **named)

    monkeypatch.setattr(stage, first)
    said = Said(monkeypatch, capsys, "handout", pages, "-o", out, "--all", "--impose", "2up")
    assert said.status == 1
    assert [path.name for path in out.iterdir()] == ["活字.handout.pdf"]
    assert re.search(
        r"雕版印刷\.handout\.pdf: cannot be .*No space left on device; hint: ", said.text
    )


OF_A_SHELF = {
    "publisher.batch.run.compare": 2,
    "publisher.batch.lock.held": 2,
    "publisher.batch.run._Run._publish": 1,
    "publisher.batch.ledger.Ledger.begin": 1,
    "publisher.batch.ledger.Ledger.write": 1,
    "publisher.batch.ledger.Ledger.records": 2,
    "publisher.batch.shelf.entry": 1,
    "publisher.batch.shelf.write": 2,
    "publisher.shelf.files": 2,
    "publisher.runtime.output.write_together": 2,
    "publisher.runtime.output.write_changed": 2,
    "publisher.runtime.output.sweep": 2,
    "publisher.epub.write": 1,
    "publisher.cover.png": 1,
    "publisher.incremental.shelf.find": 0,
    "publisher.incremental.shelf.keep": 0,
}
"""The exit status when a stage fails for all volumes that have changed."""


@pytest.fixture
def shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A shelf of three volumes, one of whose pages has changed since."""
    folder = tmp_path / "leaves"
    for title in ("雕版", "活字", "线装"):
        write(folder, title)
    out = tmp_path / "shelf"
    assert Said(monkeypatch, capsys, "batch", folder, "-o", out, "--edition", "epub").status == 0
    write(folder, "活字", "加了一句话。")
    return out


@pytest.mark.parametrize(("number", "stage"), list(enumerate(OF_A_SHELF)), ids=list(OF_A_SHELF))
def test_a_shelf_keeps_what_was_published_and_the_next_run_makes_it_whole(
    number: int, stage: str, shelf: Path, tmp_path: Path, known: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    arguments = ("batch", tmp_path / "leaves", "--edition", "epub", "-o")
    before = {name: content for name, content in tree(shelf).items() if name.endswith(".epub")}
    fact = list(ERRORS)[number % len(ERRORS)]
    with monkeypatch.context() as patch:
        fail(patch, stage, ERRORS[fact]())
        said = Said(patch, capsys, *arguments, shelf)
    assert said.status == OF_A_SHELF[stage]
    if said.status or "standing" in stage:
        said.has_sentence(fact, known)
    after = tree(shelf)
    assert before.keys() <= after.keys()
    assert sum(after[name] != content for name, content in before.items()) <= 1
    assert Said(monkeypatch, capsys, *arguments, shelf).status == 0
    assert Said(monkeypatch, capsys, *arguments, tmp_path / "quiet").status == 0
    assert tree(shelf) == tree(tmp_path / "quiet")


def test_a_check_that_fails_keeps_no_other_from_being_made(
    tmp_path: Path, known: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.epub", "b.epub"):
        (tmp_path / name).write_bytes(b"PK")
    good = epubcheck.check(tmp_path / "b.epub")

    def odd(file: Path) -> Any:
        if file.name == "a.epub":
            raise RecursionError("too deep")
        return good

    monkeypatch.setattr("publisher.checks._VALIDATORS", {".epub": (odd, lambda _: good)})
    files = (tmp_path / "a.epub", tmp_path / "b.epub")
    said = Said(monkeypatch, capsys, "check", *files, "--json")
    assert said.status == 1
    said.has_sentence("RecursionError: too deep", known)
    assert f"checking {files[0]}" in said.text
    assert [entry["file"] for entry in json.loads(said.out)["files"]] == [str(files[1])]


def test_a_shelf_that_cannot_be_renewed_is_served_as_it_was_and_this_is_said(
    shelf: Path, tmp_path: Path, known: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    started: list[serving.Server] = []

    def serve(server: serving.Server) -> None:
        started.append(server)

    def changed(_sources: Any, _built: Any, rebuild: Callable[[], None], *_: Any) -> None:
        fail(monkeypatch, "publisher.cli.batch.publish", KeyError("nothing"))
        rebuild()

    monkeypatch.setattr(serving.Server, "serve_forever", serve)
    monkeypatch.setattr(serving, "watch", changed)
    monkeypatch.setattr(threading.Thread, "start", threading.Thread.run)
    leaves = tmp_path / "leaves"
    said = Said(monkeypatch, capsys, "serve", shelf, "--watch", leaves, "--port", "0")
    assert said.status == 0
    assert started
    said.has_sentence("KeyError: 'nothing'", known)


def test_a_request_on_which_the_server_fails_is_answered_and_the_failure_told(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    with serving.Server(shelf, "127.0.0.1", 0, failed=told.append) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with monkeypatch.context() as patch:
            fail(patch, "publisher.shelf.serving.answers.found", KeyError("nothing"))
            with pytest.raises(urllib.error.HTTPError) as answer:
                urllib.request.urlopen(server.address)  # noqa: S310 -- our own
        assert answer.value.code == 500
        assert [repr(error) for error in told] == ["KeyError('nothing')"]
        with urllib.request.urlopen(server.address) as page:  # noqa: S310 -- our own
            assert page.status == 200
        server.shutdown()
