"""Lettering of the cover: what stands, what lies, and what fits into one square."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.cover.placing import kai, song

NUMBER = re.compile(r"-?\d+\.\d+")


def box(path: str) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of an outline; all its numbers are points."""
    numbers = [float(number) for number in NUMBER.findall(path)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


@pytest.mark.parametrize("number", ["3", "56", " 99 "])
def test_a_short_number_stands_in_one_square_of_a_vertical_line(number: str) -> None:
    for face in (kai(), song("black")):
        drawn = face.vertical(number)
        left, top, right, bottom = box(drawn.path)
        assert drawn.length == 1
        assert -0.5 <= left < right <= 0.5
        assert 0 <= top < bottom <= 1
        assert left + right == pytest.approx(0, abs=0.15)


def test_a_long_number_and_a_latin_word_lie_on_their_side() -> None:
    for text in ("1984", "wiki"):
        left, top, right, bottom = box(kai().vertical(text).path)
        assert bottom - top > right - left


@given(st.text("书艺wiki 0123456789—·《》", max_size=12))
def test_a_vertical_line_is_as_long_as_what_is_in_it(text: str) -> None:
    drawn = kai().vertical(text)
    assert (drawn.length > 0) == bool(text)
    if NUMBER.search(drawn.path):
        assert box(drawn.path)[3] <= drawn.length + 0.3
