"""The EPUB is whole, says what it is, and leads where it says."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from conftest import SHARED, SOURCE, made, run, wiki_pages
from lxml import etree

NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = f"{{{NAMES['e']}}}type"


class Opened:
    """An EPUB, opened: its files, its pages as trees."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        self.names = self.archive.namelist()
        self.package = self.tree("EPUB/content.opf")
        self.pages = {name: self.tree(name) for name in self.names if name.endswith(".xhtml")}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def meta(self, name: str) -> list[str]:
        found = self.package.xpath(f"//o:meta[@property='{name}']", namespaces=NAMES)
        return [element.text for element in found]


@pytest.fixture(scope="module")
def book(sample: dict[str, Path]) -> Opened:
    return Opened(sample[".epub"])


@pytest.fixture(scope="module")
def inspected() -> dict[str, list[dict[str, object]]]:
    document: dict[str, list[dict[str, object]]] = json.loads(
        run("inspect", SOURCE, "--json", "--edited").stdout
    )
    return document


def text(element: etree._Element) -> str:
    return "".join(element.itertext())


def test_the_mimetype_comes_first_and_is_stored(book: Opened) -> None:
    first = book.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.archive.read("mimetype") == b"application/epub+zip"


def test_every_topic_is_one_page_in_the_order_of_the_book(
    book: Opened, inspected: dict[str, list[dict[str, object]]]
) -> None:
    ids = book.package.xpath("//o:spine/o:itemref/@idref", namespaces=NAMES)
    chapters = [name.removeprefix("chapter-") for name in ids if name.startswith("chapter-")]
    assert chapters == [topic["id"] for topic in inspected["topics"]]


@wiki_pages
def test_every_paragraph_of_the_real_page_stands_in_the_book_once(real: dict[str, Path]) -> None:
    said = json.loads(run("inspect", *SHARED.glob("000_*.txt"), "--json", "--edited").stdout)
    whole = "\n".join(text(page) for page in Opened(real[".epub"]).pages.values())
    blocks = [
        block["text"]
        for topic in said["topics"]
        for article in topic["articles"]
        for block in article["blocks"]
        if block["type"] == "paragraph"
    ]
    assert len(blocks) > 50
    assert [whole.count(block) for block in blocks] == [1] * len(blocks)


@wiki_pages
def test_no_advertisement_or_navigation_of_the_wiki_is_in_the_book(real: dict[str, Path]) -> None:
    whole = "\n".join(text(page) for page in Opened(real[".epub"]).pages.values())
    assert not [word for word in ("看过", "专题索引", "最新文章", "专题详情") if word in whole]


@wiki_pages
def test_every_poet_has_one_chapter(poets: dict[str, Path]) -> None:
    pages = [name for name in Opened(poets[".epub"]).pages if "/chapters/" in name]
    assert len(pages) == 120


def test_every_link_leads_to_something(book: Opened) -> None:
    targets = {
        f"{name}#{anchor}"
        for name, page in book.pages.items()
        for anchor in page.xpath("//@id")
    } | set(book.names)  # fmt: skip
    links = [
        normpath(join(dirname(name), str(link)))
        for name, page in book.pages.items()
        for link in page.xpath("//@href | //@src")
    ]
    assert len(links) > 100
    assert [link for link in links if link not in targets] == []


def test_related_topics_are_linked_both_ways(book: Opened) -> None:
    pairs = {
        (name, normpath(join(dirname(name), str(link))))
        for name, page in book.pages.items()
        for link in page.xpath("//x:section[@class='related']//@href", namespaces=NAMES)
    }
    assert len(pairs) > 20
    assert {(target, name) for name, target in pairs} == pairs


def test_summary_opens_the_chapter_and_leads_are_marked(book: Opened) -> None:
    page = next(page for name, page in book.pages.items() if "/chapters/" in name)
    sections = page.xpath(
        "//x:section[@class='summary' or @class='detail']/@class", namespaces=NAMES
    )
    assert sections[0] == "summary"
    leads = [
        lead
        for tree in book.pages.values()
        for lead in tree.xpath("//x:b[@class='lead']", namespaces=NAMES)
    ]
    assert leads
    assert all(lead.getparent().text is None for lead in leads)


def test_contents_landmarks_and_old_contents_agree(book: Opened) -> None:
    nav = book.pages["EPUB/nav.xhtml"]
    shown = nav.xpath("//x:nav[@e:type='toc']//x:a/@href", namespaces=NAMES)
    old = book.tree("EPUB/toc.ncx").xpath("//n:content/@src", namespaces=NAMES)
    assert [link for link in old if link in set(shown)] == shown
    landmarks = nav.xpath("//x:nav[@e:type='landmarks']//@e:type", namespaces=NAMES)
    assert {"cover", "toc", "bodymatter", "index", "colophon"} <= set(landmarks)


def test_the_book_says_how_accessible_it_is(book: Opened) -> None:
    assert book.meta("schema:accessMode") == ["textual", "visual"]
    assert book.meta("schema:accessModeSufficient") == ["textual"]
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert "tableOfContents" in book.meta("schema:accessibilityFeature")
    assert book.meta("schema:accessibilitySummary")


def test_the_date_of_the_book_is_that_of_its_newest_page(
    book: Opened, inspected: dict[str, list[dict[str, str]]]
) -> None:
    newest = max(topic["published"] or "" for topic in inspected["topics"])
    assert book.meta("dcterms:modified")[0].startswith(newest[:10])


def test_a_date_given_from_outside_overrules_the_pages(page: Path, tmp_path: Path) -> None:
    files = made([page, "--edition", "epub"], tmp_path / "out", SOURCE_DATE_EPOCH="86400")
    assert Opened(files[".epub"]).meta("dcterms:modified") == ["1970-01-02T00:00:00Z"]


def test_nothing_in_the_book_asks_the_network(book: Opened) -> None:
    for name in book.names:
        if name.endswith((".xhtml", ".css", ".opf", ".ncx")):
            content = book.archive.read(name).decode()
            assert not re.search(r"(?:src|href|url\()[=\s\"'(]*https?:", content), name


def test_the_style_leaves_face_size_and_colour_to_the_reader(book: Opened) -> None:
    sheets = [name for name in book.names if name.endswith(".css")]
    css = "".join(book.archive.read(name).decode() for name in sheets)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    assert "text-autospace" in css
    assert "line-break: strict" in css
    assert not re.search(r"\d(?:px|pt|mm)\b", css)
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(", css)
    body = re.search(r"\nbody \{.*?\}", css, re.DOTALL)
    assert body
    assert "font-family" not in body[0]


def test_no_space_comes_between_han_characters_of_two_elements(book: Opened) -> None:
    for name, page in book.pages.items():
        for paragraph in page.xpath("//x:p", namespaces=NAMES):
            assert not re.search(r"[\u4e00-\u9fff]\n+[\u4e00-\u9fff]", text(paragraph)), name


def test_a_theme_has_the_last_word(page: Path, tmp_path: Path) -> None:
    (page / "my.css").write_text("p { color: green }", encoding="utf-8")
    (page / "book.toml").write_text('theme = "my.css"', encoding="utf-8")
    opened = Opened(made([page, "--edition", "epub"], tmp_path / "out")[".epub"])
    links = opened.pages["EPUB/index.xhtml"].xpath("//x:link/@href", namespaces=NAMES)
    assert links == ["styles/book.css", "styles/book-modern.css", "styles/theme.css"]
    assert opened.archive.read("EPUB/styles/theme.css") == b"p { color: green }"
