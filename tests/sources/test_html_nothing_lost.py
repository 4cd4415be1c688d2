"""Each letter that a browser shows of a page is in its lines, or among what was dropped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from saving import CLEAN, contents, saved, told

from publisher.sources import html
from publisher.sources.html.survey import survey
from publisher.sources.reader import read_page

NAMES = ["ad", "ad-box", "hot", "share-bar", "sidebar", "crumb", "note", "katex", "search-tree"]
TAGS = [
    "a", "aside", "b", "blockquote", "br", "button", "caption", "center", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "form", "h1",
    "h2", "h3", "header", "hr", "i", "label", "li", "main", "math", "mfrac", "mi", "msup", "nav",
    "ol", "option", "p", "pre", "q", "rp", "rt", "ruby", "section", "select", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "textarea", "th", "thead", "tr",
    "tt", "u", "ul", "x-y", "title",
]  # fmt: skip
WORDS = [
    "基本释义",
    "详细释义：",
    "位置:甲 > 乙",
    "火79人看过",
    "最新文章",
    "相关专题",
    "2026-02-09",
]
TEXT = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.sampled_from("漆器刻板一二三。，abcXYZ0179 \n\t\u00a0\u3000()[]+-|"), max_size=12),
)
UNSHOWN = {"head", "script", "style", "noscript", "template", "title", "rp"}


@st.composite
def elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Return an element with a name or a style, closed or not."""
    tag = draw(st.sampled_from(TAGS))
    name = draw(st.sampled_from(["", *(f' class="{name}"' for name in NAMES)]))
    more = draw(st.sampled_from(["", "", "", " hidden", ' style="white-space:pre"', " rowspan=2"]))
    end = draw(st.sampled_from([f"</{tag}>", f"</{tag}>", f"</{tag}>", "", "</p>"]))
    return f"<{tag}{name}{more}>{draw(inner)}{end}"


FRAGMENTS = st.recursive(
    TEXT,
    lambda inner: st.lists(st.one_of(inner, elements(inner)), min_size=1, max_size=4).map("".join),
    max_leaves=25,
)


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text; a raised digit is one."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def shown(markup: str) -> Counter[str]:
    """Count the letters of all that is text in a page, told in the plainest way."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    root = etree.fromstring(markup.encode(), parser)
    count: Counter[str] = Counter()
    for element in root.iter():
        around = {parent.tag for parent in element.iterancestors()}
        if not around & UNSHOWN:
            count += letters(element.tail or "")
            count += letters(element.text or "") if element.tag not in UNSHOWN else Counter()
    return count


@given(st.lists(elements(FRAGMENTS), max_size=5).map("".join))
def test_each_letter_of_any_fragment_is_in_a_line_or_was_dropped_with_a_reason(body: str) -> None:
    markup = saved(body)
    read = html.read(markup)
    found = letters("\n".join(part.text for part in (*read.lines, *read.dropped)))
    assert shown(markup) - found == Counter()


@given(st.lists(elements(FRAGMENTS), max_size=4).map("".join))
def test_each_letter_of_any_page_is_in_a_topic_or_was_dropped_with_a_reason(inner: str) -> None:
    markup = saved(CLEAN.replace("<h3>", f"{inner}<h3>", 1))
    page, _ = read_page(markup.encode(), "x.html")
    texts = [part.text for part in page.dropped]
    for topic in page.topics:
        texts.append(topic.title)
        texts += [
            inline.text
            for section in topic.sections
            for block in section.blocks
            for inline in block.content
        ]
    assert shown(markup) - letters("\n".join(texts)) == Counter()


class Counted:
    """A walk over elements that counts its steps."""

    steps = 0
    walk = etree.iterwalk

    def __init__(self, *arguments: object, **keywords: object) -> None:
        self.inner = Counted.walk(*arguments, **keywords)

    def __iter__(self) -> Counted:
        return self

    def __next__(self) -> object:
        Counted.steps += 1
        return next(self.inner)

    def skip_subtree(self) -> None:
        self.inner.skip_subtree()


@pytest.mark.parametrize("name", ["ad", "sidebar", "hot", "crumb"])
def test_nested_names_are_all_judged_in_one_walk(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    deep = saved(f'<div class="{name}">' * 1_500 + "漆器。" + "</div>" * 1_500)
    root = etree.fromstring(deep, etree.HTMLParser(huge_tree=True))
    monkeypatch.setattr(etree, "iterwalk", Counted)
    Counted.steps = 0
    survey(root)
    assert 1_500 < Counted.steps <= 2 * sum(1 for _ in root.iter()) + 1


@pytest.mark.parametrize("tag", ["sup", "ruby", "td", "li", "dl", "pre", "math", "svg", "q", "nav"])
def test_however_deep_an_element_stands_in_itself_the_page_is_read(tag: str) -> None:
    page, _ = read_page(saved(f"{CLEAN}{f'<{tag}>' * 1_900}深").encode(), "x.html")
    plainly, _ = read_page(saved(CLEAN).encode(), "x.html")
    assert contents(page.topics)[0] == contents(plainly.topics)[0]


def test_too_deep_elements_still_end_lines_and_hide_scripts() -> None:
    inner = "<div>漆器</div><p>螺钿<script>var 剔红 = 1;</script></p>尾"
    read = html.read(saved("<div>" * 5_000 + inner + "</div>" * 5_000))
    assert [line.text for line in read.lines] == ["漆器", "螺钿", "尾"]


def test_the_text_of_void_elements_that_a_parser_does_not_know_is_read() -> None:
    page, _ = read_page(told("<p>漆<wbr>器<wbr>。</p><embed src='a'><p>螺钿。</p>").encode(), "x")
    text = repr(page.topics)
    assert re.search("漆器。", text)
    assert re.search("螺钿。", text)
