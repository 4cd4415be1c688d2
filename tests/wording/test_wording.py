"""The words of the house: which language has which, and the order of an index in each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import run
from house_words import SAME, SIMPLIFIED, said, texts

from publisher import wording
from publisher.books import matter
from publisher.collecting import letters
from publisher.model import UNDATED, Book, Chapter, Metadata
from publisher.wording import Wording

ALL = pytest.mark.parametrize("words", wording.LANGUAGES.values(), ids=wording.LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "language", "spelt"),
    [
        ("zh", "zh-Hans", "zh-Hans"),
        ("zh-Hans", "zh-Hans", "zh-Hans"),
        ("zh-CN", "zh-Hans", "zh-Hans-CN"),
        ("zh-SG", "zh-Hans", "zh-Hans-SG"),
        ("zh-hant", "zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant", "zh-Hant-TW"),
        ("zh-hk", "zh-Hant", "zh-Hant-HK"),
        ("zh-Hant-MO", "zh-Hant", "zh-Hant-MO"),
        ("cmn-Hant", "zh-Hant", "cmn-Hant"),
        ("ja", "ja", "ja"),
        ("ja-JP", "ja", "ja-JP"),
        ("en-GB", "en", "en-GB"),
        ("de", "en", "de"),
    ],
)
def test_a_tag_finds_its_words_and_names_the_script_of_chinese(
    tag: str, language: str, spelt: str
) -> None:
    assert wording.of(tag).language == language
    assert wording.tag(tag) == spelt


@ALL
def test_no_word_is_empty_and_each_says_what_it_is_given(words: Wording) -> None:
    told = [(place, text) for place, text in texts(words) if place != "pages.folio"]
    assert not [place for place, text in told if not text.strip()]
    named = ("titles.collection", "pages.link", "cover.picture", "epub.printed", "shelf.download")
    assert not [text for place, text in told if place.startswith(named) and "X" not in text]


@ALL
def test_what_a_script_fills_in_has_one_place_for_it(words: Wording) -> None:
    assert (words.shelf.found.count("{}"), words.reader.failed.count("{}")) == (1, 1)


def test_no_simplified_character_is_left_in_the_traditional_words() -> None:
    simplified, traditional = said(wording.of("zh-Hans")), said(wording.of("zh-Hant"))
    assert not traditional & set(SIMPLIFIED)
    # a new word makes the table longer, by which books are looked through
    assert simplified - traditional <= set(SIMPLIFIED) | set(SAME)


def test_the_japanese_words_are_written_with_the_characters_of_japan() -> None:
    assert not [char for char in said(wording.of("ja")) if not char.encode("euc_jp", "ignore")]


def test_a_book_in_a_language_without_words_says_so_and_speaks_english(page: Path) -> None:
    (page / "book.toml").write_text('language = "de"', encoding="utf-8")
    done = run("inspect", page, "--json")
    assert done.returncode == 0
    assert '"no-words"' in done.stdout
    assert "zh-Hans, zh-Hant, ja, en" in done.stdout


def test_what_is_no_tag_of_a_language_is_refused(page: Path) -> None:
    (page / "book.toml").write_text('language = "中文"', encoding="utf-8")
    done = run("inspect", page)
    assert done.returncode == 2
    assert "no tag of a language" in done.stderr


def book(language: str, *titles: str) -> Book:
    chapters = []
    for place, title in enumerate(titles):
        reading, letter = letters.reading_and_letter(title)
        known = {"id": f"c{place}", "title": title, "reading": reading, "index_letter": letter}
        chapters.append(Chapter(**known, sections=(), source="", line=1))
    return Book(Metadata("集", "urn:x", language, UNDATED), tuple(chapters))


def order(language: str, *titles: str) -> list[tuple[str, list[str]]]:
    """Return the index of topics with these titles: letters, and what stands under each."""
    groups = matter.index(book(language, *titles))
    return [(group.letter, [chapter.title for chapter in group.chapters]) for group in groups]


def test_chinese_is_in_the_order_of_its_pinyin() -> None:
    titles = "3D打印", "宣纸", "活字", "雕版印刷", "Unicode"
    shown = [("d", ["雕版印刷"]), ("h", ["活字"]), ("u", ["Unicode"]), ("x", ["宣纸"])]
    assert order("zh-Hans", *titles) == [*shown, ("#", ["3D打印"])]
    assert order("zh-Hant", "宣紙", "活字") == [("h", ["活字"]), ("x", ["宣紙"])]


def test_english_leaves_the_article_out_of_account() -> None:
    found = order("en", "The Press", "Paper", "An Ink", "Press Work", "A", "Étude", "活字")
    assert found == [
        ("a", ["A"]),
        ("e", ["Étude"]),
        ("h", ["活字"]),
        ("i", ["An Ink"]),
        ("p", ["Paper", "The Press", "Press Work"]),
    ]


def test_japanese_kana_are_in_the_order_of_the_fifty_sounds() -> None:
    found = order("ja", "ノート", "はんが", "バレン", "しおり", "ジェル", "カード", "がくしゅう")
    assert found == [
        ("か", ["カード", "がくしゅう"]),
        ("さ", ["ジェル", "しおり"]),
        ("な", ["ノート"]),
        ("は", ["バレン", "はんが"]),
    ]


def test_japanese_titles_without_a_reading_stand_together_after_the_kana() -> None:
    found = order("ja", "和紙", "「和綴じ」", "印刷", "インク", "Unicode", "2色刷り")
    assert found == [
        ("#", ["2色刷り"]),
        ("u", ["Unicode"]),
        ("あ", ["インク"]),
        ("漢字", ["印刷", "和紙", "「和綴じ」"]),
    ]


def test_contents_have_letters_where_the_book_is_in_the_order_of_its_language() -> None:
    kana = book("ja", "インク", "カード", "和紙")
    assert [group.letter for group in matter.contents(kana)] == ["あ", "か", "漢字"]
    chinese = replace(kana, metadata=replace(kana.metadata, language="zh-Hans"))
    assert [group.letter for group in matter.contents(chinese)] == [""]
