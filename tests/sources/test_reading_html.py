"""A saved HTML page gives the topics of its text dump, and nothing else of the site."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import pytest
from conftest import PAGE
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Topic, plain
from publisher.sources.reader import read_page
from publisher.sources.unusable import Unusable


def contents(topics: tuple[Topic, ...]) -> list[object]:
    """Return all that a topic says, without the lines of the file where it stands."""
    return [
        (topic.title, topic.main, topic.letter, topic.published, topic.views, topic.sections)
        for topic in topics
    ]


def html(body: str, charset: str = "utf-8") -> str:
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="{charset}"><title>雕版印刷_企业wiki</title>
<style>p {{ color: red }}</style><script>var 释义 = "基本释义";</script></head><body>
<nav><ul><li>首页</li><li>登录</li></ul></nav>
<div class="site-header"><form><input value="搜索"></form></div>
{body}
<div class="share-bar">分享到微信</div><div class="ad-box">特价木板,今日下单</div>
<aside>热门文章</aside><footer>版权所有 京ICP备00000000号</footer>
<script>alert("x")</script></body></html>"""


def paragraphs(text: str) -> str:
    """Mark up a dump as the site does: every line a paragraph with its indent."""
    return "\n".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


def divisions(text: str) -> str:
    """Mark up a dump the other way: one division, lines ended by breaks."""
    return "<div>" + "<br/>".join(escape(line) for line in text.split("\n")) + "</div>"


@pytest.mark.parametrize("markup", [paragraphs, divisions])
def test_a_saved_page_gives_the_topics_of_its_dump(markup: object) -> None:
    assert callable(markup)
    page, problems = read_page(html(markup(PAGE)).encode(), "x.html")
    dump, _ = read_page(PAGE.encode(), "x.txt")
    assert contents(page.topics) == contents(dump.topics)
    assert problems == ()


def test_a_semantic_page_without_indents_is_read_by_its_elements() -> None:
    body = """<div class="crumb">位置:企业wiki &gt; 专题索引 &gt; d专题 &gt; 专题详情</div>
    <h1>雕版印刷</h1><div class="info">2026-02-09 18:05:14 火79人看过</div>
    <h2>基本释义</h2><p>把文字<b>反刻</b>在
       木板上。</p>
    <h2>详细释义</h2><h3>刻板</h3><p>先写样,后上板。</p><ul><li>刻刀</li><li>凿子</li></ul>
    <div class="ad">广告</div><h4>最新文章</h4><ul><li>怎样买木板</li></ul>"""
    page, _ = read_page(html(body + "<h4>相关专题</h4>").encode(), "x.html")
    (topic,) = page.topics
    kinds = [
        (type(block).__name__, plain(block.content))
        for section in topic.sections
        for block in section.blocks
    ]
    assert kinds == [
        ("Paragraph", "把文字反刻在木板上。"),
        ("Heading", "刻板"),
        ("Paragraph", "先写样,后上板。"),
        ("ListItem", "• 刻刀"),
        ("ListItem", "• 凿子"),
    ]


@pytest.mark.parametrize(
    ("declared", "real"), [("gbk", "utf-8"), ("utf-8", "gb18030"), ("big5", "utf-8")]
)
def test_a_wrong_declaration_of_the_charset_does_no_harm(declared: str, real: str) -> None:
    page, _ = read_page(html(paragraphs(PAGE), declared).encode(real), "x.html")
    assert page.topics[0].title == "雕版印刷"


def test_no_advertisement_navigation_or_footer_gets_into_a_topic() -> None:
    page, _ = read_page(html(paragraphs(PAGE)).encode(), "x.html")
    text = repr(page.topics)
    assert not any(word in text for word in ("特价", "分享", "版权所有", "首页", "登录", "alert"))


def test_a_thousand_elements_inside_each_other_are_read() -> None:
    deep = "<div>" * 1_000 + paragraphs(PAGE)
    page, _ = read_page(html(deep).encode(), "x.html")
    assert page.topics[0].title == "雕版印刷"


@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_however_deep_elements_stand_in_each_other_all_topics_are_read(
    tag: str, depth: int
) -> None:
    deep = f"<{tag}>" * depth + paragraphs(PAGE) + f"</{tag}>" * depth
    page, problems = read_page(html(deep).encode(), "x.html")
    dump, _ = read_page(PAGE.encode(), "x.txt")
    assert contents(page.topics) == contents(dump.topics)
    assert problems == ()


@pytest.mark.parametrize("name", ["c@click", "xlink:href", "a²", "·a", "<p", ":key", "数据"])
@pytest.mark.parametrize("tag", ["span", "x@y", "svg:g", "h²", "中文"])
def test_names_that_no_tree_bears_cost_no_text_on_a_page_that_is_too_deep(
    tag: str, name: str
) -> None:
    strange = f'<{tag} {name}="1">刻板的人</{tag}>'
    deep = strange + "<div>" * 3_000 + strange + paragraphs(PAGE) + strange
    page, _ = read_page(html(deep).encode(), "x.html")
    dump, _ = read_page(PAGE.encode(), "x.txt")
    assert [topic.title for topic in page.topics] == [topic.title for topic in dump.topics]
    assert f"{page}".count("刻板的人") == f"{dump}".count("刻板的人") + 3


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div",
                "<li>",
                "<br",
                "<!--",
                "-->",
                "&#0;",
                "&amp",
                "<script>",
                "</script>",
                "基本释义",
                "题目",
                "<h1>",
                "一句话。",
                "<td>",
            ]
        )
    )
)
def test_broken_markup_is_read_as_far_as_it_goes(pieces: list[str]) -> None:
    markup = "<!doctype html><html>" + "\n".join(pieces)
    with suppress(Unusable):
        page, problems = read_page(markup.encode(), "x.html")
        assert page.topics or problems
