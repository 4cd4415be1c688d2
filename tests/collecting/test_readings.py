"""The table of readings says what pypinyin says, from which it is made."""

from __future__ import annotations

import runpy
from functools import cache

from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from publisher.collecting.readings import syllables

WORDS = sorted(PHRASES_DICT)
CHARACTERS = "".join(map(chr, sorted(PINYIN_DICT)))


def read_by_pypinyin(text: str) -> list[str]:
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(text)]


@cache
def written() -> str:
    return (ROOT / "publisher" / "collecting" / "readings.txt").read_text("utf-8")


def test_the_table_is_the_one_that_is_made_of_the_installed_dictionaries() -> None:
    made = runpy.run_path(str(ROOT / ".setup" / "readings.py"))["table"]()
    assert written() == made


def test_every_word_and_every_character_is_read_as_by_pypinyin() -> None:
    for text in (*WORDS, *CHARACTERS):
        assert list(syllables(text)) == read_by_pypinyin(text)


@given(
    st.lists(
        st.sampled_from(WORDS)
        | st.sampled_from(WORDS).map(lambda word: word[:-1])
        | st.sampled_from(WORDS).map(lambda word: word[1:])
        | st.sampled_from(CHARACTERS),
        min_size=1,
    ).map("".join)
)
def test_words_are_found_in_running_text_where_pypinyin_finds_them(text: str) -> None:
    assert list(syllables(text)) == read_by_pypinyin(text)


def test_a_character_that_nobody_can_read_is_its_code_point() -> None:
    assert list(syllables("书㐂")) == ["shu", "u03402"]
