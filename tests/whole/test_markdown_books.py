"""A folder of Markdown becomes a book in which each kind is what its markup says."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from conftest import ROOT, run
from lxml import etree
from test_validators import EPUB, PDF, findings

BOOK = ROOT / "tests" / "markdown_book"
XHTML = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("markdown")
    editions = [part for name in ("epub", "screen", "print") for part in ("--edition", name)]
    finished = run("build", BOOK, "-o", out, *editions)
    assert finished.returncode == 0, finished.stderr
    assert run("handout", BOOK, "-o", out).returncode == 0
    return {"".join(path.suffixes): path for path in out.iterdir()}


@pytest.fixture(scope="module")
def chapters(book: dict[str, Path]) -> dict[str, etree._Element]:
    with ZipFile(book[".epub"]) as package:
        return {
            Path(name).stem: etree.fromstring(package.read(name))
            for name in package.namelist()
            if "/chapters/" in name
        }


def found(chapter: etree._Element, path: str) -> list[etree._Element]:
    return chapter.xpath(f"//h:section[@class='text']{path}", namespaces=XHTML)


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/StructElem"
    ]


def text(elements: list[etree._Element]) -> list[str]:
    return ["".join(of.itertext()) for of in elements]


# ---------------------------------------------------------------- the EPUB


def test_validators_find_nothing_in_the_epub(book: dict[str, Path]) -> None:
    assert findings(book[".epub"]) == EPUB


def test_chapters_come_as_the_summary_has_them(book: dict[str, Path]) -> None:
    with ZipFile(book[".epub"]) as package:
        nav = package.read("EPUB/nav.xhtml").decode()
    names = re.findall(r'href="chapters/([\w-]+)\.xhtml"', nav.partition("landmarks")[0])
    assert [*dict.fromkeys(names)] == [
        "mu-ban-yu-qian-zi",
        "diao-ban-cong-xie-yang-dao-shua-yin",
        "dao-ju",
        "mo-dao",
        "pai-zi-de-cheng-xu",
        "zi-hao-biao",
        "yin-wen",
        "qing-dan",
        "hun-pai",
        "writing",
    ]


def test_code_is_preformatted_and_as_it_was(chapters: dict[str, etree._Element]) -> None:
    block, command = text(found(chapters["pai-zi-de-cheng-xu"], "//h:pre/h:code"))
    written = (BOOK / "program.md").read_text("utf-8")
    assert block == written.partition("```text\n")[2].partition("\n```")[0]
    assert command == "publisher build source -o out"


def test_a_table_has_head_cells_with_a_scope(chapters: dict[str, etree._Element]) -> None:
    heads = found(chapters["dao-ju"], "//h:table/h:thead/h:tr/h:th")
    assert [head.get("scope") for head in heads] == ["col"] * 3
    assert [head.get("class") for head in heads] == ["left", "center", "right"]
    assert len(found(chapters["dao-ju"], "//h:tbody/h:tr/h:td")) == 12


def test_lists_are_nested_and_begin_where_they_begin(chapters: dict[str, etree._Element]) -> None:
    assert len(found(chapters["qing-dan"], "//h:ul/h:li/h:ol/h:li/h:ol/h:li")) == 2
    starts = [of.get("start") for of in found(chapters["qing-dan"], "/h:ol")]
    assert starts == ["5"]


def test_no_heading_stands_above_the_text_of_a_file(chapters: dict[str, etree._Element]) -> None:
    levels = [of.tag[-2:] for of in found(chapters["diao-ban-cong-xie-yang-dao-shua-yin"], "/*")]
    assert [level for level in levels if level[0] == "h"] == ["h2", "h3", "h4", "h2"]


def test_links_lead_to_chapters_headings_and_out(chapters: dict[str, etree._Element]) -> None:
    links = [of.get("href") for of in found(chapters["mu-ban-yu-qian-zi"], "//h:a")]
    carving, stone, outside = links
    assert carving == "diao-ban-cong-xie-yang-dao-shua-yin.xhtml"
    assert outside == "https://example.org/books?id=1&lang=zh"
    page, _, anchor = stone.partition("#")
    (heading,) = found(chapters[Path(page).stem], f"//*[@id='{anchor}']")
    assert text([heading]) == ["磨刀石的粗细"]
    assert not found(chapters["hun-pai"], "//h:a")


# ---------------------------------------------------------------- the PDFs


def test_validators_find_nothing_in_the_pdfs(book: dict[str, Path]) -> None:
    assert findings(book[".pdf"]) == PDF
    assert findings(book[".handout.pdf"]) == PDF


def test_the_preflight_finds_nothing_in_the_print_edition(book: dict[str, Path]) -> None:
    assert ("preflight", "passed", []) in findings(book[".print.pdf"])


def test_an_item_of_a_list_is_a_label_and_a_body(book: dict[str, Path]) -> None:
    with pikepdf.open(book[".pdf"]) as pdf:
        items = [[str(kid.S) for kid in of.K] for of in tags(pdf) if of.S == "/LI"]
    assert items.count(["/Lbl", "/LBody"]) == 17
    assert {tuple(kids) for kids in items} == {("/Lbl", "/LBody"), ("/LBody",)}


def test_head_cells_of_a_table_say_that_they_head_a_column(book: dict[str, Path]) -> None:
    with pikepdf.open(book[".pdf"]) as pdf:
        heads = [of for of in tags(pdf) if of.S == "/TH" and "/Scope" in of.A]
        assert [str(of.A.Scope) for of in heads] == ["/Column"] * 7
        names = [str(of.ID) for of in tags(pdf) if "/ID" in of]
    assert len(names) == len(set(names))


def test_links_of_the_screen_edition_lead_out_and_to_headings(book: dict[str, Path]) -> None:
    with pikepdf.open(book[".pdf"]) as pdf:
        links = [of for page in pdf.pages for of in page.get("/Annots", ())]
        outside = [str(of.A.URI) for of in links if "/A" in of]
        inside = {str(of.Dest): str(of.Contents) for of in links if "/Dest" in of}
    assert "https://example.org/books?id=1&lang=zh" in outside
    assert "磨刀石的粗细" in "".join(inside.values())


def test_equal_files_are_equal_books(book: dict[str, Path], tmp_path: Path) -> None:
    run("build", BOOK, "-o", tmp_path, "--edition", "screen", XDG_CACHE_HOME=str(tmp_path / "c"))
    (again,) = tmp_path.glob("*.pdf")
    assert again.read_bytes() == book[".pdf"].read_bytes()
