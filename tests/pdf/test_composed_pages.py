"""On the finished page, every line stands as a good compositor sets it: measured in the PDF.

The figures are those of clreq and of the trade; a line is measured by where its glyphs are,
not by what the program that set it believes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import made, wiki_pages
from measuring import ENDING, NEVER_FIRST, OPENING, Line, is_han, lines

HARD = """位置:企业wiki > 专题索引 > p专题 > 专题详情
排版试页

基本释义

{summary}

详细释义

{detail}
"""
SENTENCES = (
    "“快!”他说:“《天工开物》(宋应星著)、《梦溪笔谈》(沈括著),都要看。”",
    "1976年的一天,工人用Linotype机排了3,000行,错了2.5%,改到10:30才完。",
    "“‘书’者,‘如’也。”(《说文解字》叙)——这句话……后来的人常常引用。",
    "版心、鱼尾、象鼻;天头、地脚、书耳:这些名词(至少一半)今天还在用!",
    "PDF里的字用Unicode编码,EPUB 3.3也是;C++写的程序读得懂,人却看不见。",
    "为什么不用铜?铜贵。为什么不用铅?铅软。木头呢?木头一刻就是一千年。",
)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book full of marks, quotes, dashes, English and digits, in every order."""
    folder = tmp_path_factory.mktemp("hard")
    paragraphs = []
    for step in range(1, 6):
        for start in range(6):
            chosen = [SENTENCES[(start + step * place) % 6] for place in range(5)]
            paragraphs.append(f"\u00a0\u00a0 {'字' * (start + step)}{''.join(chosen)}")
    body = "\n\n".join(paragraphs)
    text = HARD.format(summary=paragraphs[0], detail=body)
    (folder / "page.txt").write_text(text, encoding="utf-8")
    return made([folder, "--edition", "screen"], folder.with_name(f"{folder.name}-out"))[".pdf"]


@pytest.fixture(scope="module")
def books(sample: dict[str, Path], hard: Path) -> list[Path]:
    return [sample[".pdf"], hard]


def full_lines(path: Path) -> Iterator[tuple[Line, float, float]]:
    """Yield each line of running text that is not the last of its paragraph, and its measure.

    It is one if the line below goes on at the left edge of the type area.
    """
    everything = [line for line in lines(path) if abs(line.size - 10.5) < 0.1]
    edges: dict[int, tuple[float, float]] = {}
    for line in everything:
        side = line.page % 2
        left, right = edges.get(side, (line.left, line.right))
        edges[side] = min(left, line.left), max(right, line.letters[-1].ink_right)
    for line, below in pairwise(everything):
        left, _ = edges[line.page % 2]
        same = (
            line.page == below.page
            and 17 < line.letters[0].baseline - below.letters[0].baseline < 18
        )
        same = same and "···" not in line.text
        if same and abs(below.left - left) < 1 and line.left - left < 22 and len(line.letters) > 15:
            yield replace(line, next_text=below.text), left, left + 27 * 10.5


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def test_every_full_line_ends_on_the_edge_of_the_type_area(books: list[Path]) -> None:
    for book in books:
        found = list(full_lines(book))
        assert len(found) > 100
        ragged = [line for line, _, right in found if abs(line.right - right) > 0.06 * line.size]
        assert texts(ragged) == []


def test_no_line_begins_or_ends_with_a_mark_that_may_not(books: list[Path]) -> None:
    for book in books:
        found = [line for line in lines(book) if abs(line.size - 10.5) < 0.1]
        assert (
            texts([line for line in found if line.text[0] in NEVER_FIRST and len(line.text) > 1])
            == []
        )
        assert texts([line for line in found if line.text[-1] in OPENING]) == []


def test_of_two_marks_side_by_side_one_gives_up_its_blank_half(books: list[Path]) -> None:
    pairs = 0
    for book in books:
        for line in lines(book):
            for one, other, _ in line.gaps():
                closing = one.text in ENDING and other.text in ENDING + OPENING
                if closing or (one.text in OPENING and other.text in OPENING):
                    pairs += 1
                    assert other.right - one.left <= 1.6 * line.size, line.text
    assert pairs > 200


def test_a_mark_that_opens_or_ends_a_full_line_stands_on_the_edge(books: list[Path]) -> None:
    openings = endings = 0
    for book in books:
        for line, left, right in full_lines(book):
            if line.text[0] in OPENING and abs(line.left - left) < 1:
                openings += 1
                assert line.letters[0].ink_left - left < 0.2 * line.size, line.text
            if line.text[-1] in ENDING:
                endings += 1
                assert line.letters[-1].right - line.letters[-1].left < 0.6 * line.size, line.text
                assert right - line.letters[-1].ink_right < 0.45 * line.size, line.text
    assert openings > 5
    assert endings > 50


def test_han_and_latin_stand_apart_without_a_space_typed(books: list[Path]) -> None:
    boundaries = 0
    for book in books:
        for line, _, _ in full_lines(book):
            for one, other, _ in line.gaps():
                mixed = {is_han(one.text), is_han(other.text)} == {True, False}
                if mixed and (one.text + other.text).strip(ENDING + OPENING)[1:].isascii():
                    letters = [letter for letter in (one, other) if letter.text.isascii()]
                    if letters and letters[0].text.isalnum():
                        boundaries += 1
                        assert other.ink_left - one.ink_right >= 0.10 * line.size, line.text
    assert boundaries > 100


def test_no_line_is_spread_so_far_that_one_sees_it(books: list[Path]) -> None:
    for book in books:
        for line, _, _ in full_lines(book):
            if re.search(r"[!-~]", line.text + line.next_text[:12]):
                continue  # a Latin word that does not fit leaves what it leaves
            plain = [
                space
                for one, other, space in line.gaps()
                if is_han(one.text) and is_han(other.text)
            ]
            assert not plain or max(plain) <= 0.12, line.text
            assert not plain or min(plain) >= -0.08, line.text


def test_no_paragraph_ends_in_a_line_of_one_character(books: list[Path]) -> None:
    for book in books:
        found = [
            line for line in lines(book) if abs(line.size - 10.5) < 0.1 and is_han(line.text[0])
        ]
        lonely = [
            below
            for line, below in pairwise(found)
            if line.page == below.page
            and len(below.text.strip(ENDING)) == 1
            and 17 < line.letters[0].baseline - below.letters[0].baseline < 18
        ]
        assert texts(lonely) == []


def test_no_page_begins_with_the_last_line_of_a_paragraph(books: list[Path]) -> None:
    for book in books:
        found = [line for line in lines(book) if abs(line.size - 10.5) < 0.1]
        first = {}
        for line in found:
            first.setdefault(line.page, line)
        for line, below in pairwise(found):
            if first.get(line.page) is line and line.page == below.page and line.page > 8:
                indented = below.left - line.left > 15
                short = line.right < below.right - 3 * line.size
                last = indented and short and not is_indented(line, found)
                assert not (last and line.text[-1] in ENDING), line.text


def is_indented(line: Line, found: list[Line]) -> bool:
    left = min(other.left for other in found if other.page % 2 == line.page % 2)
    return line.left - left > 15


def headings_at_the_foot(path: Path) -> list[str]:
    """Return the lowest lines of pages that are headings: larger than text."""
    lowest: dict[int, Line] = {}
    for line in lines(path):
        known = lowest.setdefault(line.page, line)
        folio = re.fullmatch(r"[0-9]+|[ivxlc]+", line.text)
        if not folio and line.letters[0].baseline <= known.letters[0].baseline:
            lowest[line.page] = line
    front = 4  # cover, half-title, title page, colophon
    return [line.text for line in lowest.values() if line.size > 10.6 and line.page >= front]


def test_no_page_ends_in_a_heading(books: list[Path]) -> None:
    for book in books:
        assert headings_at_the_foot(book) == []


def test_neither_poppler_nor_pdfium_sees_a_space_between_han_characters(books: list[Path]) -> None:
    for book in books:
        for line, _, _ in full_lines(book):
            seen = [
                f"{one.text} {other.text}"
                for one, other in pairwise(line.letters)
                if other.spaced and not (one.text.isascii() or other.text.isascii())
            ]
            assert seen == [], line.text


@wiki_pages
def test_verse_and_prose_of_the_poets_are_composed_as_well(poets: dict[str, Path]) -> None:
    everything = [line for line in lines(poets[".pdf"]) if abs(line.size - 10.5) < 0.1]
    assert len(everything) > 10_000
    starts = [line for line in everything if line.text[0] in NEVER_FIRST and len(line.text) > 1]
    ends = [line for line in everything if line.text[-1] in OPENING]
    assert texts(starts + ends) == []
    assert headings_at_the_foot(poets[".pdf"]) == []
    full = list(full_lines(poets[".pdf"]))
    assert full
    assert texts([line for line, _, right in full if abs(line.right - right) > 0.06 * 10.5]) == []
