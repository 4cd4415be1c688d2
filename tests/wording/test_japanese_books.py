"""A book in Japanese: its own words, faces and language, and a text that nobody has edited."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import run

from publisher import wording

TEXT = '木版印刷は、板に文字を裏返しに彫り、墨を塗って刷る。"版木"には桜がよく使われた,という。'
PAGE = """{title}

2026-02-09 10:00:00
基本释义

\u00a0\u00a0 {text}
"""
TITLES = ("木版印刷", "インク", "しおり", "Unicode")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book and a shelf."""
    pages = tmp_path_factory.mktemp("japanese") / "pages"
    pages.mkdir()
    for title in TITLES:
        (pages / f"{title}.txt").write_text(PAGE.format(title=title, text=TEXT), "utf-8")
    (pages / "book.toml").write_text('title = "本"\nlanguage = "ja"\norder = "source"\n', "utf-8")
    made = pages.parent / "out"
    for arguments in (("build", pages, "-o", made), ("batch", pages, "-o", made / "shelf")):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
    return made


def texts(out: Path) -> dict[str, str]:
    """Return the pages of the EPUB."""
    with zipfile.ZipFile(next(out.glob("*.epub"))) as book:
        return {
            name.removeprefix("EPUB/"): book.read(name).decode()
            for name in book.namelist()
            if not name.endswith(".png")
        }


def test_contents_index_and_colophon_are_in_japanese(out: Path) -> None:
    pages, parts = texts(out), wording.of("ja").parts
    for word in (parts.contents, parts.index, parts.sources, parts.colophon):
        assert word in pages["nav.xhtml"]
    assert all('lang="ja" xml:lang="ja"' in pages[name] for name in pages if name.endswith("xhtml"))
    assert "あ</h2>" in pages["index.xhtml"]
    assert "漢字</h2>" in pages["index.xhtml"]


def test_the_chinese_copy_editor_leaves_japanese_alone(out: Path) -> None:
    chapters = [page for name, page in texts(out).items() if name.startswith("chapters/")]
    assert len(chapters) == len(TITLES)
    assert all(TEXT.replace('"', "&#34;") in page for page in chapters)


def test_the_text_is_in_the_faces_of_japan(out: Path) -> None:
    with pikepdf.open(next(out.glob("*.pdf"))) as file:
        assert str(file.Root.Lang) == "ja"
        names = [
            str(found.BaseFont)
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"
        ]
    assert any("CJK-JP" in name for name in names)
    assert not [name for name in names if "CJK" in name and "CJK-JP" not in name]
    assert "book-faces.css" in texts(out)["nav.xhtml"]


def test_the_bookmarks_and_the_shelf_are_in_japanese(out: Path) -> None:
    words = wording.of("ja")
    document = pypdfium2.PdfDocument(next(out.glob("*.pdf")))
    assert words.parts.contents in [entry.get_title() for entry in document.get_toc()]
    shelf = (out / "shelf" / "index.html").read_text("utf-8")
    assert '<html lang="ja">' in shelf
    assert words.shelf.hint in shelf
