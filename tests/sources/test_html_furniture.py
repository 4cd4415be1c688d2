"""Furniture of a site is told by structure and whole names; a text with an odd name is read."""

from __future__ import annotations

import pytest
from saving import ARTICLES, CRUMB, HEAD, INLAY, contents, saved, texts, told

from publisher.model import Reason
from publisher.sources import html
from publisher.sources.reader import read_page


def dropped(inner: str) -> list[str]:
    """Return what is dropped of `inner` as furniture or hidden."""
    return [part.text for part in html.read(told(inner)).dropped]


@pytest.mark.parametrize(
    "name",
    [
        "search-tree", "hot-metal", "banner-stone", "side-effect", "footer-note", "menu-price",
        "ad-hominem", "share-capital", "comment-on-law", "navigator", "social-history", "adverb",
        "topbar-crane", "foot-binding", "side", "hot", "menu", "search", "banner", "ad hoc",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["div", "section", "p", "span"])
def test_a_text_whose_name_merely_holds_such_a_word_is_read(name: str, tag: str) -> None:
    markup = f'<{tag} class="{name}">短短一行</{tag}>'
    assert texts(told(markup)) == ["短短一行"]


@pytest.mark.parametrize("name", ["ad", "share", "comment", "copyright", "login", "related", "nav"])
def test_a_paragraph_with_such_a_name_is_read_because_it_is_prose(name: str) -> None:
    markup = f'<div class="{name}"><p>{INLAY}可参看<a>漆器</a>一条。</p></div>'
    assert texts(told(markup)) == [f"{INLAY}可参看漆器一条。"]


@pytest.mark.parametrize(
    "element",
    [
        '<div class="ad-box">特价大漆,今日下单</div>',
        '<div id="ad_middle_1"><a>广告</a></div>',
        '<ins class="adsbygoogle">推广</ins>',
        '<div class="ad">特价大漆</div>',
        '<div class="shareBar">分享到 <a>微信</a></div>',
        '<div class="bdsharebuttonbox"><a>微博</a></div>',
        '<div class="share"><a>微信</a><a>微博</a></div>',
        '<div id="comments"><p>网友甲：写得真好。</p></div>',
        '<ul class="comment-list"><li>写得真好。</li></ul>',
        '<div class="hot-list"><a>漆画</a><a>漆盘</a></div>',
        '<div class="side"><a>漆画</a><a>漆盘</a></div>',
        '<div class="sidebar"><p>漆画是近代才有的画种。</p></div>',
        '<div class="pagination"><a>1</a><a>2</a></div>',
        '<div class="related-news"><a>漆画</a><a>漆盘</a></div>',
        '<div role="navigation"><a>首页</a></div>',
        '<div role="complementary">公告一则。</div>',
        "<nav><a>首页</a></nav>",
        "<div><aside><p>公告一则。</p></aside></div>",
        "<div><footer><p>企业wiki 版权所有。</p></footer></div>",
        '<div class="recommend"><h3>猜你喜欢</h3><p>漆画是近代才有的画种。</p></div>',
        '<div class="toc"><a>一</a><a>二</a></div>',
        '<div class="article-tags">标签:<a>漆</a><a>器</a></div>',
        '<div class="back-to-top"><a>回到顶部</a></div>',
        '<form><label>搜</label><input name="q"></form>',
        '<div class="site-footer"><p>地址:某市。</p></div>',
    ],
)
def test_furniture_is_dropped_and_said(element: str) -> None:
    assert texts(told(element)) == []
    assert dropped(element)


def test_views_in_a_hot_span_are_read() -> None:
    for name in ("hot", "hot-num", "share hot", "ad"):
        head = HEAD.replace('class="hot"', f'class="{name}"')
        page, _ = read_page(saved(CRUMB + head + ARTICLES).encode(), "x.html")
        assert page.topics[0].views == 79


@pytest.mark.parametrize("name", ["sidebar", "comments", "ad-box", "site-footer", "related"])
def test_whatever_its_name_an_element_with_an_article_in_it_is_read(name: str) -> None:
    whole = saved(f'{CRUMB}{HEAD}<div class="{name}"><div class="nav">{ARTICLES}</div></div>')
    page, _ = read_page(whole.encode(), "x.html")
    plainly, _ = read_page(saved(CRUMB + HEAD + ARTICLES).encode(), "x.html")
    assert contents(page.topics) == contents(plainly.topics)


def test_a_breadcrumb_in_a_nav_is_read_and_gives_the_letter() -> None:
    for tag in ("nav", "div class='nav'", "header class='topbar'"):
        page, _ = read_page(
            saved(f"<{tag}>{CRUMB}</{tag.split()[0]}>{HEAD}{ARTICLES}").encode(), "x"
        )
        assert page.topics[0].letter == "q"


def test_a_remark_beside_the_text_is_read_if_it_is_prose() -> None:
    assert texts(told("<aside><p>螺钿多用夜光贝。</p></aside>")) == ["螺钿多用夜光贝。"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>暗语</p>",
        '<p aria-hidden="true">暗语</p>',
        '<p style="color:red; display : none">暗语</p>',
        '<p style="visibility:hidden">暗语</p>',
        '<p class="sf-hidden">暗语</p>',
        "<dialog><p>暗语</p></dialog>",
    ],
)
def test_what_a_browser_hides_is_dropped_as_hidden(hidden: str) -> None:
    assert texts(told(hidden)) == []
    (part,) = html.read(told(hidden)).dropped
    assert (part.text, part.reason) == ("暗语", Reason.HIDDEN)


def test_an_advertisement_within_a_paragraph_does_not_cut_it_in_two() -> None:
    assert texts(told('<p>上半句,<span class="ad-box">广告</span>下半句。</p>')) == [
        "上半句,下半句。"
    ]


@pytest.mark.parametrize("name", ["comment-text", "commentBody", "related-content", "follow_text"])
@pytest.mark.parametrize("tag", ["div", "p"])
def test_what_a_box_says_is_read_if_it_is_prose(name: str, tag: str) -> None:
    assert texts(told(f'<{tag} class="{name}">{INLAY}</{tag}>')) == [INLAY]


@pytest.mark.parametrize("name", ["ad-text", "text-ad", "share-text"])
def test_what_an_advertisement_says_is_dropped_though_it_is_prose(name: str) -> None:
    assert dropped(f'<div class="{name}">特价大漆，今日下单。</div>') == ["特价大漆，今日下单。"]
