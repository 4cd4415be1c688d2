"""The copy editor restores Chinese marks where there is no doubt, and touches nothing else."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher import editing
from publisher.editing import (
    brackets,
    characters,
    context,
    dashes,
    numbering,
    pairing,
    punctuation,
    quotes,
    spacing,
)
from publisher.editing.changes import Rule, apply, apply_to_content
from publisher.model import (
    Block,
    Chapter,
    Collection,
    Heading,
    Paragraph,
    Quotation,
    Role,
    RunIn,
    Section,
    Text,
    Verse,
    plain,
)
from publisher.problems import Problem
from publisher.settings import Editing

ALL = Editing()
OFF = Editing(**{switch.name: False for switch in fields(Editing)})


def edit_blocks(
    *blocks: Block, switches: Editing = ALL, language: str = "zh-Hans"
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    section = Section("详细释义", Role.DETAIL, blocks)
    chapter = Chapter("a", "题目", "ti mu", "t", (section,), "page.txt", 1)
    edited, problems = editing.edit(Collection((chapter,)), switches, language)
    return edited.chapters[0].sections[0].blocks, problems


def edited(text: str, switches: Editing = ALL, language: str = "zh-Hans") -> str:
    blocks, _ = edit_blocks(Paragraph((Text(text),)), switches=switches, language=language)
    return "".join(plain(block.content) for block in blocks)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # 4.1-4.7: marks of pause and end
        ("先写样,后上板;板干了,再刻:刻完刷印!", "先写样，后上板；板干了，再刻：刻完刷印！"),
        ("板从哪里来?山里来.", "板从哪里来？山里来。"),
        ("制度定位:作为规章", "制度定位：作为规章"),
        ("用Python,再用C++,都行。", "用Python，再用C++，都行。"),
        ("共印3,000部,售价10.5元。", "共印3,000部，售价10.5元。"),
        # 4.9: brackets
        ("毕昇(约971-1051)发明活字。", "毕昇（约971-1051）发明活字。"),
        ("欧洲(Gutenberg)较晚。", "欧洲（Gutenberg）较晚。"),
        ("(一)写样", "（一）写样"),
        # 4.8: quotes
        ('书上说:"用胶泥刻字。"', "书上说：“用胶泥刻字。”"),
        ("他说:\"我读过'梦溪'一书。\"", "他说：“我读过‘梦溪’一书。”"),
        # 4.10, 4.11
        ("刷子、棕擦...都要备好。", "刷子、棕擦……都要备好。"),
        ("一种办法--雕版--最早。", "一种办法——雕版——最早。"),
        # B.3.2-B.3.4
        ("一、 刻板", "一、刻板"),
        ("(二) 刷印", "（二）刷印"),
        # CY/T 154, 8
        ("用 Unicode 编码 3 次。", "用Unicode编码3次。"),
        ("先写样 ，后上板。", "先写样，后上板。"),
    ],
)
def test_marks_that_the_dump_lost_come_back(before: str, after: str) -> None:
    assert edited(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "共3,000部，占2.5%，10:30开印，比例1:2。",
        "见https://example.org/a,b;c?d=1:2，写信到me@example.org。",
        "用C++、C#、.NET、std::vector写成。",
        "版本是EPUB 3.3和v1.2.10-beta:2。",
        "The first book (42 lines) was printed: it is beautiful, isn't it?",
        "文中引“Type, in the end, is a beautiful group of letters.”一句。",
        "函数f(x)=g(x,y)，数组a[0:3]。",
        "北京—上海，第3-5页。",
        "身高5'10\"的人。",
        "第一章 总则",
        "甲骨文，金文。",
    ],
)
def test_numbers_addresses_code_and_english_are_never_touched(text: str) -> None:
    assert edited(text) == text


def test_traditional_text_gets_corner_brackets_for_straight_quotes() -> None:
    assert edited('書上說:"用膠泥刻字。"', language="zh-Hant") == "書上說：「用膠泥刻字。」"


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "zh-Hant-HK"])
def test_corner_brackets_stay_in_traditional_text(language: str) -> None:
    text = "書上說：「用『膠泥』刻字。」"
    assert edited(text, language=language) == text
    assert edited("書上說：“用‘膠泥’刻字。”", language=language) == text


@pytest.mark.parametrize("language", ["ja", "en", "de"])
def test_what_is_not_chinese_is_not_edited(language: str) -> None:
    text = '活字は,一字を"一つ"に作る。'
    assert edited(text, language=language) == text


def test_inner_quotes_without_partners_are_left_and_stop_nobody() -> None:
    assert edited("书上說‘用『膠泥刻字", language="zh-Hant") == "书上說‘用『膠泥刻字"


def test_a_heading_loses_its_final_mark_but_keeps_a_question() -> None:
    blocks, _ = edit_blocks(Heading((Text("为什么用梨木?"),)), Heading((Text("一、 刻板:"),)))
    assert [plain(block.content) for block in blocks] == ["为什么用梨木？", "一、刻板"]


def test_a_lead_stays_a_lead_and_its_colon_becomes_chinese() -> None:
    (block,), _ = edit_blocks(Paragraph((RunIn("材料"), Text(":梨木,枣木。"))))
    assert block.content == (RunIn("材料"), Text("：梨木，枣木。"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('他说"到此为止。', "quotation"),
        ("毕昇(约971年发明活字。", "bracket"),
        ("北京—南京的路", "—"),
        ("写样 上板", "space"),
    ],
)
def test_what_is_doubtful_is_left_and_reported_with_its_words(text: str, what: str) -> None:
    blocks, problems = edit_blocks(Paragraph((Text(text),)))
    assert plain(blocks[0].content) == text
    assert any(what in problem.message and problem.source == "page.txt" for problem in problems)


@pytest.mark.parametrize(
    ("switch", "before"),
    [
        ("punctuation", "先写样,后上板"),
        ("quotes", '他说"好"'),
        ("dashes", "等等...未完"),
        ("numbering", "一.刻板"),
        ("spacing", "用 Unicode 编码"),
    ],
)
def test_each_rule_can_be_switched_off_alone(switch: str, before: str) -> None:
    assert edited(before) != before
    assert edited(before, replace(ALL, **{switch: False})) == before
    assert edited(before, replace(OFF, **{switch: True})) != before


def test_with_all_switches_off_the_text_is_the_page_s() -> None:
    text = '先写样,后上板 ("木板") ... --'
    assert edited(text, OFF) == text


def test_couplets_that_stand_together_become_verse_and_prose_does_not() -> None:
    poem = ["刻木千年事，传灯一寸光。", "墨香留字在，纸薄带春长。", "夜静刀声细，窗明手自忙。"]
    prose = ["质量第一，客户至上。", "诚信为本，服务创新。", "团结协作，追求卓越。"]
    verse, _ = edit_blocks(*(Paragraph((Text(line),)) for line in poem))
    text, _ = edit_blocks(*(Paragraph((Text(line),)) for line in prose))
    assert all(isinstance(block, Verse) for block in verse)
    assert all(isinstance(block, Paragraph) for block in text)


def test_a_paragraph_that_is_one_quotation_is_set_as_one() -> None:
    text = "“其法用胶泥刻字，薄如钱唇，每字为一印，火烧令坚。”"
    blocks, _ = edit_blocks(Paragraph((Text(text),)), Paragraph((Text(f"{text}这是他说的。"),)))
    assert [type(block) for block in blocks] == [Quotation, Paragraph]


RULES: tuple[Rule, ...] = (
    quotes.rule,
    brackets.rule,
    punctuation.rule,
    punctuation.stops,
    punctuation.final,
    dashes.rule,
    numbering.rule,
    spacing.rule,
)
TEXT = st.text(
    st.sampled_from(
        "字书木板一二十 ,.:;?!()\"'-—…“”‘’（）。，、：；aBc09+%/@\u00a0\u3000·《》「」"
    ),
    max_size=30,
)


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXT)
def test_a_rule_asks_for_nothing_more_after_its_own_work(rule: Rule, text: str) -> None:
    once = apply(text, rule(text))
    assert apply(once, rule(once)) == once


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXT)
def test_no_rule_touches_a_han_character_a_letter_or_a_digit(rule: Rule, text: str) -> None:
    def words(of: str) -> str:
        return "".join(re.findall(r"\w", of))

    assert words(apply(text, rule(text))) == words(text)


@given(text=TEXT)
@example(text="（书“）”")
def test_a_glance_hides_nothing_that_a_close_look_finds(text: str) -> None:
    if quotes._SETTLED.fullmatch(text):
        assert pairing.pair(context.read(text), "zh-Hans") is not None
    if brackets._SETTLED.fullmatch(text):
        assert not context.read(text).loose
    if not characters.has_inner_space(text):
        assert not [run for run in spacing._RUN.finditer(text) if run.start()]


@given(text=TEXT)
@example(text="）  :")
@example(text="”   ,字")
def test_the_whole_edit_done_twice_is_the_edit_done_once(text: str) -> None:
    once = edited(text)
    assert edited(once) == once


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXT, cut=st.integers(0, 30))
def test_a_border_of_inlines_changes_no_result(rule: Rule, text: str, cut: int) -> None:
    content = tuple(Text(part) for part in (text[:cut], text[cut:]) if part)
    whole = apply(text, rule(text))
    assert plain(apply_to_content(content, rule(text))) == whole
