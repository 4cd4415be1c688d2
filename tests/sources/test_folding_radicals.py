"""Radicals that a PDF gave for characters are characters again; those that are meant stay."""

from __future__ import annotations

import pytest

from publisher.collecting.collection import collect
from publisher.model import plain
from publisher.sources.reader import read_page


def text(line: str) -> str:
    page, _ = read_page(f"题目\n基本释义\n\u3000\u3000{line}\n".encode(), "page.txt")
    return plain(page.topics[0].sections[0].blocks[0].content)


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("⽔利⼯程由⽼⼈主持。", "水利工程由老人主持。"),
        ("⻔前有⻋,⻢在⻛⾥。", "门前有车,马在风里。"),
        ("⼀部⽂学史,⼀部分是⽤户写的。", "一部文学史,一部分是用户写的。"),
        ("⼆、⾏⾛的⽅法", "二、行走的方法"),
        ("⾃⼰⼾⼝在⼭⻄,⼈,才是根本。", "自己户口在山西,人,才是根本。"),
    ],
)
def test_a_radical_inside_a_word_is_read_as_the_character(copied: str, meant: str) -> None:
    assert text(copied) == meant


@pytest.mark.parametrize(
    "line",
    [
        "部首⽔、⽕、⽊各有一百多字。",
        "“⾔”作左旁时写成讠,⾦字旁也简化了。",
        "《康熙字典》的⼀(U+2F00)排在最前。",
        "豈有此理,隆冬,兀自不动。",
    ],
)
def test_a_radical_that_is_spoken_of_and_a_compatibility_ideograph_stay(line: str) -> None:
    assert text(line) == line


def test_two_topics_whose_titles_differ_in_a_radical_only_are_one() -> None:
    pages = [
        read_page(f"{title}\n基本释义\n\u3000\u3000{body}\n".encode(), name)[0]
        for title, body, name in (("⽔稻⽂化", "短。", "a"), ("水稻文化", "长一些的一段。", "b"))
    ]
    collected, _ = collect(pages)
    assert [(chapter.id, chapter.title) for chapter in collected.chapters] == [
        ("shui-dao-wen-hua", "水稻文化")
    ]


def test_the_note_counts_the_radicals_and_names_the_first_line() -> None:
    _, problems = read_page(
        "题目\n基本释义\n\u3000\u3000一句。\n\u3000\u3000⽂⼈⽤笔。\n".encode(), "x"
    )
    (note,) = problems
    assert (note.code, note.level, note.line) == ("folded-radicals", "note", 4)
    assert note.message.startswith("3 ")


@pytest.mark.parametrize(
    "text",
    [
        "部首有⽊、⽕、⼟、⾦、⽔五个，与五行对应；“⽔”是象形字。",
        "⺡(U+2EA1)是⽔的变形，“⺣”、“⽕”同源，“⽔”、“⺡”也同源。",
        "偏旁⻌、⾡与“⾛”不同，“⾜”又是另一个。",
    ],
)
def test_a_page_about_radicals_is_not_folded_by_halves(text: str) -> None:
    page, problems = read_page(f"题目\n详细释义\n\u3000\u3000{text}\n".encode(), "x")
    assert plain(page.topics[0].sections[0].blocks[0].content) == text
    assert not [found for found in problems if found.code == "folded-radicals"]
