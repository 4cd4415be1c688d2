"""Whatever is raised in any stage: one sentence with its place, and all the rest is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import PAGE

from publisher import cli
from publisher.cli import batch, build
from publisher.runtime import ending
from publisher.sources import reader

pytestmark = [
    # WeasyPrint leaves the profile of its colours open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ERRORS = (KeyError("nothing"), RecursionError(), UnicodeError("odd"), MemoryError())

OF_ONE_PAGE = ("publisher.sources.wiki.topics.parse", "publisher.sources.text.decoding.decode")
OF_ALL = (
    "publisher.sources.on_disk.find",
    "publisher.collecting.collection.collect",
    "publisher.collecting.letters.reading_and_letter",
    "publisher.books.volumes.whole",
)
OF_AN_EDITION = {
    "publisher.epub.write": "epub",
    "publisher.pdf.editions.screen.render": "screen",
    "publisher.pdf.editions.print_edition.render": "print",
    "publisher.pdf.editions.cover_sheet.render": "print",
    "publisher.pdf.press.pictures.low_resolution": "print",
}


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two pages, and all that is done with them done in this process."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("publisher.runtime.workers._alone", lambda: True)
    monkeypatch.setattr("publisher.runtime.background.is_possible", lambda: False)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bad.txt").write_text(PAGE.replace("雕版", "铜版"), encoding="utf-8")
    (folder / "good.txt").write_text(PAGE, encoding="utf-8")
    return folder


def failing(error: Exception, when: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
    def fail(*arguments: Any, **_: Any) -> Any:
        if when(*arguments):
            raise error
        raise AssertionError

    return fail


def made(command: Any, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.output


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_a_page_that_cannot_be_read_for_an_unknown_reason_is_left_out(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    read = reader.read_page

    def fail(data: bytes, source: str) -> Any:
        if source == "bad.txt":
            raise error
        return read(data, source)

    monkeypatch.setattr(reader, "read_page", fail)
    status, output = made(
        build.command, str(pages), "-o", str(tmp_path / "out"), "--edition", "epub"
    )
    assert status == 1
    assert f"bad.txt: error: the page could not be read ({type(error).__name__}" in output
    assert list((tmp_path / "out").glob("*.epub"))


@pytest.mark.parametrize("stage", OF_ONE_PAGE)
def test_each_step_of_reading_fails_for_the_page_alone(
    pages: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setattr(stage, failing(KeyError("nothing")))
    reading = reader.read([pages], 10**6)
    assert [(entry.source, entry.code) for entry in reading.problems] == [
        ("bad.txt", "not-read"),
        ("good.txt", "not-read"),
    ]


def test_a_chapter_that_cannot_be_edited_stands_as_in_its_page(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.editing.edit_chapter", failing(KeyError("nothing")))
    status, output = made(
        build.command, str(pages), "-o", str(tmp_path / "out"), "--edition", "epub"
    )
    assert status == 1
    assert "good.txt:2: error: 《雕版印刷》 could not be edited (KeyError: 'nothing')" in output
    assert list((tmp_path / "out").glob("*.epub"))


@pytest.mark.parametrize("stage", OF_ALL)
def test_what_stops_all_is_one_sentence_that_names_a_log(
    pages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stage: str,
) -> None:
    monkeypatch.setattr(stage, failing(KeyError("nothing")))
    monkeypatch.setattr(ending, "heed", lambda: None)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda _: None)
    out = str(tmp_path / "out")
    monkeypatch.setattr("sys.argv", ["publisher", "build", str(pages), "-o", out])
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert "Traceback" not in said
    assert "KeyError: 'nothing'" in said
    assert str(tmp_path / "cache" / "publisher" / "logs") in said


@pytest.mark.parametrize("stage", OF_AN_EDITION)
def test_an_edition_that_fails_takes_no_other_along(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setattr(stage, failing(KeyError("nothing")))
    editions = ("--edition", "epub", "--edition", "screen", "--edition", "print")
    status, output = made(build.command, str(pages), "-o", str(tmp_path / "out"), *editions)
    assert status == 1
    assert "Traceback" not in output
    assert "cannot be made: KeyError: 'nothing'; hint: report it with the pages" in output
    kinds = {"epub": ".epub", "screen": ".pdf", "print": ".print.pdf"}
    there = [path.name for path in (tmp_path / "out").iterdir()]
    for kind in kinds.keys() - {OF_AN_EDITION[stage]}:
        assert any(name.endswith(kinds[kind]) and name.count(".") < 3 for name in there), kind


def test_a_volume_that_fails_takes_no_other_along_and_says_as_much_as_a_book(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publisher import epub

    write = epub.write

    def fail(book: Any, *rest: Any) -> bytes:
        if "铜版" in book.metadata.title:
            raise KeyError("nothing")
        return write(book, *rest)

    monkeypatch.setattr("publisher.epub.write", fail)
    monkeypatch.setattr("publisher.batch.engines._through_pool", _here)
    out = tmp_path / "out"
    status, output = made(
        batch.command, str(pages), "-o", str(out), "--by", "topic", "--edition", "epub"
    )
    assert status == 1
    assert "the epub edition: cannot be made: KeyError: 'nothing'; hint:" in output
    assert len(list(out.glob("*/*.epub"))) > 1


def _here(jobs: Any, _workers: int) -> Any:
    return ((job, job()) for job in jobs)
