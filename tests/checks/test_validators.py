"""Librarians and archives run these on our files; so do we, on all that we make."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from conftest import run, wiki_pages


def findings(path: Path) -> list[tuple[str, str, object]]:
    """Return what the validators of a file say, but for what is no fault."""
    document = json.loads(run("check", path, "--json").stdout)
    (file,) = document["files"]
    return [
        (check["name"], check["status"], check["reason"] or check["findings"])
        for check in file["checks"]
    ]


EPUB = [("EPUBCheck", "passed", []), ("Ace", "passed", [])]
PDF = [("veraPDF PDF/UA-1", "passed", []), ("veraPDF PDF/A-2a", "passed", [])]


def test_the_sample_book_passes_epubcheck_ace_and_verapdf(sample: dict[str, Path]) -> None:
    assert findings(sample[".epub"]) == EPUB
    assert findings(sample[".pdf"]) == PDF


@wiki_pages
def test_the_real_page_passes_epubcheck_ace_and_verapdf(real: dict[str, Path]) -> None:
    assert findings(real[".epub"]) == EPUB
    assert findings(real[".pdf"]) == PDF


@wiki_pages
def test_the_poets_pass_epubcheck_ace_and_verapdf(poets: dict[str, Path]) -> None:
    assert findings(poets[".epub"]) == EPUB
    assert findings(poets[".pdf"]) == PDF


def test_a_title_full_of_signs_passes_too(page: Path, tmp_path: Path) -> None:
    (page / "book.toml").write_text(
        "title = 'A/B测试 <AI> & \"云\"? : *'\nsubtitle = '<b>&amp;'\nauthor = 'R&D <组>'\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert run("build", page, "-o", out).returncode == 0
    assert findings(next(out.glob("*.epub"))) == EPUB
    assert findings(next(out.glob("*.pdf"))) == PDF


def test_a_broken_epub_fails_with_the_place_and_exit_status_one(page: Path, tmp_path: Path) -> None:
    run("build", page, "-o", tmp_path, "--edition", "epub")
    (book,) = tmp_path.glob("*.epub")
    broken = tmp_path / "broken.epub"
    broken.write_bytes(book.read_bytes()[:-300])
    finished = run("check", broken)
    assert finished.returncode == 1
    assert f"{broken}: EPUBCheck: failed" in finished.stdout
    assert f"{broken}: Ace: failed" in finished.stdout


def test_a_validator_that_is_not_installed_is_named_and_fails_nothing(
    page: Path, tmp_path: Path
) -> None:
    run("build", page, "-o", tmp_path, "--edition", "epub")
    java = Path(str(shutil.which("java"))).parent
    assert not (java / "ace").exists()
    finished = run("check", next(tmp_path.glob("*.epub")), PATH=os.fspath(java))
    assert finished.returncode == 0
    assert "Ace: not run (Ace is not installed: " in finished.stdout


def test_a_pdf_that_claims_no_standard_is_not_checked_against_one(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    finished = run("check", tmp_path / "plain.pdf")
    assert "not run (the file claims neither PDF/UA nor PDF/A)" in finished.stdout


@pytest.mark.parametrize("command", ["epubcheck", "ace", "verapdf"])
def test_every_validator_is_there_for_these_tests(command: str) -> None:
    assert shutil.which(command), "run the tests by `make test`, which installs it"
