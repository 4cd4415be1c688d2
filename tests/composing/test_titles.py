"""Titles of any length, on any page: nothing is printed over anything else, nor off the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from conftest import run
from hypothesis import given
from hypothesis import strategies as st
from measuring import Line, lines

from publisher.composing.balancing import balanced
from publisher.composing.paragraph import Paragraph, Unit
from publisher.pdf import titles
from publisher.pdf.type_area import LEAD, MM, type_area
from publisher.settings import TRIMS, Trim

_STOCK = "沿江港口铁路专线与内陆无水港之间集装箱联运单证试行办法暨各站场调度值班细则补充说明"
_HAN = "".join(char + extra for extra in "甲乙丙丁戊己" for char in _STOCK)[:240]


def han(count: int) -> str:
    return f"{count}" + _HAN[: count - len(f"{count}")]


TITLES = [
    "港",
    *(han(count) for count in (4, 12, 20, 31, 45, 77, 100, 150, 200, 240)),
    "Moving containers by rail between seaports and dry ports of the interior, a survey",
    "x" + "dryportterminal" * 8,
    "“一单制”：用 API 2.0 把铁路、水路与公路的单证合为一张（第二版）——从试点到推广",
]
BODY = "码头上的吊车整夜不停，把集装箱一个个放到列车上，天亮以前要装满三十六节。"
SIZES = {name: TRIMS[name] for name in ("A5", "16开", "32开", "A4")} | {"80x100 mm": Trim(80, 100)}

SKIPPED = r"\s\x02\u00ad\ufffe·.0-9"
"""What stands between and in titles that is not looked at: hyphens, leaders, numbers."""

PAGE = """位置:港务wiki > 专题索引 > g专题 > 专题详情
{title}

{title}

2026-03-05 10:20:30 火12人看过
基本释义

　　{body}

详细释义

{long}
"""


def write(folder: Path, trim: str, book: str) -> None:
    folder.mkdir()
    for place, title in enumerate(TITLES):
        long = f"　　{BODY * 9}\n\n" * (6 if len(title) == 150 else 1)
        text = PAGE.format(title=title, body=BODY, long=long)
        (folder / f"{place:02}.txt").write_text(text, encoding="utf-8")
    named = "".join(f'{key} = "{book}"\n' for key in ("title", "subtitle", "author", "publisher"))
    settings = f'{named}[page]\ntrim = "{trim}"\n'
    (folder / "book.toml").write_text(settings, encoding="utf-8")


@pytest.fixture(scope="module", params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(size: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The screen edition of topics with all titles, its own being of 100 characters."""
    folder = tmp_path_factory.mktemp("titles")
    write(folder / "pages", size, han(100))
    done = run("build", folder / "pages", "-o", folder / "out", "--edition", "screen")
    assert done.returncode == 0, done.stderr
    (file,) = (folder / "out").glob("*.pdf")
    return file


def overprinted(path: Path) -> Iterator[str]:
    """Yield lines whose letters touch those of the line above, on the same page."""
    pages: dict[int, list[Line]] = {}
    for line in lines(path):
        if line.text.strip():
            pages.setdefault(line.page, []).append(line)
    for page, own in pages.items():
        for upper, lower in combinations(sorted(own, key=baseline, reverse=True), 2):
            apart = baseline(upper) - baseline(lower)
            beside = ink(upper)[1] <= ink(lower)[0] or ink(lower)[1] <= ink(upper)[0]
            if not beside and 1 < apart < 0.97 * max(upper.size * 0.12 + lower.size * 0.85, 1):
                yield f"page {page + 1}: {upper.text} / {lower.text}"


def baseline(line: Line) -> float:
    return line.letters[0].baseline


def ink(line: Line) -> tuple[float, float]:
    seen = [letter for letter in line.letters if letter.text.strip()]
    return min(letter.ink_left for letter in seen), max(letter.ink_right for letter in seen)


def test_no_line_is_printed_over_another(book: Path) -> None:
    assert list(overprinted(book)) == []


def test_nothing_leaves_the_type_area_at_its_sides(book: Path, size: str) -> None:
    trim = SIZES[size]
    area = type_area(trim)
    right = trim.width * MM - area.right
    off = [
        line.text
        for line in lines(book)
        for letter in line.letters
        if letter.text.strip()
        if letter.ink_left < area.left - 1 or letter.ink_right > right + 1
    ]
    assert off == []


def test_nothing_leaves_the_page_at_its_head_or_foot(book: Path, size: str) -> None:
    height = SIZES[size].height * MM
    assert [
        line.text for line in lines(book) if not 8 < line.letters[0].baseline < height - 8
    ] == []


def test_text_after_a_title_stands_on_the_grid(book: Path, size: str) -> None:
    trim = SIZES[size]
    top = trim.height * MM - type_area(trim).top
    stood = [
        (top - line.letters[0].baseline) % LEAD
        for line in lines(book)
        if len(line.text) > 5 and line.text in BODY * 9
    ]
    assert len(stood) > len(TITLES)
    assert max(stood) - min(stood) < 0.1


def test_every_title_is_whole_in_opening_contents_index_and_sources(book: Path, size: str) -> None:
    trim = SIZES[size]
    top = trim.height * MM - type_area(trim).top
    bottom = type_area(trim).bottom
    inside = (line for line in lines(book) if bottom < line.letters[0].baseline < top)
    said = re.sub(rf"[{SKIPPED}]", "", "".join(line.text for line in inside))
    # a row of the table may go on on the next page, below the head of the table
    said = said.replace("专题网页文件日期浏览", "").replace("txt--", "")
    for title in TITLES:
        assert said.count(re.sub(rf"[{SKIPPED}]", "", title)) >= 4, title


def test_a_head_that_is_longer_than_its_line_is_cut(book: Path, size: str) -> None:
    head = SIZES[size].height * MM - type_area(SIZES[size]).top + LEAD / 2
    heads = [line for line in lines(book) if line.letters[0].baseline > head]
    assert heads
    assert any("…" in line.text for line in heads)
    assert len({round(line.letters[0].baseline, 1) for line in heads}) == 1
    assert len({line.page for line in heads}) == len(heads)


def test_a_handout_has_room_for_every_title(tmp_path: Path) -> None:
    write(tmp_path / "pages", "A5", "港务")
    for plan in ("none", "2up"):
        out = tmp_path / plan
        done = run("handout", tmp_path / "pages", "-o", out, "--impose", plan)
        assert done.returncode == 0, done.stderr
        (file,) = out.iterdir()
        assert list(overprinted(file)) == []


# ---- how large, and where lines end


@given(st.text("港口铁路API ，", min_size=1, max_size=250), st.integers(8, 47))
def test_a_longer_title_is_never_larger(title: str, characters: int) -> None:
    order = ["", "long", "longer", "longest"]
    sizes = [order.index(titles.step(title[:end], characters)) for end in range(1, len(title) + 1)]
    assert sizes == sorted(sizes)


def broken(title: str, measure: float) -> list[str]:
    paragraph = Paragraph([Unit(char, 1.0, 1.0) for char in title])
    return [title[line.start : line.stop] for line in balanced(paragraph, 0, measure, measure)]


@given(st.text("港口铁路专线站场，、的与", min_size=1, max_size=120), st.integers(4, 28))
def test_lines_of_a_title_hold_all_of_it_and_none_is_too_long(title: str, measure: int) -> None:
    found = broken(title, measure)
    assert "".join(found) == title
    assert all(len(line) <= measure + 2 for line in found)
    assert not [line for line in found[1:] if line[0] in "，、"]


@given(st.integers(2, 200), st.integers(6, 28))
def test_lines_of_a_title_are_of_one_length(count: int, measure: int) -> None:
    lengths = [len(line) for line in broken(("港口铁路站场" * 40)[:count], measure)]
    assert len(lengths) == -(-count // measure)
    assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("长江航道整治的由来与如今的维护办法", "长江航道整治的由来"),
        ("铁路货运站场设备检修，夜班值守要点", "铁路货运站场设备检修，"),
        ("边境口岸查验货物与放行车辆的一般程序", "边境口岸查验货物"),
    ],
)
def test_a_title_is_broken_where_one_would_pause(title: str, ends: str) -> None:
    assert broken(title, 12)[0] == ends
