"""Runs within emphasis, code and links: edited through all of them, drawn nested, never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher import wording
from publisher.books import markup
from publisher.editing import edit_chapter
from publisher.model import (
    Address,
    Break,
    Chapter,
    CodeBlock,
    Content,
    List,
    Mark,
    Marked,
    Paragraph,
    Place,
    Role,
    Section,
    Table,
    Text,
    Within,
    walk,
)
from publisher.model.blocks import Block
from publisher.settings import Editing

WORDS = wording.of("zh-Hans")
EM, STRONG, CODE = Mark.EMPHASIS, Mark.STRONG, Mark.CODE
LINK = Address("https://a.cn/?a=1&b=2")


def chapter(*blocks: Block) -> Chapter:
    return Chapter("a", "题", "ti", "t", (Section("", Role.BODY, blocks),), "a.md", 1)


def edited(*blocks: Block) -> tuple[Block, ...]:
    return edit_chapter(chapter(*blocks), Editing())[0].sections[0].blocks


def edited_runs(*runs: Text | Marked | Break) -> Content:
    (block,) = edited(Paragraph(runs))
    (content,) = walk.contents(block)
    return content


def drawn(*blocks: Block) -> str:
    return str(markup.chapter(chapter(*blocks), (), "#{}".format, WORDS))


def drawn_runs(*runs: Text | Marked | Break) -> str:
    return drawn(Paragraph(runs)).partition("<p>")[2].partition("</p>")[0]


# ---------------------------------------------------------------- editing


def test_a_mark_gets_its_width_by_what_stands_beside_it_in_another_run() -> None:
    assert edited_runs(Marked("甲", (STRONG,)), Text(",乙,"), Marked("丙", (EM,))) == (
        Marked("甲", (STRONG,)),
        Text("，乙，"),
        Marked("丙", (EM,)),
    )


def test_a_pair_of_quotes_is_found_over_several_runs() -> None:
    assert edited_runs(Text('他说"'), Marked("好", (EM,)), Text('"。')) == (
        Text("他说“"),
        Marked("好", (EM,)),
        Text("”。"),
    )


def test_code_keeps_its_marks_and_what_stands_around_it_is_edited() -> None:
    code = Marked('字,"字"', (CODE,))
    assert edited_runs(Text("甲,乙"), code, Text(",丙")) == (Text("甲，乙"), code, Text("，丙"))


def test_a_run_that_is_all_code_is_not_touched() -> None:
    code = Marked("甲,乙", (CODE,))
    assert edited_runs(code) == (code,)


def test_a_break_stays_where_a_space_would_go() -> None:
    assert edited_runs(Text("甲。"), Break(), Text("乙,丙")) == (
        Text("甲。"),
        Break(),
        Text("乙，丙"),
    )


def test_the_text_of_a_link_is_edited_and_its_address_is_not() -> None:
    link = Address("https://a.cn/甲,乙")
    assert edited_runs(Marked("甲,乙", (link,))) == (Marked("甲，乙", (link,)),)


def test_rules_go_over_cells_and_items_and_leave_blocks_of_code() -> None:
    row = ((Text("甲,乙"),),)
    table, inner, code = edited(
        Table((), row, (row,)),
        List(((Paragraph((Text("甲,乙"),)),),)),
        CodeBlock((Text("甲,乙"),)),
    )
    assert walk.text(table) == "\t甲，乙\t甲，乙"
    assert walk.text(inner) == "甲，乙"
    assert walk.text(code) == "甲,乙"


def test_nothing_in_markdown_is_guessed_to_be_verse() -> None:
    lines = [
        Paragraph((Text(text),))
        for text in ("白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。")
    ]
    assert edited(*lines) == tuple(lines)


# ---------------------------------------------------------------- drawing


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((Marked("a", (EM,)), Marked("b", (EM, STRONG))), "<em>a<strong>b</strong></em>"),
        ((Marked("a", (EM, STRONG)), Marked("b", (STRONG,))),
         "<em><strong>a</strong></em><strong>b</strong>"),
        ((Marked("<&", (CODE,)),), "<code>&lt;&amp;</code>"),
        ((Text("a"), Break(), Text("b")), "a<br/>b"),
        ((Marked("a", (LINK,)), Marked("b", (LINK, EM))),
         '<a href="https://a.cn/?a=1&amp;b=2">a<em>b</em></a>'),
        ((Marked("a", (Place("nowhere.md"),)),), "a"),
    ],
)  # fmt: skip
def test_neighbours_share_the_elements_that_they_stand_within(
    runs: tuple[Text | Marked | Break, ...], shown: str
) -> None:
    assert drawn_runs(*runs) == shown


WITHIN = st.lists(st.sampled_from([EM, STRONG, CODE, LINK]), max_size=4, unique=True).map(tuple)
TEXT = st.text("甲乙丙<&>\"' ", min_size=1, max_size=5)


@given(st.lists(st.builds(Marked, TEXT, WITHIN), max_size=6))
def test_whatever_runs_stand_within_the_markup_is_whole_and_has_all_text(
    runs: list[Marked],
) -> None:
    root = etree.fromstring(f"<div>{drawn_runs(*runs)}</div>")
    wanted = [(char, {tag(of) for of in run.within}) for run in runs for char in run.text]
    assert list(characters(root, frozenset())) == wanted


def tag(within: Within) -> str:
    return str(within) if isinstance(within, Mark) else "a"


def characters(
    element: etree._Element, above: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each character below an element, with the elements that it stands in."""
    yield from ((char, above) for char in element.text or "")
    for child in element:
        yield from characters(child, above | {child.tag})
        yield from ((char, above) for char in child.tail or "")
