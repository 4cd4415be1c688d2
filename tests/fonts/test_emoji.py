"""Emoji stand in a book like its other characters: drawn in one colour, whole, an em wide."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import made, run
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from measuring import lines

from publisher import wording
from publisher.cover.front import _parted
from publisher.cover.placing import kai, song
from publisher.fonts.clusters import clusters

FACES = wording.of("zh-Hans").faces
ROW = "🎉👍🏽❤️1️⃣🇯🇵👩🏽‍🚀🏴󠁧󠁢󠁷󠁬󠁳󠁿👨‍👩‍👦🫠"
PAGE = f"""位置:试验wiki > 专题索引 > j专题 > 专题详情
节日{ROW[0]}与1️⃣

基本释义

\u00a0\u00a0 {"过节的时候大家互相发送这样的小图:" + ROW + "。"}

详细释义

\u00a0\u00a0 {("文字里夹着😀和🍜这样的图,排起来" + ROW) * 12}。

\u00a0\u00a0 {"🍎🍐🍊🍋🍌🍉🍇" * 12}。
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("emoji")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def book(source: Path) -> dict[str, Path]:
    return made(
        [source, "--edition", "screen", "--edition", "epub"], source.with_name(f"{source.name}-out")
    )


def text_of(path: Path) -> str:
    said = subprocess.check_output(["pdftotext", path, "-"], encoding="utf-8")  # noqa: S603, S607
    return re.sub(r"[\s\u00ad]", "", said)


def faces(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2] for font in fonts}


def test_every_emoji_is_drawn_and_can_be_copied_whole(book: dict[str, Path]) -> None:
    assert run("check", book[".pdf"]).returncode == 0
    assert text_of(book[".pdf"]).count(ROW) >= 10
    assert "Noto-Emoji" in faces(book[".pdf"])
    with zipfile.ZipFile(book[".epub"]) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "xhtml" in name]
    assert max(page.count(ROW) for page in pages) >= 13


def test_lines_of_emoji_are_as_full_as_lines_of_han(book: dict[str, Path]) -> None:
    text = [line for line in lines(book[".pdf"]) if abs(line.letters[0].baseline) > 60]
    long = [line for line in text if len(line.letters) > 24]
    right = max(line.right for line in long)
    ragged = [line.text for line in long if abs(line.right - right) > 1]
    # a paragraph's last line, and one that ends in a mark that gave up its blank half
    assert len(long) >= 8
    assert len(ragged) <= 3


def test_an_emoji_is_an_em_wide(book: dict[str, Path]) -> None:
    found = [
        letter
        for line in lines(book[".pdf"])
        for letter in line.letters
        if letter.text in "🍎🍐🍊🍋🍌🍉🍇" and abs(line.letters[-1].size - 10.5) < 0.1
    ]
    widths = {round(letter.ink_right - letter.ink_left, 1) for letter in found}
    assert max(widths, default=0) <= 10.6


def test_a_title_with_emoji_stands_on_its_page_in_the_outline_and_in_the_file_name(
    source: Path, tmp_path: Path
) -> None:
    title = "节日🎉与1️⃣"
    done = run("handout", source, "-t", title, "-o", tmp_path / "one")
    assert done.returncode == 0, done.stderr
    (handout,) = (tmp_path / "one").iterdir()
    assert handout.name == f"{title}.handout.pdf"
    assert title in text_of(handout)
    with pikepdf.open(handout) as pdf, pdf.open_outline() as outline:
        assert title in [item.title for item in outline.root]


def colour_face(path: Path) -> None:
    """Write a face in colour that says it has every emoji of these tests."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((900, 0))
    pen.lineTo((900, 900))
    pen.closePath()
    drawn = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "emoji", "layer"])
    builder.setupCharacterMap({ord(char): "emoji" for char in ROW + "😀🍜🍎🍐🍊🍋🍌🍉🍇"})
    builder.setupGlyf({".notdef": drawn, "emoji": drawn, "layer": drawn})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "emoji", "layer"], (1000, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupCOLR({"emoji": [("layer", 0)]})
    builder.setupCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    builder.setupNameTable({"familyName": "Noto Color Emoji", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True)
    builder.save(path)


def test_a_face_in_colour_on_the_machine_changes_nothing(
    source: Path, book: dict[str, Path], tmp_path: Path
) -> None:
    colour_face(tmp_path / "share" / "fonts" / "colour.ttf")
    with_colour = made(
        [source, "--edition", "screen", "--edition", "epub"], tmp_path / "out",
        XDG_DATA_HOME=str(tmp_path / "share"), XDG_CACHE_HOME=str(tmp_path / "cache"),
    )  # fmt: skip
    assert with_colour[".pdf"].read_bytes() == book[".pdf"].read_bytes()


def test_without_a_face_for_emoji_the_book_shows_their_code_points_and_says_so(
    source: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text(
        "<fontconfig><include>fonts.conf</include><selectfont><rejectfont>"
        '<pattern><patelt name="color"><bool>true</bool></patelt></pattern>'
        "<glob>*Emoji*</glob><glob>*ymbola*</glob><glob>*nifont*</glob>"
        "</rejectfont></selectfont></fontconfig>"
    )
    done = run(
        "build", source, "-o", tmp_path / "out", "--edition", "screen",
        FONTCONFIG_FILE=str(bare), XDG_CACHE_HOME=str(tmp_path / "cache"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"no installed face has 🫠 \(U\+1FAE0\)", done.stderr)) == 1
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    assert "U+1FAE0" in text_of(pdf)


@pytest.mark.parametrize("emoji", list(clusters(ROW)), ids=ascii)
def test_an_emoji_stands_upright_on_the_cover_in_the_room_of_one_character(emoji: str) -> None:
    for face in (kai(FACES), song(FACES, "black")):
        alone, with_text = face.vertical(emoji), face.vertical(f"书{emoji}名")
        assert alone.path
        assert alone.length == pytest.approx(1, abs=0.25)
        assert with_text.length == pytest.approx(2 + alone.length)


def test_a_character_that_no_face_has_is_on_the_cover_as_its_code_point() -> None:
    assert kai(FACES).horizontal("\U0003347f").path == kai(FACES).horizontal("〔U+3347F〕").path


def test_a_title_in_several_lines_is_cut_between_emoji() -> None:
    for line in _parted(ROW, 3):
        assert set(clusters(line)) <= set(clusters(ROW))
