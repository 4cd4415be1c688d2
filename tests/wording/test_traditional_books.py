"""A book in traditional characters: no simplified word of the house is left in any product.

The pages of source/ are put into traditional characters first, those that the house's own
simplified words are written with: whatever of these is found in a product is a word of the house.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import SOURCE, run
from house_words import SIMPLIFIED, TRADITIONAL
from lxml import etree

from publisher import cover, wording
from publisher.cover import sheet
from publisher.fonts.outlines import OutlineFace
from publisher.model import UNDATED, Book, Chapter, Colophon, Metadata
from publisher.settings import Trim
from publisher.shelf import serving

TURNED = str.maketrans(SIMPLIFIED, TRADITIONAL)
NAMES = {"详细释义": "詳細釋義", "相关专题": "相關專題", "专题详情": "專題詳情"}
"""Lines by which a page is read; they have to be of one script as a whole."""
ARTICLES = ("基本释义", "详细释义")
"""The names of articles are the wiki's, not the house's."""


def read(path: Path) -> str:
    """Return the text of a page; some are in GB 18030."""
    with suppress(UnicodeDecodeError):
        return path.read_text("utf-8-sig")
    return path.read_text("gb18030")


def turned(text: str) -> str:
    for simplified, traditional in NAMES.items():
        text = text.replace(simplified, traditional)
    return text.translate(TURNED)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of source/, with the settings of a traditional book."""
    folder = tmp_path_factory.mktemp("traditional") / "pages"
    folder.mkdir()
    for path in sorted(SOURCE.glob("*_*")):
        (folder / turned(path.name)).write_text(turned(read(path)), "utf-8")
    settings = turned((SOURCE / "book.toml").read_text("utf-8"))
    (folder / "book.toml").write_text(settings.replace('"zh-Hans"', '"zh-TW"'), "utf-8")
    return folder


@pytest.fixture(scope="module")
def products(pages: Path) -> Path:
    """A folder with a book, its handouts and a shelf."""
    out = pages.parent / "out"
    editions = ("--edition", "epub", "--edition", "screen", "--edition", "print")
    for arguments in (
        ("build", pages, "-o", out / "book", *editions),
        ("handout", pages, "-o", out / "handouts", "--notes"),
        ("batch", pages, "-o", out / "shelf", "--by", "month", *editions),
    ):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
    return out


def texts(path: Path) -> Iterator[str]:
    """Yield all texts of a product."""
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            yield from (
                re.sub(r"/\*.*?\*/", "", book.read(name).decode(), flags=re.DOTALL)
                for name in book.namelist()
                if not name.endswith(".png")
            )
    elif path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        yield from (page.get_textpage().get_text_range() for page in document)
        yield from (entry.get_title() for entry in document.get_toc())
        with pikepdf.open(path) as file:
            for found in file.objects:
                yield from strings(found)
    elif path.suffix in (".html", ".xml", ".json", ".js"):
        yield path.read_text("utf-8")


def strings(found: object) -> Iterator[str]:
    """Yield the texts in an object of a PDF: descriptions of links, titles, metadata."""
    if isinstance(found, pikepdf.String):
        yield str(found)
    elif isinstance(found, pikepdf.Stream):
        if found.get("/Type") == "/Metadata":
            yield found.read_bytes().decode()
    elif isinstance(found, pikepdf.Dictionary):
        yield from (str(value) for _, value in found.items() if isinstance(value, pikepdf.String))


def left(text: str) -> set[str]:
    """Return the simplified characters of the house in a text."""
    for name in ARTICLES:
        text = text.replace(name, "")
    return set(SIMPLIFIED).intersection(text)


def test_no_simplified_word_of_the_house_is_left(products: Path) -> None:
    files = [path for path in sorted(products.rglob("*")) if path.is_file()]
    suffixes = {"".join(path.suffixes[-2:]) for path in files}
    assert {".epub", ".pdf", ".print.pdf", ".cover.pdf", ".handout.pdf", ".html"} <= suffixes
    found = {path.name: [text for text in texts(path) if left(text)] for path in files}
    assert not {name: texts for name, texts in found.items() if texts}


def test_the_words_are_there_and_not_only_the_others_gone(products: Path) -> None:
    words = wording.of("zh-Hant")
    (epub,) = (products / "book").glob("*.epub")
    whole = "".join(texts(epub))
    parts = words.parts
    for word in (parts.contents, parts.index, parts.sources, parts.colophon, parts.page_list):
        assert word in whole
    (handout,) = (products / "handouts").glob("*.pdf")
    assert "來源：" in "".join(texts(handout))
    (read,) = (products / "shelf").glob("shelf/read.html")
    assert words.reader.failed in read.read_text("utf-8")


def test_a_server_speaks_the_language_of_its_shelf(products: Path) -> None:
    with serving.Server(products / "shelf", "127.0.0.1", 0) as server:
        reader = server.furniture["shelf/read.html"]
    assert reader == (products / "shelf" / "shelf" / "read.html").read_bytes()


def test_all_that_has_a_language_says_which(products: Path) -> None:
    (epub,) = (products / "book").glob("*.epub")
    with zipfile.ZipFile(epub) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith((".xhtml", ".ncx"))]
        package = book.read("EPUB/content.opf").decode()
    assert "<dc:language>zh-Hant-TW</dc:language>" in package
    assert all(b'xml:lang="zh-Hant-TW"' in page for page in pages)
    for path in products.rglob("*.pdf"):
        with pikepdf.open(path) as file:
            assert str(file.Root.Lang) == "zh-Hant-TW"
    shelf = products / "shelf"
    for name in ("index.html", "shelf/read.html"):
        assert '<html lang="zh-Hant-TW">' in (shelf / name).read_text("utf-8")
    feed = etree.fromstring((shelf / "opds.xml").read_bytes())
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant-TW"
    assert '"language": "zh-Hant-TW"' in (shelf / "opds.json").read_text("utf-8")


def test_the_text_is_in_the_faces_of_taiwan(products: Path) -> None:
    for path in products.rglob("*.pdf"):
        with pikepdf.open(path) as file:
            faces = {str(found.BaseFont) for found in file.objects if is_font(found)}
        chinese = {face for face in faces if "CJK" in face}
        assert not [face for face in chinese if "CJK-TC" not in face.replace("CJKtc", "CJK-TC")]


def is_font(found: object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"


def test_the_cover_has_words_and_faces_of_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, set[str]] = {}
    for name in ("horizontal", "vertical"):
        plain = getattr(OutlineFace, name)

        def heard(face: OutlineFace, text: str, plain: object = plain) -> object:
            drawn.setdefault(face._family, set()).add(text)
            return plain(face, text)  # type: ignore[operator] # a method of Face

        monkeypatch.setattr(OutlineFace, name, heard)
    about = Metadata(
        "古書", "urn:x", "zh-Hant", UNDATED, author="甲", publisher="乙",
        colophon=Colophon(price="10 元"),
    )  # fmt: skip
    known = {"reading": "", "index_letter": "a", "sections": (), "source": "", "line": 1}
    topics = tuple(Chapter(id=f"c{place}", title=f"題{place}", **known) for place in range(20))
    sheet.draw(Book(about, topics), Trim(148, 210), 10.0, 3.0)
    said = set().union(*drawn.values())
    assert {"收錄專題 20 篇", "內部資料", "定價　10 元", "等 20 篇"} <= said
    assert all("TC" in family for family in drawn)
    assert cover.draw(about, 1, Trim(148, 210)) != cover.draw(
        Metadata("古書", "urn:x", "zh-Hans", UNDATED, author="甲", publisher="乙"),
        1,
        Trim(148, 210),
    )
