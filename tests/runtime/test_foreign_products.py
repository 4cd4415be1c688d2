"""A book is never written over a file that somebody else put into OUT; over our own it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import PAGE, run

EPUB, PDF, HANDOUT = "d.epub", "d.pdf", "d.handout.pdf"
TITLE = "d"
SAID = "is there already, and publisher did not make it; hint: move it away"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "book.toml").write_text(f'title = "{TITLE}"\n', encoding="utf-8")
    return folder


def text(path: Path) -> None:
    path.write_text("my own notes", encoding="utf-8")


def foreign_epub(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("OEBPS/content.opf", "<package/>")


def foreign_pdf(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Producer"] = "a publisher of others"
        pdf.save(path)


def build(pages: Path, out: Path, *options: str) -> tuple[int, str]:
    done = run("build", pages, "-o", out, *options, XDG_CACHE_HOME=str(pages.parent / "cache"))
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("put", [text, foreign_epub, foreign_pdf])
def test_a_file_of_somebody_else_is_left_as_it_is_until_force_is_used(
    put: Callable[[Path], None], pages: Path, tmp_path: Path
) -> None:
    out, name = tmp_path / "out", EPUB
    out.mkdir()
    put(out / name)
    before = (out / name).read_bytes()
    # the second time the book is known, and only written
    for _ in range(2):
        status, said = build(pages, out, "--edition", "epub")
        assert status == 2
        assert f"{out / name}: {SAID}" in said
        assert (out / name).read_bytes() == before
        assert build(pages, tmp_path / "elsewhere", "--edition", "epub")[0] == 0
    assert build(pages, out, "--edition", "epub", "--force")[0] == 0
    assert zipfile.is_zipfile(out / name)


def test_where_one_edition_has_no_place_the_others_are_made(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    foreign_pdf(out / PDF)
    before = (out / PDF).read_bytes()
    status, said = build(pages, out)
    assert status == 1
    assert f"{out / PDF}: {SAID}" in said
    assert (out / PDF).read_bytes() == before
    assert (out / EPUB).exists()
    assert build(pages, tmp_path / "elsewhere")[0] == 0
    (out / EPUB).unlink()
    assert build(pages, out)[0] == 1
    assert (out / EPUB).exists()


def test_a_book_is_made_again_and_again_in_the_same_place(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    editions = ("--edition", "epub", "--edition", "screen", "--edition", "print")
    seen = set()
    for words in ("", "又加了一句。", "再加一句。"):
        text = PAGE.replace("印书办法。", f"印书办法。{words}")
        (pages / "page.txt").write_text(text, encoding="utf-8")
        assert build(pages, out, *editions)[0] == 0
        seen.add((out / EPUB).read_bytes())
    assert len(seen) == 3
    (out / EPUB).write_bytes(b"")
    assert build(pages, out, *editions)[0] == 0
    assert (out / EPUB).read_bytes() in seen


@pytest.mark.parametrize("plan", ["none", "2up", "booklet"])
def test_a_handout_is_made_again_and_no_other_file_is_lost(
    plan: str, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for words in ("", "又加了一句。"):
        text = PAGE.replace("印书办法。", "印书办法。" + words * 900)
        (pages / "page.txt").write_text(text, encoding="utf-8")
        done = run("handout", pages, "-o", out, "--impose", plan)
        assert done.returncode == 0, done.stderr
    foreign_pdf(out / HANDOUT)
    before = (out / HANDOUT).read_bytes()
    done = run("handout", pages, "-o", out, "--impose", plan)
    assert done.returncode == 2
    assert f"{out / HANDOUT}: {SAID}" in done.stderr
    assert (out / HANDOUT).read_bytes() == before
    assert run("handout", pages, "-o", out, "--impose", plan, "--force").returncode == 0
    assert (out / HANDOUT).read_bytes() != before


@pytest.mark.parametrize(
    "mark",
    ["<xmp:CreatorTool>publisher</xmp:CreatorTool>", "<pdf:Producer>publisher</pdf:Producer>"],
)
def test_what_an_earlier_version_made_is_ours(mark: str, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / PDF).write_bytes(b"%PDF-1.7\n" + mark.encode())
    assert build(pages, out, "--edition", "screen")[0] == 0
    assert len((out / PDF).read_bytes()) > 1_000


def test_a_file_that_cannot_be_read_is_not_written_over(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / EPUB).mkdir(parents=True)
    status, said = build(pages, out, "--edition", "epub", "--force")
    assert status == 2
    assert f"{out / EPUB}: is a file of another kind" in said
