"""A search in a PDF finds what the pages say, also where one glyph stands for two characters."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pypdfium2
import pytest
from conftest import made, run
from hypothesis import given
from hypothesis import strategies as st

from publisher import wording
from publisher.books.markup import render
from publisher.pdf.assembling.book import Bound
from publisher.pdf.assembling.recoding import recode
from publisher.pdf.galley import Galley
from publisher.pdf.layout import layout
from publisher.pdf.part import Part
from publisher.pdf.strings import companion_name

PAGE = """位置:试验wiki > 专题索引 > z专题 > 专题详情
{title}

基本释义

\u00a0\u00a0 {text}
"""
TWINS = (
    ("\uf900有此理", "\u8c48有此理"),
    ("电阻是5\u2126以下", "希腊字母\u03a9在末尾"),
    ("波长3\u212b左右", "挪威字母\u00c5在前"),
    ("高\ufa0c的样子", "高\u5140的样子"),
    ("\u845b\U000e0100城这个地方", "\u845b城这个地方"),
    ("拼写作e\u0308的字母", "只是e这个字母"),
    ("开尔文写作\u212a的", "字母写作\u004b的"),
)
"""Texts that look the same: what faces draw with one glyph, or with one glyph and another."""


def bare(text: str) -> str:
    return re.sub(r"[\s\ufffe\x02]", "", text)


def poppler(path: Path) -> str:
    return bare(subprocess.check_output(["pdftotext", path, "-"], encoding="utf-8"))  # noqa: S603, S607 -- our own file


def pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return bare("".join(page.get_textpage().get_text_range() for page in document))


readers = pytest.mark.parametrize("reader", [poppler, pdfium])


@pytest.fixture(scope="module", params=[False, True], ids=["odd first", "plain first"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of two pages, one with the odd character of each pair and one with the plain one."""
    folder = tmp_path_factory.mktemp("twins")
    pages = [[pair[place] for pair in TWINS] for place in (0, 1)]
    for number, texts in enumerate(reversed(pages) if request.param else pages):
        text = "，".join(texts) + "。"
        page = PAGE.format(title=f"第{'一二'[number]}页", text=text)
        (folder / f"{number}.txt").write_text(page, encoding="utf-8")
    return made([folder, "--edition", "screen"], folder.with_name(f"{folder.name}-out"))[".pdf"]


@readers
@pytest.mark.parametrize("text", [text for pair in TWINS for text in pair], ids=ascii)
def test_a_character_on_one_page_spoils_no_search_on_another(
    book: Path, text: str, reader: Callable[[Path], str]
) -> None:
    assert reader(book).count(text) == 1


@readers
def test_both_characters_are_found_where_one_paragraph_has_them(
    tmp_path: Path, reader: Callable[[Path], str]
) -> None:
    texts = [text for pair in TWINS for text in pair]
    (tmp_path / "page.txt").write_text(
        PAGE.format(title="一页", text="，".join(texts)), encoding="utf-8"
    )
    found = reader(
        made([tmp_path, "--edition", "screen"], tmp_path.with_name(f"{tmp_path.name}-out"))[".pdf"]
    )
    assert [text for text in texts if found.count(text) != 1] == []


def without_folios(text: str) -> str:
    return re.sub("[0-9]", "", text)


def galley(text: str, css: str = "") -> Galley:
    html = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN">'
        f"<head><title>x</title></head><body><p>{text}</p></body></html>"
    )
    faces = render("pdf/faces.css", words=wording.of("zh"))
    return layout.set_part(Part(html, f"{faces} @page {{ margin: 20mm }} {css}", "pdf.css"))


def bound(galleys: Sequence[Galley]) -> bytes:
    """Return the file of several parts."""
    book = Bound([("D", range(len(galleys)))], galleys.__getitem__, {})
    return book.write([file.make() for file in book.survey()], bytes, b"0" * 32)


@readers
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_three_texts_of_one_glyph_are_found_in_any_order_of_the_parts(
    tmp_path: Path, order: tuple[int, ...], reader: Callable[[Path], str]
) -> None:
    texts = ["平常的葛字", "选定的葛\ufe00字", "又一种葛\ufe01字"]
    path = tmp_path / "book.pdf"
    path.write_bytes(bound([galley(texts[place]) for place in order]))
    assert without_folios(reader(path)) == "".join(texts[place] for place in order)


@readers
def test_text_that_shines_through_is_text_all_the_same(
    tmp_path: Path, reader: Callable[[Path], str]
) -> None:
    path = tmp_path / "book.pdf"
    shining = galley("半透明的\uf900字，“引文”。", "p { opacity: 0.5 }")
    path.write_bytes(bound([galley("平常的\u8c48字"), shining]))
    assert without_folios(reader(path)) == "平常的\u8c48字半透明的\uf900字，“引文”。"


def test_a_book_without_such_pairs_has_no_second_codes() -> None:
    parts = [galley("平常的文字"), galley("还是平常的文字")]
    written = Bound([("D", [0, 1])], parts.__getitem__, {})
    written.survey()
    assert [written.seconds(part) for part in parts] == [{}, {}]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    for number, pair in enumerate(zip(*TWINS, strict=True)):
        page = PAGE.format(title=f"第{number}页", text="，".join(pair))
        (tmp_path / f"{number}.txt").write_text(page, encoding="utf-8")
    files = []
    for turn in ("one", "two"):
        out, cache = (tmp_path.with_name(f"{tmp_path.name}-{what}-{turn}") for what in "oc")
        done = run("build", tmp_path, "-o", out, "--edition", "screen", XDG_CACHE_HOME=str(cache))
        assert done.returncode == 0, done.stderr
        files += [path.read_bytes() for path in out.iterdir()]
    assert files[0] == files[1]


CODES = st.integers(1, 9).map(lambda number: b"%04x" % number)
SHOWN = st.lists(st.one_of(CODES.map(lambda code: b"<%b>" % code), st.just(b"120")), min_size=1)
LINES = st.lists(
    st.one_of(
        SHOWN.map(lambda items: b"[%b] TJ" % b"".join(items)),
        st.sampled_from([b"/Face 10.5 Tf", b"/Other 9 Tf", b"q", b"Q", b"1 0 0 -1 3 4 Tm"]),
    )
)


def shown(content: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Return what a content stream shows, in order: font, size, and each code or number."""
    font, saved, found = (b"", b""), [], []
    for line in content.split(b"\n"):
        if set_font := re.fullmatch(rb"/(\w+) (\S+) Tf", line):
            font = set_font[1], set_font[2]
        elif line == b"q":
            saved.append(font)
        elif line == b"Q" and saved:
            font = saved.pop()
        elif line.endswith(b"TJ"):
            items = re.findall(rb"<([0-9a-f]{4})>|([0-9]+)", line)
            found += [(*font, code or number) for code, number in items]
    return found


@given(LINES, st.dictionaries(CODES, st.just(b"00ff"), max_size=3))
def test_only_the_codes_that_mean_something_else_are_changed(
    lines: list[bytes], codes: dict[bytes, bytes]
) -> None:
    content = b"\n".join(lines)
    companion = companion_name("Face").encode()
    wanted = [
        (companion, size, codes[what]) if font == b"Face" and what in codes else (font, size, what)
        for font, size, what in shown(content)
    ]
    changed = shown(recode(content, {b"Face": codes}))
    # a number moves the pen the same in either face of a size
    assert [what for *_, what in changed] == [what for *_, what in wanted]
    assert [entry for entry in changed if len(entry[2]) == 4] == [
        entry for entry in wanted if len(entry[2]) == 4
    ]


@readers
@pytest.mark.parametrize(
    "mark", ["\u0308", "\u030a\u0323", "\ufe00\u0308", "\u0308\ufe00", "\u1dc0"]
)
def test_an_accent_from_another_face_is_read_after_its_base(
    tmp_path: Path, mark: str, reader: Callable[[Path], str]
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(bound([galley(f"前字{mark}后，平常的字")]))
    # Poppler puts accents into the order of the standard
    found = unicodedata.normalize("NFD", without_folios(reader(path)))
    assert found == unicodedata.normalize("NFD", f"前字{mark}后，平常的字")
