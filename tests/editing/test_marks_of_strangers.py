"""Paragraphs as strangers write them: nothing in them comes out meaning something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_copy_editing import edit_blocks, edited
from test_telling_headings import headings

from publisher.model import Paragraph, Text

CODE = [
    'f"{city},晴"',
    r'r"\d+,\w+"',
    'document.querySelector("#a").title = "早,安";',
    'vec!["春".to_string(), "秋".to_string()];',
    "logging.level.web: INFO",
    'version: "2.4"',
    "std::map<int, string> cities;",
    'std::cout << "你好,各位" << std::endl;',
    "make(chan int)",
    r"%JAVA_HOME%;C:\bin",
    ":%s/甲,/乙，/g",
    r"(?<=第)\d+",
    "(a, b) => a + b",
    'user?.name ?? "佚名"',
    "name == '李,四'",
    "[首页](http://example.org)",
    "![图](a.png)",
    "let 城市 = '南,京';",
    "Shift+,",
    "Ctrl+;",
    "?page=2&size=10",
    '=C1&","&D1',
    "'$HOME'",
    '$"早,{name}"',
    '"早,$name"',
]

LINES = [
    "\u00a0\u00a0\u00a0\u00a0if city == '北京':",
    '"""说明,只有一行"""',
    'title: "札记,第一"',
    "WHERE name LIKE '%京,%'",
]

MARKS = [
    ("不能写成...或者。。。;别忘了.", "不能写成...或者。。。；别忘了。"),
    ("破折号不能写成--或一个—,要记住.", "破折号不能写成--或一个—，要记住。"),
    ("破折号写---,省略号写...,都不对.", "破折号写---，省略号写...，都不对。"),
    ("标点有:,。、;?!,共六种.", "标点有：,。、;?!,共六种。"),
    ("C用//,SQL用--,Lisp用;.", "C用//，SQL用--，Lisp用;."),
    ("命令:pip install -U x,或npm i -g y,都行.", "命令：pip install -U x，或npm i -g y，都行。"),
    ("他天天写作...后来病了.", "他天天写作……后来病了。"),
    ("这叫＂引号＂,那叫＇单引号＇.", "这叫“引号”，那叫“单引号”。"),
    ("下面正确的是( )", "下面正确的是（ ）"),
    ("姓名:　　　　电话:　　　　地址:", "姓名：　　　　电话：　　　　地址："),
    ("A.春 B.夏 C.秋 D.冬", "A.春 B.夏 C.秋 D.冬"),
    ("维生素A 和B 都有.", "维生素A和B都有。"),
    ("区间(-∞,+∞)与函数g(x;θ).", "区间(-∞,+∞)与函数g(x;θ)."),
    ("3・15晚会,1•28事变.", "3·15晚会，1·28事变。"),
    ("See 第二章, section 1, for details.", "See 第二章, section 1, for details."),
    ('他说:"This is the end, and that is it."说完走了.',
     "他说：“This is the end, and that is it.”说完走了。"),
    ("老电影叫Singin' in the Rain,歌手叫O'Day.", "老电影叫Singin’ in the Rain，歌手叫O’Day."),
]  # fmt: skip

APOSTROPHES = [
    ("'70年代的James' Bar和Beatles' Club,都在.", "’70年代的James’ Bar和Beatles’ Club，都在。"),
    ("'八零后'与'80后',一样.", "“八零后”与“80后”，一样。"),
    ("他唱Keep Movin',又唱Keep Rockin'。", "他唱Keep Movin’，又唱Keep Rockin’。"),
    ("是'98年的酒,属于class of '99,不错.", "是’98年的酒，属于class of ’99，不错。"),
    ("C 里'甲'、\"乙\",转义写'\\n'与'\\t',对.", "C里“甲”、“乙”，转义写'\\n'与'\\t'，对。"),
    ("f'(x)与f''(x)是导数,y'=2x.", "f'(x)与f''(x)是导数，y'=2x."),
    ("直线A'B'平行于C'D',对吗?", "直线A'B'平行于C'D'，对吗？"),
    ("他们听的rock 'n' roll,Levi's牛仔裤.", "他们听的rock ’n’ roll，Levi’s牛仔裤。"),
]


@pytest.mark.parametrize("code", CODE)
def test_code_among_chinese_words_is_left_as_typed(code: str) -> None:
    assert edited(f"他用{code},然后好了.") == f"他用{code}，然后好了。"


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_listing_is_left_as_typed(line: str) -> None:
    assert edited(line) == line


@pytest.mark.parametrize(("before", "after"), MARKS + APOSTROPHES)
def test_a_mark_comes_out_as_what_it_was_meant_for_and_stays_so(before: str, after: str) -> None:
    assert edited(before) == after
    assert edited(after) == after


@pytest.mark.parametrize(
    "text", ["点(3,4)在圆上。", "集合{1,2,3}。", "又见[3,4]。", "[1]王明.古书考[M].北京。"]
)
def test_numbers_in_brackets_and_sources_are_no_doubt(text: str) -> None:
    assert edit_blocks(Paragraph((Text(text),)))[1] == ()


def test_a_full_width_dot_between_names_is_reported() -> None:
    _, problems = edit_blocks(Paragraph((Text("乔治．华盛顿是总统。"),)))
    assert [entry.code for entry in problems] == ["doubtful-mark"]


@pytest.mark.parametrize(
    "line",
    [
        '"你真的不去?"',
        '"后来呢,',
        '他问:"然后怎么样',
        "FROM users",
        "else:",
        "pass",
        '"年": ["甲"]',
    ],
)
def test_a_line_of_dialogue_or_code_is_no_heading(line: str) -> None:
    assert (
        headings("一句话说明这里的事情,是一段话。", line, "后面的话接着说,一直说到末尾为止。") == []
    )


PIECES = [*CODE, *(before for before, _ in MARKS + APOSTROPHES), "他说:", '"', "'", ",", " ", "甲"]


@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_editing_twice_is_editing_once_and_no_letter_is_touched(text: str) -> None:
    once = edited(text)
    assert edited(once) == once
    assert list(filter(str.isalnum, once)) == list(filter(str.isalnum, text))
