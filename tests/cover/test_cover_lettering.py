"""The cover: what stands, what lies, what fits into one square; and its picture."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from publisher import wording
from publisher.cover import picture
from publisher.cover.placing import kai, song

FACES = wording.of("zh-Hans").faces
NUMBER = re.compile(r"-?\d+\.\d+")


def box(path: str) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of an outline; all its numbers are points."""
    numbers = [float(number) for number in NUMBER.findall(path)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


@pytest.mark.parametrize("number", ["3", "56", " 99 "])
def test_a_short_number_stands_in_one_square_of_a_vertical_line(number: str) -> None:
    for face in (kai(FACES), song(FACES, "black")):
        drawn = face.vertical(number)
        left, top, right, bottom = box(drawn.path)
        assert drawn.length == 1
        assert -0.5 <= left < right <= 0.5
        assert 0 <= top < bottom <= 1
        assert left + right == pytest.approx(0, abs=0.15)


def test_a_long_number_and_a_latin_word_lie_on_their_side() -> None:
    for text in ("1984", "wiki"):
        left, top, right, bottom = box(kai(FACES).vertical(text).path)
        assert bottom - top > right - left


@given(st.text("书艺wiki 0123456789—·《》", max_size=12))
def test_a_vertical_line_is_as_long_as_what_is_in_it(text: str) -> None:
    drawn = kai(FACES).vertical(text)
    assert (drawn.length > 0) == bool(text)
    if NUMBER.search(drawn.path):
        assert box(drawn.path)[3] <= drawn.length + 0.3


SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1418.92" width="1000"
height="1418.92"><rect width="1000" height="1418.92" fill="#f5efe2"/>
<rect x="500" width="500" height="300" fill="#8c2f24"/></svg>"""


def test_the_picture_has_the_drawing_s_shape_and_colours_to_its_last_row() -> None:
    drawn = Image.open(io.BytesIO(picture.draw(SVG, 800)))
    shown = drawn.convert("RGBA")
    assert drawn.mode == "P"
    assert shown.size == (800, 1135)
    for place, colour in {
        (0, 0): "#f5efe2", (799, 0): "#8c2f24", (0, 1134): "#f5efe2", (799, 1134): "#f5efe2"
    }.items():  # fmt: skip
        found = shown.getpixel(place)
        assert isinstance(found, tuple)
        assert found == pytest.approx((*ImageColor.getrgb(colour), 255), abs=1)


@pytest.mark.parametrize("text", ["", "no drawing", "<svg"])
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot draw"):
        picture.draw(text, 800)
