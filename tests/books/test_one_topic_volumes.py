"""Who takes one topic along gets its text, and no lists of one line around it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from conftest import PAGE, run
from test_epub import NAMES, Opened
from test_validators import EPUB, PDF, findings

LISTS = ("目录", "音序索引", "资料来源")


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one volume of a batch by topic, in all editions."""
    folder = tmp_path_factory.mktemp("topics")
    (folder / "pages").mkdir()
    (folder / "pages" / "page.txt").write_text(PAGE, encoding="utf-8")
    done = run("batch", folder / "pages", "-o", folder / "out", "--edition", "epub",
               "--edition", "screen", "--edition", "print")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next((folder / "out").glob("diao-ban-*"))


@pytest.fixture(scope="module")
def book(volume: Path) -> Opened:
    return Opened(next(volume.glob("*.epub")))


def pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF, without white space."""
    document = pypdfium2.PdfDocument(path)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_it_opens_at_its_text(book: Opened) -> None:
    spine = book.package.xpath("//o:spine/o:itemref/@idref", namespaces=NAMES)
    assert spine == ["cover", "chapter-diao-ban-yin-shua", "colophon"]
    landmarks = book.pages["EPUB/nav.xhtml"].xpath(
        "//x:nav[@e:type='landmarks']//x:a", namespaces=NAMES
    )
    assert [(mark.get(f"{{{NAMES['e']}}}type"), mark.get("href")) for mark in landmarks] == [
        ("cover", "cover.xhtml"),
        ("bodymatter", "chapters/diao-ban-yin-shua.xhtml"),
        ("colophon", "colophon.xhtml"),
    ]


def test_it_has_no_lists_but_the_panel_still_shows_its_headings(book: Opened) -> None:
    assert sorted(book.pages) == [
        "EPUB/chapters/diao-ban-yin-shua.xhtml",
        "EPUB/colophon.xhtml",
        "EPUB/cover.xhtml",
        "EPUB/nav.xhtml",
    ]
    shown = book.pages["EPUB/nav.xhtml"].xpath(
        "//x:nav[@e:type='toc']//x:a/text()", namespaces=NAMES
    )
    assert shown == ["雕版印刷", "一、刻板", "版权页"]
    assert "index" not in book.meta("schema:accessibilityFeature")
    assert "索引" not in book.meta("schema:accessibilitySummary")[0]


def test_its_colophon_says_where_it_comes_from(book: Opened) -> None:
    said = book.pages["EPUB/colophon.xhtml"].xpath("//x:dt | //x:dd", namespaces=NAMES)
    lines = dict(zip(*[iter([element.text for element in said])] * 2, strict=True))
    assert lines["网页文件"] == "page.txt"
    assert lines["网页日期"] == "2026-02-09"
    assert lines["浏览次数"] == "79"


@pytest.mark.parametrize("name", ["雕版印刷.pdf", "雕版印刷.print.pdf"])
def test_on_paper_too_its_text_follows_the_title_page(volume: Path, name: str) -> None:
    found = pages(volume / name)
    assert not [page for page in found for name in LISTS if page.startswith(name)]
    assert "网页文件page.txt" in "".join(found)
    assert "刻板" in "".join(found)


def test_the_validators_pass_it_in_all_editions(volume: Path) -> None:
    assert findings(volume / "雕版印刷.epub") == EPUB
    assert findings(volume / "雕版印刷.pdf") == PDF


def test_two_topics_have_their_lists(page: Path, tmp_path: Path) -> None:
    run("build", page, "-o", tmp_path / "out", "--edition", "epub")
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.epub"))) as archive:
        assert {"EPUB/index.xhtml", "EPUB/sources.xhtml"} <= set(archive.namelist())
