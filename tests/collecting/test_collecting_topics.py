"""Each topic is one chapter, in its place, under its letter, with its relations."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.books import matter
from publisher.collecting import letters
from publisher.collecting.collection import collect
from publisher.model import (
    UNDATED,
    Book,
    Collection,
    Metadata,
    Page,
    Paragraph,
    Role,
    Section,
    Text,
    Topic,
)


def topic(
    title: str, text: str = "一句话。", *, main: bool = False, source: str = "1.txt", **more: object
) -> Topic:
    section = Section("基本释义", Role.SUMMARY, (Paragraph((Text(text),)),))
    return Topic(title, (section,), source, 1, main, **more)  # type: ignore[arg-type]


def page(*topics: Topic, source: str = "1.txt") -> Page:
    return Page(source, topics)


def titles(collection: Collection) -> list[str]:
    return [chapter.title for chapter in collection.chapters]


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("重庆", "c"),
        ("长安", "c"),
        ("厦门", "x"),
        ("单县", "s"),
        ("单片机", "d"),
        ("曾国藩", "z"),
        ("曾经沧海", "c"),
        ("解缙", "x"),
        ("解决方案", "j"),
        ("查良镛", "z"),
        ("查询", "c"),
        ("乐毅", "y"),
        ("乐山大佛", "l"),
        ("区块链", "q"),
        ("区大相", "o"),
        ("仇英", "q"),
        ("長安", "c"),
        ("EPUB电子书", "e"),
        ("ＰＤＦ", "p"),
        ("1900年", "#"),
        ("“云”计算", "y"),
        ("《红楼梦》", "h"),
        ("……", "#"),
        ("😀", "#"),
    ],
)
def test_a_title_stands_under_the_letter_where_a_reader_looks(title: str, letter: str) -> None:
    assert letters.initial(title) == letter


def test_the_breadcrumb_decides_the_letter_of_a_main_topic() -> None:
    collection, _ = collect([page(topic("单字", main=True, letter="s"))])
    assert collection.chapters[0].index_letter == "s"


def test_a_topic_of_several_pages_is_one_chapter_at_its_first_place_in_its_main_version() -> None:
    collection, problems = collect(
        [
            page(topic("甲", main=True), topic("乙", "短。")),
            page(topic("乙 ", "另一页上的正文。", main=True, source="2.txt"), source="2.txt"),
        ]
    )
    assert titles(collection) == ["甲", "乙 "]
    assert collection.chapters[1].source == "2.txt"
    assert [problem.code for problem in problems] == ["duplicate"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"published": date(2026, 1, 2)}, {"published": date(2026, 1, 1)}),
        ({"published": datetime(2026, 1, 1, 8)}, {"published": date(2026, 1, 1)}),
        ({"published": date(2020, 1, 1)}, {}),
        ({"text": "长一些的一句话。"}, {"text": "一句话。"}),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_of_equal_versions_the_newest_then_the_longest_is_kept(
    one: dict[str, object], other: dict[str, object], *, swapped: bool
) -> None:
    best, worse = (topic("甲", source=name, **facts) for name, facts in (("b", one), ("w", other)))  # type: ignore[arg-type]
    pages = [page(worse), page(best)] if swapped else [page(best), page(worse)]
    assert collect(pages)[0].chapters[0].source == "b"


def test_copies_that_differ_only_in_marks_and_width_are_not_reported() -> None:
    _, problems = collect(
        [page(topic("甲", "先写样,后上板。")), page(topic("甲", "先写样，后上板。"))]
    )
    assert problems == ()


def test_a_main_topic_and_its_related_topics_refer_to_each_other() -> None:
    collection, _ = collect([page(topic("甲", main=True), topic("乙"), topic("丙"))])
    first, second, third = collection.chapters
    assert first.related == (second.id, third.id)
    assert second.related == third.related == (first.id,)


def test_titles_that_sound_alike_get_ids_of_their_own() -> None:
    collection, _ = collect(
        [page(topic("刻书"), topic("课书"), topic("刻 书2"), topic("？"), topic("！"))]
    )
    ids = [chapter.id for chapter in collection.chapters]
    assert ids == ["ke-shu", "ke-shu-2", "ke-shu-2-2", "topic", "topic-2"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("source", ["乙", "甲", "1版", "丙"]),
        ("letter", ["丙", "甲", "乙", "1版"]),
        ("date", ["丙", "乙", "甲", "1版"]),
        (("甲", "丙"), ["甲", "丙", "乙", "1版"]),
    ],
)
def test_the_order_is_the_one_asked_for(order: str | tuple[str, ...], expected: list[str]) -> None:
    pages = [
        page(
            topic("乙", published=date(2026, 1, 2)),
            topic("甲", published=date(2026, 1, 1)),
            topic("1版"),
            topic("丙", published=datetime(2026, 1, 2, 1)),
        )
    ]
    assert titles(collect(pages, order)[0]) == expected


def test_a_title_in_the_order_that_no_page_has_is_reported() -> None:
    _, problems = collect([page(topic("甲"))], ("甲", "乙"))
    assert [(problem.code, "乙" in problem.message) for problem in problems] == [
        ("unknown-title", True)
    ]


def test_the_index_goes_by_pinyin_with_other_signs_last() -> None:
    collection, _ = collect([page(*map(topic, ("重装", "1版", "EPUB", "藏书", "陈起")))])
    groups = [
        (group.letter, [chapter.title for chapter in group.chapters])
        for group in matter.index(Book(Metadata("", "", "zh-Hans", UNDATED), collection.chapters))
    ]
    assert groups == [("c", ["藏书", "陈起", "重装"]), ("e", ["EPUB"]), ("#", ["1版"])]


@given(st.text())
def test_every_title_has_a_letter_and_a_reading(title: str) -> None:
    assert letters.initial(title) in set("abcdefghijklmnopqrstuvwxyz#")
    assert letters.reading(title).isascii()


@given(st.lists(st.text(min_size=1), max_size=8))
def test_every_id_is_unique_and_fit_for_a_file_and_a_fragment(names: list[str]) -> None:
    collection, _ = collect([page(*map(topic, names))])
    ids = [chapter.id for chapter in collection.chapters]
    assert len(set(ids)) == len(ids)
    assert all(
        name.isascii() and name[0].isalpha() and name.replace("-", "").isalnum() for name in ids
    )
