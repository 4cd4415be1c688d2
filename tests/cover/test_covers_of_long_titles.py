"""Covers with titles of any length: no text stands over another, nor leaves its room."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from conftest import run
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.cover import sheet
from publisher.cover.front import front
from publisher.cover.placing import FRAME, UNITS, Placed
from publisher.model import Book, Chapter, Metadata
from publisher.settings import TRIMS, Trim

NUMBER = re.compile(r"-?\d+\.\d+")
SIZES = [TRIMS["A5"], TRIMS["16开"], TRIMS["32开"], Trim(80, 100)]
STOCK = "港口与铁路集装箱联运单证办法"
TITLES = st.one_of(
    st.integers(1, 240).map(lambda count: (STOCK * 20)[:count]),
    st.integers(1, 120).map(lambda count: ("dryport" * 20)[:count]),
    st.lists(
        st.sampled_from(["港口", "API", " ", "2.0", "：", "《单证》", "rail"]), min_size=1
    ).map(lambda parts: "".join(parts).strip() or "港"),
)


def box(placed: Placed) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of the ink of a text, in units."""
    numbers = [float(number) for number in NUMBER.findall(placed.path)]
    xs, ys = numbers[::2], numbers[1::2]
    return (
        placed.x + placed.size * min(xs), placed.y + placed.size * min(ys),
        placed.x + placed.size * max(xs), placed.y + placed.size * max(ys),
    )  # fmt: skip


def are_apart(texts: list[Placed]) -> bool:
    boxes = [box(text) for text in texts if text.path]
    return not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for place, one in enumerate(boxes)
        for other in boxes[:place]
    )


def metadata(title: str) -> Metadata:
    return Metadata(
        title=title, subtitle=title, author=title, publisher=f"{title}社", language="zh-Hans",
        identifier="urn:uuid:0", modified=datetime(2026, 1, 1),
    )  # fmt: skip


@settings(max_examples=8)
@given(TITLES, st.sampled_from(SIZES))
def test_texts_of_the_front_stand_apart_within_the_frame(title: str, trim: Trim) -> None:
    height = UNITS * trim.height / trim.width
    texts = [text for text in front(metadata(title), 12, height).texts if text.path]
    assert are_apart(texts)
    for left, top, right, bottom in map(box, texts):
        assert FRAME - 2 < left < right < UNITS - FRAME + 2
        assert FRAME < top < bottom < height - FRAME


@settings(max_examples=8)
@given(TITLES, st.sampled_from(SIZES), st.floats(6, 40))
def test_texts_of_the_spine_stand_one_below_the_other_on_it(
    title: str, trim: Trim, width: float
) -> None:
    scale = UNITS / trim.width
    spine = sheet._spine(metadata(title), width, trim.height * scale, scale)
    texts = [text for text in spine.texts if text.path]
    assert are_apart(texts)
    for left, top, right, bottom in map(box, texts):
        assert -1 < left < right < spine.width + 1
        assert 0 < top < bottom < trim.height * scale


@settings(max_examples=5)
@given(st.lists(TITLES, min_size=1, max_size=14), st.sampled_from(SIZES))
def test_topics_on_the_back_end_above_its_foot(titles: list[str], trim: Trim) -> None:
    scale = UNITS / trim.width
    chapters = tuple(
        Chapter(id="a", title=title, reading="", index_letter="a", sections=(), source="", line=1)
        for title in titles
    )
    back = sheet._back(Book(metadata("港口"), chapters), trim.height * scale, scale)
    topics = [text for text in back.texts if text.path][: min(len(titles), 12)]
    assert are_apart(topics)
    assert max(box(text)[3] for text in topics) < back.band


@pytest.fixture(scope="module")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cover")
    text = "港口\n\n基本释义\n\n　　码头上的吊车整夜不停。\n"
    (folder / "page.txt").write_text(text, encoding="utf-8")
    (folder / "book.toml").write_text(f'title = "{(STOCK * 9)[:120]}"\n', encoding="utf-8")
    done = run("build", folder, "-o", folder.with_name(f"{folder.name}-out"), "--edition", "print")
    assert done.returncode == 0, done.stderr
    (file,) = (folder.with_name(f"{folder.name}-out")).glob("*.cover.pdf")
    return file


def test_no_colour_of_a_cover_is_on_more_than_two_plates(cover: Path) -> None:
    with pikepdf.open(cover) as pdf:
        colours = {
            tuple(float(value) for value in operands)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("k", "K")
        }
    assert len(colours) > 1
    assert all(sum(ink > 0 for ink in colour) <= 2 for colour in colours)
