"""What a dump has kept of its web page is read; what a page writes about markup stays."""

from __future__ import annotations

import pytest

from publisher.model import Page, plain
from publisher.problems import Problem
from publisher.sources.reader import read_page


def read(*lines: str) -> tuple[Page, tuple[Problem, ...]]:
    body = "\n\n".join(lines)
    return read_page(f"题目\n详细释义\n\n{body}\n\n最新文章\n相关专题\n".encode(), "page.txt")


def texts(*lines: str) -> list[str]:
    page, _ = read(*lines)
    return [plain(block.content) for block in page.topics[0].sections[0].blocks]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("&nbsp;&nbsp;&nbsp;&nbsp;渡口在村子的东边。", "渡口在村子的东边。"),
        ("&emsp;&emsp;摆渡的人姓陈&#8212;&#8212;大家叫他老陈。", "摆渡的人姓陈——大家叫他老陈。"),
        ("玛丽&middot;居里到过这里。", "玛丽·居里到过这里。"),
        ("他喊了一声&ldquo;开船&rdquo;&hellip;&hellip;", "他喊了一声“开船”……"),
        ("这是&#x4e2d;&#x56fd;最老的渡口。", "这是中国最老的渡口。"),
        ("船票由B&amp;W公司印。", "船票由B&W公司印。"),
        ("水深3.5<sub>2</sub>与10<sup>6</sup>。", "水深3.5₂与10⁶。"),
        (
            "老陈的船叫<strong>青鱼</strong>,漆成<span style='color:red'>红</span>色。",
            "老陈的船叫青鱼,漆成红色。",
        ),
        ('见<a href="http://example.org/a">县志</a>卷三。<!-- 广告位 -->', "见县志卷三。"),
        ("[b]注意[/b]:水急的时候不开船。", "注意:水急的时候不开船。"),
        ("见[url=http://example.org/x]船期表[/url]。", "见船期表(http://example.org/x)。"),
        ("见[船期表](https://example.org/x_y(1))。", "见船期表(https://example.org/x_y(1))。"),
        ("船上**不许吸烟**,也不许喝酒。", "船上不许吸烟,也不许喝酒。"),
    ],
)
def test_entities_tags_and_forum_code_are_read_and_a_note_says_so(line: str, text: str) -> None:
    assert texts(line) == [text]
    _, problems = read(line)
    (note,) = (problem for problem in problems if problem.code == "read-markup")
    assert (note.level, note.line) == ("note", 4)


def test_a_break_ends_the_paragraph_and_a_tag_of_a_block_too() -> None:
    assert texts("渡口有三条船。<br/>大的能载二十人。<BR>小的载五人。") == [
        "渡口有三条船。",
        "大的能载二十人。",
        "小的载五人。",
    ]
    assert texts("<p>春天水浅。</p><p>夏天水深。</p>", "<div>秋天最好。</div>") == [
        "春天水浅。",
        "夏天水深。",
        "秋天最好。",
    ]


def test_a_picture_leaves_its_words_and_they_are_no_heading() -> None:
    assert texts("<p>渡口不大。</p><p><img src='/a.jpg' alt='渡口全景'></p><p>船也不大。</p>") == [
        "渡口不大。",
        "［图：渡口全景］",
        "船也不大。",
    ]


def test_an_entity_is_read_once_so_that_what_stood_for_a_tag_is_shown_as_one() -> None:
    assert texts("&nbsp;&nbsp;网页里写&lt;hr&gt;就有一条线,写成&amp;lt;则不会。") == [
        "网页里写<hr>就有一条线,写成&lt;则不会。"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "在网页里,空格写作&nbsp;,小于号写作&lt;,和号写作&amp;。",
        "换行用<br>标签,加粗用<b>标签,段落用<p>标签。",
        "大于号&gt;和小于号&lt;都要转义,否则浏览器会认错。",
        '链接写作<a href="x.html">文字</a>,图片写作<img src="x.png">。',
        "引入头文件<stdio.h>以后,若a<b且b>c就返回。",
        "std::vector<int>是最常用的容器,Map<String, List>也是。",
        "Markdown里加粗写作**粗体**,链接写作[文字](http://example.org)。",
        "2**3**2等于五百一十二,a[i](x)是一次调用。",
    ],
)
def test_a_page_about_markup_keeps_what_it_speaks_of(line: str) -> None:
    assert texts(line) == [line]
    assert not [problem for problem in read(line)[1] if problem.code == "read-markup"]


def test_a_sample_of_a_whole_page_stays_as_it_is() -> None:
    sample = ["<html>", "<body>", "<p>你好</p>", "<b>再见</b>", "</body>", "</html>"]
    assert [text.strip() for text in texts("下面是一个最短的网页:", *sample)[1:]] == sample


def test_a_list_in_markup_beside_other_code_is_a_sample() -> None:
    lines = ["先写数据:", "const names = [1, 2];", "再写网页:", "<ul>", "<li>甲</li>", "</ul>"]
    assert [text.strip() for text in texts(*lines)] == lines


def test_each_tag_that_was_taken_away_is_listed_with_its_line() -> None:
    page, _ = read("船叫<strong>青鱼</strong>。", "见<a href='http://example.org/'>县志</a>。")
    assert [(entry.line, entry.text) for entry in page.dropped if entry.reason == "markup"] == [
        (4, "<strong> </strong>"),
        (6, "<a href='http://example.org/'> </a>"),
    ]
