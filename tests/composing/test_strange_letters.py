"""Letters that Chinese faces know little of: ligatures, accents, degrees, code points."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from measuring import lines
from test_breaking_tokens import broken, paragraph
from test_tokens_on_pages import set_on

from publisher.composing.kinds import Kind, kind


@pytest.mark.parametrize("letter", "ﬁﬃꜱꝏꭓꓡꦲﬓﺏﷲ")
def test_a_letter_among_the_code_points_of_han_is_no_han(letter: str) -> None:
    assert kind(letter) == Kind.WORD


@pytest.mark.parametrize("char", "一ꁱ가ｱＡ１あ〇㎡豈𠮷")
def test_what_is_set_solid_is_still_han(char: str) -> None:
    assert kind(char) == Kind.HAN


@pytest.mark.parametrize("word", ["ﬁnd", "oﬃce", "ꜱmall"])
def test_a_word_with_a_ligature_has_no_gap_and_no_break_inside(word: str) -> None:
    inside = paragraph(f"字{word}字").gaps[1 : len(word)]
    assert not any(inside)
    for before in range(8, 22):
        assert any(word in line for line in broken("字" * before + word + "字" * 25, 20))


@pytest.mark.parametrize("text", ["37°C", "31°14′", "5′3″", "90°E"])
def test_a_degree_stays_with_its_letter_and_its_minutes(text: str) -> None:
    for before in range(8, 22):
        assert any(text in line for line in broken("字" * before + text + "字" * 25, 20))


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_a_character_shown_by_its_number_is_never_torn(count: int) -> None:
    points = [f"U+{0x31350 + step:X}" for step in range(count)]
    for before in range(2, 22):
        found = broken("字" * before + "".join(points) + "字" * 25, 20)
        assert all(any(point in line for line in found) for point in points)


@pytest.mark.parametrize("word", ["e\u0323\u0300kọ\u0301", "ọ\u0301", "ẹ\u0300", "ụ\u0301ụ\u0300"])
def test_an_accent_stands_over_its_letter_and_not_beside_it(tmp_path: Path, word: str) -> None:
    set_on(tmp_path, [f"<p>这里是{word}字</p>"], 300)
    letters = next(iter(lines(tmp_path / "page.pdf"))).letters
    bases = [letter for letter in letters if letter.text.isalpha()]
    for one, other in pairwise(bases):
        assert one.ink_right <= other.left + 0.1 * one.size
