"""Whatever a page holds, its glyphs stand within the measure: measured in small PDFs."""

from __future__ import annotations

import html
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from finishing import finished
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from measuring import Line, lines

MARGIN = 10
OVERHANG = 0.12
"""How far the ink of an f, or a mark above a letter, may stand out beside its own width, in em."""


def set_on(
    folder: Path, paragraphs: list[str], measure: float, size: float = 10.5, align: str = "justify"
) -> list[Line]:
    """Return the lines of paragraphs on pages as wide as a measure in pt and margins of 10 pt."""
    css = f"""@page {{ size: {measure + 2 * MARGIN}pt 600pt; margin: {MARGIN}pt }}
        html {{ font: {size}pt/1.6 "Noto Serif CJK SC"; text-align: {align};
                overflow-wrap: break-word }}
        * {{ margin: 0; padding: 0; font-size: {size}pt }} li {{ list-style: none }}"""
    body = "".join(paragraphs)
    file = folder / "page.pdf"
    file.write_bytes(finished(f'<html lang="zh-CN"><style>{css}</style><body>{body}'))
    return list(lines(file))


def outside(found: list[Line], measure: float) -> list[str]:
    """Return the lines of which a glyph stands left or right of the measure."""
    return [
        line.text
        for line in found
        for letter in line.letters
        if letter.text.strip() and not unicodedata.combining(letter.text)
        if letter.ink_right > MARGIN + measure + OVERHANG * letter.size
        or letter.ink_left < MARGIN - OVERHANG * letter.size
    ]


PIECES = st.sampled_from(
    ["字书木板一二十印刷", "，", "。", "《", "》", "“", "”", "——", "……", "·", "￥", "％", " ",
     "https://files.example/", "release/", "_notes_", "?id=", "&x=", "#top", "%E5%AD%97", "D:\\Da",
     "@example.net", "HttpConnectionPoolManager", "5f4dcc3b5aa765d61d8327deb882cf99", "=", "★", "~",
     "international", "Rindfleischetikettierung", "ACRONYM", "--flag", "25 kg", "37 °C", "No. 7",
     "2031-07-09", "W", "(", ")", "электричество", "αβγ", "１２", "①", "→", "한국어", "\u00a0", "é"]
)  # fmt: skip
REPEATED = st.tuples(PIECES, st.integers(1, 9) | st.sampled_from([1, 40]))
TEXTS = st.lists(REPEATED, min_size=1).map(
    lambda drawn: "".join(piece * times for piece, times in drawn)
) | st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120)


# a smaller example would take minutes to find, for each is laid out
@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(TEXTS, min_size=4, max_size=8),
    ems=st.integers(5, 40),
    size=st.sampled_from([8, 10.5, 18]),
    align=st.sampled_from(["justify", "left"]),
)
def test_whatever_the_text_no_glyph_stands_outside_the_measure(
    tmp_path: Path, texts: list[str], ems: int, size: float, align: str
) -> None:
    names = ("p", "li", "h2", "blockquote")
    paragraphs = [
        f"<{names[place % 4]}>{html.escape(text)}</{names[place % 4]}>"
        for place, text in enumerate(texts)
    ]
    assert outside(set_on(tmp_path, paragraphs, ems * size, size, align), ems * size) == []


ADDRESSES = (
    "https://archive.example.org/collections/2031/rare-books/illustrated_title/i1l2j3/"
    "file-with-hyphens_v2.10.1.tar.gz?key=abcdefghijklmnopqrstuvwxyz&lang=zh-Hans#part-2",
    "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12de9f2c7fd25e1b3afad3e85a0bd17d9b100db4b3",
    "C:\\Users\\Public\\Documents\\Typesetting\\fill_illicit_jilted\\ModernCatalogueReader.json",
)


def read_by_poppler(file: Path) -> str:
    command = ["pdftotext", file, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603 -- Poppler's own tool


def read_by_pdfium(file: Path) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


@pytest.mark.parametrize("read", [read_by_poppler, read_by_pdfium])
def test_an_address_that_is_copied_from_a_page_is_right(tmp_path: Path, read: object) -> None:
    assert callable(read)
    paragraphs = [
        f"<p>{'字' * before}{address}{'木' * 30}</p>"
        for address in ADDRESSES
        for before in range(27)
    ]
    set_on(tmp_path, paragraphs, 27 * 10.5)
    text = read(tmp_path / "page.pdf")
    for line_end in "\r\n\f":
        text = text.replace(line_end, "")
    for address in ADDRESSES:
        assert text.count(address) == 27


def test_a_table_with_a_long_address_stays_on_the_page(tmp_path: Path) -> None:
    row = f"<tr><th>字{ADDRESSES[0]}</th><td>{ADDRESSES[1]}字</td><td>2031-07-09</td></tr>"
    found = set_on(tmp_path, [f"<table style='width: 100%'>{row}</table>"], 280, 9, "left")
    assert outside(found, 280) == []


def test_an_address_in_a_column_does_not_reach_into_the_next(tmp_path: Path) -> None:
    inside = "".join(f"<p>{'字' * 9}{address}{'木' * 30}</p>" for address in ADDRESSES)
    found = set_on(tmp_path, [f"<div style='columns: 2; column-gap: 20pt'>{inside}</div>"], 360, 9)
    left = [line for line in found if line.left < MARGIN + 170]
    assert len(left) >= 8
    assert outside(left, 170) == []
    assert outside([line for line in found if line not in left], 360) == []


@pytest.mark.parametrize("row", ["=" * 150, "★" * 99, "—" * 120, "https://example.org/" * 9])
def test_a_row_or_an_address_that_is_a_paragraph_is_neither_cut_nor_spread(
    tmp_path: Path, row: str
) -> None:
    found = set_on(tmp_path, [f"<p>{row}</p>"], 200)
    assert "".join(line.text for line in found) == row
    assert outside(found, 200) == []
    assert max(space for line in found for *_, space in line.gaps()) < 0.1


def test_a_word_is_hyphenated_in_the_language_that_its_letters_show(tmp_path: Path) -> None:
    words = {
        "Aufmerksamkeitsdefizitstörung": "Auf-merk-sam-keits-de-fi-zit-stö-rung",
        "достопримечательность": "до-сто-при-ме-ча-тель-ность",
    }
    for word, parts in words.items():
        ends = set()
        for before in range(6, 24):
            found = set_on(tmp_path, [f"<p>{'字' * before}{word}{'字' * 30}</p>"], 20 * 10.5)
            ends |= {
                line.text.strip("字-\u00ad\u0002")
                for line in found
                if line.letters[-1].text in "-\u00ad\u0002"
            }
        starts = {
            parts[:place].replace("-", "") for place in range(len(parts)) if parts[place] == "-"
        }
        assert ends
        assert ends <= starts


@pytest.mark.parametrize(
    "name", ["UNESCO", "OpenStreetMap", "covid19vaccine", "INTERNATIONAL", "snake_case_name"]
)
def test_no_hyphen_is_put_into_a_name(tmp_path: Path, name: str) -> None:
    paragraphs = [f"<p>{'字' * before}{name}{'字' * 30}</p>" for before in range(27)]
    found = set_on(tmp_path, paragraphs, 18 * 10.5)
    assert not [line.text for line in found if line.text[-1] in "-‐\u00ad\u0002"]
