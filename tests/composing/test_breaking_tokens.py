"""Addresses, names and rows of marks in a line: where they break, and what they do to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.composing.breaking import WIDEST, Line, break_lines
from publisher.composing.kinds import ENDING, Kind, kind
from publisher.composing.paragraph import Paragraph, Unit
from publisher.composing.penalties import EMERGENCY
from publisher.composing.setting import set_line

EM = 10.0
HAN = "字书木板一二十印刷千年"


def unit(char: str, advance: float = 0.0) -> Unit:
    """Make a unit of 10 px type: Latin half an em wide, marks with a blank half."""
    what = kind(char)
    half = EM / 2
    return Unit(
        char,
        advance or (EM if char >= "\u2000" else half),
        EM,
        before=half if what == Kind.OPENING else 0.0,
        after=half if what in ENDING else 0.0,
    )


def paragraph(text: str, hyphens: dict[int, float] | None = None) -> Paragraph:
    return Paragraph([unit(char) for char in text], hyphens=lambda: (hyphens or {}).items())


def broken(text: str, ems: float, hyphens: dict[int, float] | None = None) -> list[str]:
    lines = break_lines(paragraph(text, hyphens), 0, ems * EM, ems * EM)
    return [text[line.start : line.stop] for line in lines]


def gaps(made: Paragraph, ems: float) -> list[float]:
    """Return the widest gap between two Han characters on each line, in em."""
    found = []
    for line in break_lines(made, 0, ems * EM, ems * EM):
        placed = set_line(made, line, ems * EM)
        inside = range(placed.start, placed.stop - 1)
        spaces = [
            placed.space[place - placed.start] / EM
            for place in inside
            if made.kinds[place] == made.kinds[place + 1] == Kind.HAN
        ]
        found.append(max(spaces, default=0.0))
    return found


def ends_within(token: str, ems: float = 20) -> set[str]:
    """Return what stands at the end of lines that part a token, wherever it comes on the line."""
    found = set()
    for before in range(3, 22):
        lines = broken("字" * before + token + "字" * 40, ems)
        text = "".join(lines)
        at = 0
        for line in lines[:-1]:
            at += len(line)
            if before < at < before + len(token):
                found.add(text[at - 1])
    return found


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.example.net/guide/install/linux?page=2&lang=zh#step",
        "/usr/local/share/fonts/opentype/noto/serif.ttc",
        "D:\\Archive\\Reports\\Quarterly\\summary_of_sales.xlsx",
        "first.last_name@department.example.edu",
        "org.example.project.module.submodule.Class",
    ],
)
def test_an_address_is_parted_only_after_its_own_marks(address: str) -> None:
    found = ends_within(address, 34)
    assert found
    assert found <= set("/\\.?&=#_@:-")


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("AbstractSingletonProxyFactoryBean", set("tnye")),
        ("sensor2026calibration17data", set("r6n7")),
    ],
)
def test_a_long_name_is_parted_where_case_or_digits_begin(name: str, ends: set[str]) -> None:
    found = ends_within(name, 34)
    assert found
    assert found <= ends


@pytest.mark.parametrize(
    "token",
    ["--no-cache", "-x", "zh-CN", "zh-Hant", "e-mail", "A/B", "TCP/IP", "2026-03-05", "10:20:30",
     "010-62781234", "3.14159", "210mm", "iPhone15", "Node.js", "PostgreSQL", "v1.2.3", "U.S.A."],
)  # fmt: skip
def test_a_short_token_stays_whole(token: str) -> None:
    assert ends_within(token, 30) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [("210", "mm"), ("5", "kg"), ("10", "°C"), ("3", "%"), ("￥", "5"), ("No.", "5"), ("p.", "12"),
     ("第", "3"), ("3", "章"), ("2026", "年"), ("138", "0013"), ("J.", "Smith"), ("Fig.", "2")],
)  # fmt: skip
def test_a_number_stays_with_its_unit_over_a_space(one: str, other: str) -> None:
    for before in range(1, 50):
        lines = broken("字" * before + one + " " + other + "字" * 40, 40)
        assert not any(line.rstrip().endswith(one) for line in lines[:-1]), lines


@pytest.mark.parametrize("mark", "=-*_~#.★●─…—。！？～·")
def test_a_row_of_one_mark_fills_its_lines_and_is_not_spread(mark: str) -> None:
    made = paragraph(mark * 130)
    lines = break_lines(made, 0, 200.5, 200.5)
    assert len(lines) in (4, 7)
    for line in lines:
        placed = set_line(made, line, 200.5)
        assert made.width(line.start, line.stop) <= 200.5
        assert max(placed.space) <= 0.05 * EM


def test_an_ellipsis_in_a_row_of_them_is_not_halved() -> None:
    assert all(len(line) % 2 == 0 for line in broken("…" * 130, 21))


def test_a_word_is_hyphenated_before_its_line_is_spread() -> None:
    for before in range(9, 40):
        text = "字" * before + "international" + "字" * 40
        points = {text.index("international") + place: 3.3 for place in (1, 4, 6)}
        assert max(gaps(paragraph(text, points), 27)) <= 0.12


def test_a_word_is_not_hyphenated_where_the_lines_are_even_without() -> None:
    text = "字" * 13 + "international" + "字" * 40
    points = {text.index("international") + place: 3.3 for place in (1, 4, 6)}
    assert any("international" in line for line in broken(text, 20, points))


def test_a_last_line_is_not_one_character_and_an_ellipsis() -> None:
    for count in range(30, 75):
        for end in ("……", "——", "。", "？！", "……”", "）。"):
            last = broken("字" * count + "到" + end, 20)[-1]
            assert sum(char in "字到" for char in last) != 1, last


ANY = st.text(
    st.sampled_from(HAN * 3 + "，。（）《“”——……·～％￥々=-_/.:?&@#\\aBcWi19 \u00a0\u3000★é"),
    min_size=1,
    max_size=160,
) | st.lists(
    st.sampled_from(
        ["字" * 7, "https://a.example/", "=" * 30, "deadbeef", "“", "”。", "…" * 9, "（" * 4,
         "CamelCaseName", " ", "210 mm", "国际", "。" * 12, "é" * 15, "！？" * 6]
    ),
    min_size=1,
    max_size=25,
).map("".join)  # fmt: skip


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[Paragraph, float, float]:
    """Draw a paragraph of any text and widths, and two measures, each as wide as any unit."""
    text = draw(ANY)
    spread = draw(st.sampled_from([1.0, 0.61, 1.37]))
    units = [unit(char, spread * unit(char).advance) for char in text]
    letters = [
        place for place, one in enumerate(units) if one.text.isalpha() and one.text < "\u2000"
    ]
    points = draw(st.sets(st.sampled_from(letters), max_size=12)) if letters else set()
    hyphens = {place: 3.3 for place in points if place + 1 in letters}
    least = max(one.advance for one in units) + (3.3 if hyphens else 0.0)
    measures = st.floats(least, 40 * EM)
    made = Paragraph(units, hyphens=hyphens.items)
    return made, draw(measures), draw(measures)


@given(paragraphs())
def test_whatever_the_text_no_line_is_wider_than_its_measure(
    drawn: tuple[Paragraph, float, float],
) -> None:
    made, first, rest = drawn
    for line in break_lines(made, 0, first, rest):
        measure = first if line.start == 0 else rest
        placed = set_line(made, line, measure)
        inside = slice(placed.start, placed.stop)
        width = sum(one.advance + one.rigid for one in made.units[inside])
        width += sum(placed.gap) + sum(placed.space)
        width -= sum(placed.cut_before) + sum(placed.cut_after)
        hyphen = (made.hyphens or {}).get(line.stop - 1, 0.0) if not line.last else 0.0
        assert width + hyphen <= measure + 0.02


@given(paragraphs())
def test_whatever_the_text_every_unit_is_on_one_line(drawn: tuple[Paragraph, float, float]) -> None:
    made, first, rest = drawn
    for justify in (True, False):
        lines = break_lines(made, 0, first, rest, justify=justify)
        assert (lines[0].start, lines[-1].stop) == (0, len(made.units))
        assert all(one.stop == other.start for one, other in pairwise(lines))


def is_torn(made: Paragraph, line: Line, measure: float) -> bool:
    """Tell whether a line is wider than its measure, or a gap of it too wide, or it has a hole."""
    placed = set_line(made, line, measure)
    inside = range(placed.start, placed.stop - 1)
    shares = {place: made.stretchable(place) for place in inside if made.stretchable(place)}
    stretched = [placed.space[place - placed.start] / share for place, share in shares.items()]
    widest = max(stretched, default=0.0)
    hole = 0.0 if line.last else measure - placed.width
    return max(widest, hole, placed.width - measure + WIDEST * EM) > WIDEST * EM + 1e-3


def can_be_even(made: Paragraph, measure: float) -> bool:
    """Tell whether any choice of breaks tears no line, by trying all: no cleverness."""
    end = len(made.units)
    even = [False] * end + [True]
    for start in reversed(range(end)):
        for stop in range(start + 1, end + 1):
            if made.width(start, stop) > 2 * measure:
                break
            if even[stop] and (stop == end or made.penalties[stop - 1] <= EMERGENCY):
                line = Line(start, stop, last=stop == end)
                even[start] = even[start] or not is_torn(made, line, measure)
    return even[0]


@given(text=ANY, ems=st.integers(6, 30))
def test_no_gap_between_han_is_wide_while_a_break_is_possible(text: str, ems: int) -> None:
    made = paragraph(text)
    if max(gaps(made, ems)) > WIDEST + 1e-6:
        assert not can_be_even(paragraph(text), ems * EM)
