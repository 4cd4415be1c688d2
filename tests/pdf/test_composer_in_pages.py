"""The composer holds wherever CSS puts a paragraph: measured in small PDFs made for it."""

from __future__ import annotations

import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pytest
from finishing import finished
from measuring import ENDING, NEVER_FIRST, Line, lines

TEXT = "先写样，后上板；写样要请善书的人，“上板”用浆糊（薄薄一层），等半干时轻轻搓去纸背。"
PAGE = "@page { size: 400pt 800pt; margin: 20pt } "
FONT = 'html { font: 10pt/16pt "Noto Serif CJK SC"; text-align: justify } p { margin: 0 } '


def composed(tmp_path: Path, body: str, css: str = "", language: str = "zh-Hans") -> list[Line]:
    file = tmp_path / "page.pdf"
    document = (
        f'<html lang="{language}"><style>{PAGE}{FONT}{css}</style><body style="margin:0">{body}'
    )
    file.write_bytes(finished(document))
    return list(lines(file))


def assert_flush(found: list[Line], right: float, at_least: int) -> None:
    inner = [
        line
        for line, below in pairwise(found)
        if below.letters[0].baseline < line.letters[0].baseline
    ]
    reaching = [line for line in inner if line.right > right - 8]
    assert len(reaching) >= at_least, [line.text for line in found]
    for line in reaching:
        assert line.right == pytest.approx(right, abs=0.6), line.text
        assert line.text[0] not in NEVER_FIRST, line.text


def test_in_a_plain_paragraph(tmp_path: Path) -> None:
    assert_flush(composed(tmp_path, f"<p>{TEXT * 4}"), 380, 4)


def test_across_bold_links_and_note_marks(tmp_path: Path) -> None:
    marked = (
        "先写<b>样，后上</b>板；<a href='#x'>写样要请</a>善书的人<sup>1</sup>，"
        "<em>“上板”</em>用浆糊（薄薄一层）。"
    )
    css = "sup { font-size: 6pt; line-height: 1; vertical-align: baseline }"
    assert_flush(composed(tmp_path, f"<p id=x>{marked * 5}", css), 380, 3)


def test_in_list_items_and_quotations(tmp_path: Path) -> None:
    items = f"<ul><li>{TEXT * 3}<li>{TEXT * 3}</ul>"
    css = "ul { margin: 0; padding-left: 30pt } blockquote { margin: 0 40pt }"
    found = composed(tmp_path, f"{items}<blockquote>{TEXT * 3}</blockquote>", css)
    assert_flush([line for line in found if line.left < 55], 380, 4)
    assert_flush([line for line in found if line.left > 55 and line.right < 345], 340, 2)


def test_in_table_cells(tmp_path: Path) -> None:
    body = f"<table><tr><td>{TEXT * 2}<td>{TEXT * 2}</table>"
    css = "table { width: 360pt; border-collapse: collapse; table-layout: fixed } td { padding: 0 }"
    found = composed(tmp_path, body, css)
    assert_flush([line for line in found if line.left < 100], 200, 4)


def test_in_columns(tmp_path: Path) -> None:
    body = f"<div style='columns: 2; column-gap: 20pt'><p>{TEXT * 6}</div>"
    found = composed(tmp_path, body)
    assert_flush([line for line in found if line.left < 100], 190, 5)
    assert_flush([line for line in found if line.left > 200], 380, 5)


def test_beside_a_float_and_below_it(tmp_path: Path) -> None:
    body = f"<div style='float: left; width: 100pt; height: 40pt'></div><p>{TEXT * 6}"
    found = composed(tmp_path, body)
    assert_flush(found, 380, 5)
    assert {round(line.left) for line in found} == {120, 20}


@pytest.mark.parametrize("size", [6, 9, 12, 18])
def test_at_any_size_and_leading(tmp_path: Path, size: int) -> None:
    found = composed(tmp_path, f"<p>{TEXT * 6}", f"html {{ font-size: {size}pt; line-height: 2 }}")
    assert_flush(found, 380, 4)


def test_in_a_measure_of_eight_characters(tmp_path: Path) -> None:
    found = composed(tmp_path, f"<p style='width: 80pt'>{TEXT * 3}")
    assert all(line.text[0] not in NEVER_FIRST for line in found)
    assert_flush(found, 100, 10)


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    found = composed(tmp_path, f"<p>{TEXT * 50}")
    assert "".join(line.text for line in found) == TEXT * 50
    assert {line.page for line in found} == {0, 1}


def test_a_latin_paragraph_is_left_to_weasyprint(tmp_path: Path) -> None:
    text = "The first book printed from movable type in Europe has many lines to the page. "
    ours = composed(tmp_path, f"<p lang=en>{text * 6}")
    assert "".join(line.text for line in ours).replace(" ", "") == (text * 6).replace(" ", "")


def test_traditional_marks_in_the_middle_of_the_em_are_not_cut(tmp_path: Path) -> None:
    css = 'html { font-family: "Noto Serif CJK TC"; text-align: left }'
    (line,) = composed(tmp_path, "<p>先寫樣，後上板。（薄）", css, "zh-Hant")
    comma = line.letters[line.text.index("，")]
    stop = line.letters[line.text.index("。")]
    assert comma.right - comma.left == pytest.approx(10, abs=0.1)
    assert stop.right - stop.left == pytest.approx(10, abs=0.1)


@pytest.mark.parametrize("mark", "，、。；：！？")
def test_a_traditional_mark_is_not_cut_on_a_tight_line_nor_at_its_end(
    tmp_path: Path, mark: str
) -> None:
    css = 'html { font-family: "Noto Serif CJK TC" }'
    text = f"先寫樣{mark}後上板再刷{mark}" * 12
    found = composed(tmp_path, f"<p>{text}", css, "zh-Hant")
    assert len(found) > 1
    marks = [letter for line in found for letter in line.letters if letter.text == mark]
    assert {round(letter.right - letter.left, 1) for letter in marks} == {10.0}


def test_a_bracket_gives_way_beside_a_traditional_mark(tmp_path: Path) -> None:
    css = 'html { font-family: "Noto Serif CJK TC"; text-align: left }'
    (line,) = composed(tmp_path, "<p>先寫樣，「後」，上板", css, "zh-Hant")
    assert widths(line)["，"] == 1
    assert widths(line)["「"] == widths(line)["」"] == 0.5


def widths(line: Line) -> dict[str, float]:
    return {
        letter.text: round((letter.right - letter.left) / line.size, 2) for letter in line.letters
    }


@pytest.mark.parametrize(
    ("trim", "comma", "stop", "bracket"),
    [
        ("trim-both", 1, 1, 1),
        ("space-all", 1, 1, 1),
        ("kaiming", 0.5, 1, 0.5),
        ("trim-all", 0.5, 0.5, 0.5),
        ("nonsense", 1, 1, 1),
    ],
)
def test_the_width_of_marks_is_the_designer_s(
    tmp_path: Path, trim: str, comma: float, stop: float, bracket: float
) -> None:
    css = f"html {{ --text-spacing-trim: {trim}; text-align: left }}"
    (line,) = composed(tmp_path, "<p>字，字。字（字）字", css)
    found = widths(line)
    assert (found["，"], found["。"], found["（"]) == (comma, stop, bracket)


@pytest.mark.parametrize(
    ("value", "gap"), [("0.25em", 0.25), ("0.125em", 0.125), ("no-autospace", 0)]
)
def test_the_gap_between_han_and_latin_is_the_designer_s(
    tmp_path: Path, value: str, gap: float
) -> None:
    css = f"html {{ --text-autospace: {value}; text-align: left }}"
    (line,) = composed(tmp_path, "<p>用AAA编码", css)
    han = line.letters[-2].left - line.letters[0].right
    (plain,) = composed(tmp_path, "<p>AAA", css)
    assert han - (plain.right - plain.left) == pytest.approx(2 * gap * 10, abs=0.3)


@pytest.mark.parametrize(("rule", "allowed"), [("strict", False), ("normal", True)])
def test_whether_a_dash_may_begin_a_line_is_the_designer_s(
    tmp_path: Path, rule: str, allowed: bool
) -> None:
    css = f"html {{ --line-break: {rule} }}"
    found = composed(tmp_path, f"<p>{'字' * 36}——{'字' * 50}", css)
    assert found[1].text.startswith("——") is allowed


def test_quotation_marks_of_a_narrow_face_are_lent_by_a_wide_one(tmp_path: Path) -> None:
    css = """html { font-family: "LXGW WenKai"; text-align: left;
             --full-width-marks: "Noto Serif CJK SC" }"""
    (line,) = composed(tmp_path, "<p>他说“好”字，Don’t", css)
    assert widths(line)["“"] == 1
    assert widths(line)["’"] < 0.6


@pytest.mark.parametrize(
    "text",
    ["字", "，", "。" * 200, "（" * 90, "word " * 90, "字😀字👨\u200d👩字" * 20, "𠮷𪚥" * 60,
     "字\ufffc字" * 60, "字<br>字", "字\u200b字" * 60, "—" * 99, "字 " * 80,
     "<ruby>字<rt>zi</rt></ruby>" * 20,
     "ab字" * 90, "字\u00ad字abc\u00addef" * 40,
     "字\U000e0041" * 40, "字\U0003fffd字" * 40, "\u00a0\u00a0字" * 40, "字<img alt=x>字" * 9],
)  # fmt: skip
def test_an_odd_paragraph_is_set_without_harm(tmp_path: Path, text: str) -> None:
    assert composed(tmp_path, f"<p>{text}")


def test_a_paragraph_of_twenty_thousand_characters_takes_linear_time(tmp_path: Path) -> None:
    def duration(count: int) -> float:
        started = time.process_time()
        composed(tmp_path, f"<p>{(TEXT * 600)[:count]}")
        return time.process_time() - started

    # the least of two: another program may take the processor's caches for a moment
    least = {count: min(duration(count) for _ in range(2)) for count in (2_000, 20_000)}
    assert least[20_000] < 30 * max(0.1, least[2_000])


def test_no_full_line_is_lost_or_doubled(tmp_path: Path) -> None:
    text = "".join(f"第{number}行，" for number in range(400))
    found = composed(tmp_path, f"<p>{text}")
    assert "".join(line.text for line in found) == text
    assert not any(line.text[0] in ENDING for line in found)


def test_latin_words_are_hyphenated_unless_the_style_sheet_forbids_it(tmp_path: Path) -> None:
    text = "他用Gutenberg的typography与composition译了international的documentation。" * 4
    kept = composed(tmp_path, f"<p style='width: 150pt; hyphens: none'>{text}")
    broken = composed(tmp_path, f"<p style='width: 150pt'>{text}")
    assert not any(line.text[-1] in "-‐\u00ad\u0002" for line in kept)
    assert sum(line.letters[-1].text in "-‐\u00ad\u0002" for line in broken) >= 2
    assert_flush(broken, 170, 4)


def test_a_hyphen_that_we_set_is_none_of_the_text(tmp_path: Path) -> None:
    text = "他用Gutenberg的typography与composition译了international的documentation。" * 4
    composed(tmp_path, f"<p style='width: 150pt'>{text}")
    command = ["pdftotext", tmp_path / "page.pdf", "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603 -- Poppler's own tool
    assert out.replace("\u00ad", "").replace("\n", "").replace("\f", "") == text


def test_english_marked_as_such_inside_chinese_is_composed_with_it(tmp_path: Path) -> None:
    text = "先写<span lang=en>Gutenberg</span>样，后上板；写样要请善书的人，用浆糊。" * 6
    assert_flush(composed(tmp_path, f"<p>{text}"), 380, 4)


def test_padding_of_a_phrase_stands_at_its_two_ends_and_not_at_a_line_end(tmp_path: Path) -> None:
    marked = f"<p>{'先写样后上板' * 4}<span>{'写样要请善书的人' * 4}</span>{'用浆糊薄薄一层' * 4}"
    found = composed(tmp_path, marked, "span { padding: 0 7pt; border: 1pt solid }")
    assert len(found) > 2
    wide = [
        (line.text[place : place + 2], round(after.left - before.right, 1))
        for line in found
        for place, (before, after) in enumerate(pairwise(line.letters))
        if after.left - before.right > 4
    ]
    assert [pair for pair, _ in wide] == ["板写", "人用"]
    assert all(8 <= gap < 9 for _, gap in wide), wide
    assert {round(line.left) for line in found} == {20}


def test_in_a_table_head_that_is_repeated_on_each_page(tmp_path: Path) -> None:
    rows = "<tr><td>一二三<td>四五六" * 120
    body = f"<table><thead><tr><th>{TEXT}<th>甲乙丙</thead>{rows}</table>"
    css = "table { width: 360pt; table-layout: fixed } th { font-weight: normal }"
    found = composed(tmp_path, body, css)
    assert sum(line.text.startswith("先写样") for line in found) >= 3
