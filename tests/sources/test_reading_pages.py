"""A page is read as its author meant it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from conftest import PAGE
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Heading, ListItem, Page, Paragraph, Role, Topic, plain
from publisher.problems import Problem
from publisher.sources.reader import read_page


def read(text: str) -> tuple[Page, tuple[Problem, ...]]:
    return read_page(text.encode("utf-8", "replace"), "page.txt")


def topics(text: str) -> tuple[Topic, ...]:
    return read(text)[0].topics


def blocks(*lines: str) -> list[tuple[str, str]]:
    """Return kind and text of the blocks of an article with these lines, indented."""
    body = "\n\n".join(f"\u00a0\u00a0 {line}" for line in lines)
    (topic,) = topics(f"题目\n详细释义\n\n{body}\n\n最新文章\n相关专题\n")
    return [
        (type(block).__name__, plain(block.content))
        for section in topic.sections
        for block in section.blocks
    ]


def test_a_whole_page_gives_each_topic_with_its_articles_dates_and_views() -> None:
    page, problems = read(PAGE)
    assert page.wiki == "企业wiki"
    assert problems == ()
    main, related = page.topics
    assert (main.title, main.letter, main.main, main.line) == ("雕版印刷", "d", True, 2)
    assert (main.published, main.views) == (datetime(2026, 2, 9, 18, 5, 14), 79)
    assert [(section.title, section.role) for section in main.sections] == [
        ("基本释义", Role.SUMMARY),
        ("详细释义", Role.DETAIL),
    ]
    assert (related.title, related.letter, related.main) == ("活字", None, False)
    assert (related.published, related.views) == (date(2026, 1, 12), 11300)


def test_no_line_between_latest_articles_and_related_topics_is_content() -> None:
    texts = [
        plain(block.content)
        for topic in topics(PAGE)
        for section in topic.sections
        for block in section.blocks
    ]
    assert not any("怎样买" in text for text in texts)


@pytest.mark.parametrize(
    "crumb",
    [
        "位置:企业wiki > 专题索引 > d专题 > 专题详情",
        "位置：企业wiki ＞ 专题索引 ＞ d专题 ＞ 专题详情",
        "当前位置: 首页 > 企业wiki > 专题索引 > d专题 > 专题详情",
        "",
    ],
)
@pytest.mark.parametrize("title", ["雕版印刷", "雕版印刷\n\n雕版印刷"])
@pytest.mark.parametrize(
    "stamp",
    ["2026-02-09 18:05:14 火79人看过", "2026-02-09", "2026-02-09 18:05:14", "火79人看过", ""],
)
def test_breadcrumb_second_title_and_stamp_may_each_be_missing(
    crumb: str, title: str, stamp: str
) -> None:
    (topic,) = topics(f"{crumb}\n{title}\n{stamp}\n基本释义：\n\u3000\u3000一句话。\n")
    assert topic.title == "雕版印刷"
    assert topic.letter == ("d" if crumb else None)
    assert (topic.published is not None) == ("2026" in stamp)
    assert topic.views == (79 if "79" in stamp else None)


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("火1.13万人看过", 11300),
        ("火0人看过", 0),
        ("火410人看过", 410),
        ("火2.3亿人看过", 230000000),
    ],
)
def test_views_are_counted_exactly(line: str, views: int) -> None:
    (topic,) = topics(f"题目\n{line}\n基本释义\n\u00a0\u00a0一句话。\n")
    assert topic.views == views


@pytest.mark.parametrize(
    "article", ["基本释义", "基本释义:", "基本释义：", "详细释义", "详细释义："]
)
def test_an_article_opens_with_or_without_a_colon_and_either_may_be_missing(article: str) -> None:
    (topic,) = topics(f"题目\n{article}\n\u00a0\u00a0 一句话。\n")
    assert [section.title for section in topic.sections] == [article.rstrip(":：")]


def test_a_short_line_above_text_is_a_heading_and_keeps_its_number() -> None:
    assert blocks(
        "一、刻板", "先写样,后上板。", "（一）写样", "要请善书的人。", "1. 用笔", "细。"
    ) == [
        ("Heading", "一、刻板"),
        ("Paragraph", "先写样,后上板。"),
        ("Heading", "（一）写样"),
        ("Paragraph", "要请善书的人。"),
        ("Heading", "1. 用笔"),
        ("Paragraph", "细。"),
    ]


def test_a_short_question_alone_may_be_a_heading_but_a_line_with_a_colon_is_text() -> None:
    assert blocks("为什么用梨木?", "梨木细密。", "板有三种:", "枣木最硬。") == [
        ("Heading", "为什么用梨木?"),
        ("Paragraph", "梨木细密。"),
        ("Paragraph", "板有三种:"),
        ("Paragraph", "枣木最硬。"),
    ]


def test_list_items_keep_their_markers() -> None:
    found = blocks("工具如下。", "1、刻刀", "2、凿子", "• 刷子", "- 尺", "以上。")
    assert found[1:-1] == [
        ("ListItem", "1、刻刀"),
        ("ListItem", "2、凿子"),
        ("ListItem", "• 刷子"),
        ("ListItem", "- 尺"),
    ]


def test_a_heading_without_text_below_it_is_not_set_as_a_heading() -> None:
    assert blocks("先写样,后上板。", "未完")[-1] == ("Paragraph", "未完")


def test_where_most_paragraphs_have_a_label_it_is_set_apart_and_the_text_stays_whole() -> None:
    lines = ["材料:梨木、枣木。", "工序:写样、上板、刻字。", "两者缺一不可。"]
    body = "\n".join(f"\u00a0\u00a0 {line}" for line in lines)
    (topic,) = topics(f"题目\n基本释义\n{body}\n")
    found = topic.sections[0].blocks
    assert [block.lead for block in found if isinstance(block, Paragraph)] == ["材料", "工序", None]
    assert [plain(block.content) for block in found] == lines


@pytest.mark.parametrize("line", ["他说:“好。”", "10:30开印。", "https://example.org 是网址。"])
def test_speech_clock_and_address_are_no_labels(line: str) -> None:
    (topic,) = topics(f"题目\n基本释义\n\u00a0\u00a0 {line}\n\u00a0\u00a0 {line}\n")
    (first, *_) = topic.sections[0].blocks
    assert isinstance(first, Paragraph)
    assert first.lead is None


@pytest.mark.parametrize(
    "indent", ["\u00a0\u00a0\u00a0\u00a0", "\u00a0 \u00a0 ", "\u3000\u3000", "\t"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_indent_and_line_end_gives_the_same_page(indent: str, end: str) -> None:
    text = PAGE.replace("\u00a0\u00a0 ", indent).replace("\n", end)
    assert topics(text) == topics(PAGE)


def test_markup_in_a_text_dump_is_literal_text() -> None:
    assert blocks("写作&amp;和<b>粗</b>。") == [("Paragraph", "写作&amp;和<b>粗</b>。")]


def test_what_nobody_can_see_is_removed_but_a_family_emoji_stays_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert blocks(f"\u200b雕\x00版\u202e印\ufeff刷\ufffe{family}。") == [
        ("Paragraph", f"雕版印刷{family}。")
    ]


def test_vertical_tab_and_next_line_do_not_end_a_line() -> None:
    assert len(blocks("雕版\x0b印刷\x1c很\x85早。")) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("基本释义\n\u00a0\u00a0 没有题目的一段话。\n", "no-title"),
        ("题目\n2026-02-30\n基本释义\n\u00a0\u00a0 一句话。\n", "bad-date"),
        ("题目\n基本释义\n\n详细释义\n\u00a0\u00a0 一句话。\n", "empty-article"),
        (
            "题目\n基本释义\n\n详细释义\n\n相关专题\n别题\n基本释义\n\u00a0\u00a0 一句话。\n",
            "no-text",
        ),
    ],
)
def test_what_is_wrong_with_a_page_is_said_with_its_line(text: str, code: str) -> None:
    _, problems = read(text)
    (found,) = (problem for problem in problems if problem.code == code)
    assert found.line
    assert found.hint


LINE = st.one_of(
    st.sampled_from(
        ["基本释义", "详细释义:", "最新文章", "相关专题", "2026-01-12", "火410人看过", "题目",
         "位置:企业wiki > 专题索引 > d专题 > 专题详情", "", "一、刻板", "1、刀", "材料:梨木。"]
    ),
    st.text(max_size=40),
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(["", "\u00a0\u00a0 ", "\u3000\u3000"]), LINE), max_size=30)
)
def test_no_page_however_odd_stops_the_reader_or_gives_an_empty_block(
    lines: list[tuple[str, str]],
) -> None:
    text = "\n".join(f"{indent}{line}" for indent, line in lines)
    page, problems = read(f"题目\n{text}")
    assert page.topics or problems
    for topic in page.topics:
        assert topic.title.strip() == topic.title != ""
        for section in topic.sections:
            assert section.blocks
            assert all(plain(block.content).strip() for block in section.blocks)
            assert not isinstance(section.blocks[-1], Heading) or len(section.blocks) == 1
    assert all(problem.message for problem in problems)


@given(st.lists(st.text("雕版印刷术史料abc12", min_size=31, max_size=80), min_size=1, max_size=8))
def test_every_paragraph_is_read_once_and_in_order(paragraphs: list[str]) -> None:
    lines = [f"{paragraph}。" for paragraph in paragraphs]
    assert [text for _, text in blocks(*lines)] == lines


def test_list_items_are_list_items() -> None:
    (topic,) = topics(
        "题目\n基本释义\n\u00a0\u00a0 有三样。\n\u00a0\u00a0 1、刀\n\u00a0\u00a0 2、凿\n"
    )
    assert [type(block) for block in topic.sections[0].blocks] == [Paragraph, ListItem, ListItem]
