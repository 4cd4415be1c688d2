"""What could not be laid out is said by every command, at every run, and in its exit status."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import PAGE

from publisher.cli import batch, build, handout
from publisher.pdf.layout import layout

pytestmark = [
    # WeasyPrint leaves the profile of its colours open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

COMMANDS = {
    "build": (build.command, ["--edition", "screen"]),
    "batch": (batch.command, ["--edition", "screen", "--by", "all", "--workers", "1"]),
    "handout": (handout.command, []),
}


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A page whose related topic cannot be laid out."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("publisher.runtime.workers._alone", lambda: True)
    cast = layout._cast

    def fail(part: layout.Part) -> layout.Galley:
        if "一字一印" in part.html:
            raise AssertionError("no line at all")
        return cast(part)

    monkeypatch.setattr(layout, "_cast", fail)
    page = tmp_path / "pages" / "page.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    return page.parent


def said(command: click.Command, arguments: list[str]) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_a_chapter_that_cannot_be_laid_out_is_an_error_with_its_place_at_each_run(
    name: str, odd: Path, tmp_path: Path
) -> None:
    command, options = COMMANDS[name]
    arguments = [str(odd), "-o", str(tmp_path / "out"), *options]
    for _ in range(2):
        status, output = said(command, arguments)
        assert status == 1
        assert (
            "page.txt:23: error: 《活字》 cannot be laid out (AssertionError: no line at all)"
            in output
        )
    assert list((tmp_path / "out").rglob("*.pdf"))
