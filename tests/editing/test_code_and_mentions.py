"""The copy editor leaves code, addresses and marks that a text talks about as they were typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_copy_editing import edit_blocks, edited

from publisher.editing import opaque
from publisher.model import Heading, Text, plain

INLINE_CODE = [
    '`echo "好,的"; ls`',
    "``甲,`乙`(丙)``",
    'say("早上好,各位!")',
    "logger.warn('磁盘满了,请清理!')",
    "std::map<string, int>",
    "while (n > 0) { n--; }",
    'title = "第一章,开头";',
    "opts[0] = 'a,b';",
    "tar -czf backup.tar.gz ./data && ls -l",
    'git commit -m "修正,重排"',
    '--title="春天(一)"',
    '<a href="x,y">首页,返回</a>',
    "${user.name}",
    "{{ item, index }}",
    "SELECT name FROM city WHERE area>100 AND zone='北,南'",
    r"^\d{3},\d{4}$",
    r"[a-z,;]+\.txt",
    '{"城市": "北京", "人口": 2100}',
    '["春,夏", "秋,冬"]',
    r'"共%d页,第%d页\n"',
    "grid[0][1]",
    "min(a, b)",
    "#define MIN(a,b) ((a)<(b)?(a):(b))",
    '=IF(B1>0,"盈,余","亏")',
    '"name":"小,明"',
    "list.sort().reverse()",
    r"D:\data\new.txt",
    "https://example.org/a(b),c?d=1;e",
]

CODE_LINES = [
    "#include <math.h>",
    "int sum(int a, int b) {",
    'char *city = "北京"; // 首都,可以改',
    "}",
    "});",
    'print(f"第{n}页,共{m}页")',
    'city = input("请输入城市(汉字):")',
    "for (int i = 0; i < 3; i++) {",
    "def area(r):",
    "// 说明:这里不检查,由调用者检查",
    '"城市": "北京,上海",',
    '$ grep "甲,乙" a.txt',
    '>>> len("你好,世界")',
    "import os, sys",
    'const list = ["甲,乙", "丙"];',
    "UPDATE city SET name='北,京' WHERE id=1;",
    '@route("/首页,一")',
]


@pytest.mark.parametrize("code", INLINE_CODE)
def test_code_in_a_sentence_stays_as_typed_and_the_sentence_gets_its_marks(code: str) -> None:
    assert edited(f"他写了{code},然后(笑)说:好.") == f"他写了{code}，然后（笑）说：好。"


@pytest.mark.parametrize("line", CODE_LINES)
def test_a_line_of_code_stays_as_typed_with_the_chinese_in_it(line: str) -> None:
    assert edited(line) == line
    blocks, _ = edit_blocks(Heading((Text(line),)))
    assert plain(blocks[0].content) == line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("他说(笑),然后走了.", "他说（笑），然后走了。"),
        ("苹果(Apple),微软(Microsoft)都来了.", "苹果（Apple），微软（Microsoft）都来了。"),
        ("IBM(国际商用机器公司),很老.", "IBM（国际商用机器公司），很老。"),
        ('公司叫Orange("橙子"),不大.', "公司叫Orange（“橙子”），不大。"),
        ("若a<b,则c>d;否则相等.", "若a<b，则c>d；否则相等。"),
        ("见图3(a),表2(b),式(1).", "见图3（a），表2（b），式（1）."),
        ("温度从-5到+3,风力3 - 4级.", "温度从-5到+3，风力3 - 4级。"),
        ("选C,不选D;其余不选.", "选C，不选D；其余不选。"),
    ],
)
def test_prose_that_only_looks_a_little_like_code_is_edited(before: str, after: str) -> None:
    assert edited(before) == after


MENTIONS = [
    ("外层用“”,里层用‘’。", "外层用“”，里层用‘’。"),
    ("一个,和一个.", "一个,和一个."),
    ("顿号是“、”,分号是“;”。", "顿号是“、”，分号是“;”。"),
    ("圆括号()与方括号[]不同,要分清。", "圆括号()与方括号[]不同，要分清。"),
    ("用'而不用\"", "用'而不用\""),
    ("破折号--、省略号...都占两格,别忘了。", "破折号--、省略号...都占两格，别忘了。"),
    ("逗号,句号.,冒号:,书名号《》", "逗号,句号.，冒号:，书名号《》"),
    ("有逗号,、句号.、分号;等,不要混用。", "有逗号,、句号.、分号;等，不要混用。"),
    ("用;分隔,用,隔开。", "用;分隔，用,隔开。"),
    ("问号(?)不能省,感叹号(!)可以省。", "问号（?）不能省，感叹号（!）可以省。"),
    ('空字符串""什么也没有,对吗?', '空字符串""什么也没有，对吗？'),
    ("把,改成;就行了,很简单。", "把,改成;就行了，很简单。"),
]


@pytest.mark.parametrize(("before", "after"), MENTIONS)
def test_a_mark_that_a_text_talks_about_stays_as_typed(before: str, after: str) -> None:
    assert edited(before) == after
    assert edited(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("先用逗号,再用句号.", "先用逗号，再用句号。"),
        ("输入账号,密码,型号:大.", "输入账号，密码，型号：大。"),
        ("第3号,第4号;服务号,订阅号.", "第3号，第4号；服务号，订阅号。"),
        ("他居然说好(!),你信吗(?)", "他居然说好（！），你信吗（？）"),
        ('"甲","乙","丙"三个人.', "“甲”，“乙”，“丙”三个人。"),
        ('所谓"一带""一路"是两件事.', "所谓“一带”“一路”是两件事。"),
        ("冒号:用在前面;分号:用在中间.", "冒号：用在前面；分号：用在中间。"),
        ('他只说:"……"', "他只说：“……”"),
        ("我要一个,你也要一个.", "我要一个，你也要一个。"),
    ],
)
def test_a_mark_that_is_used_is_edited_though_a_name_of_a_mark_stands_near(
    before: str, after: str
) -> None:
    assert edited(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "见https://the.example.org/that/is/not/this/will-be/from-the/wiki,很好(真的).",
        "请看/usr/the/share/is/not/with/that/which/they/have/doc,再说.",
        '写`this is not what they have had with that`,就行了,"对".',
    ],
)
def test_words_of_an_address_or_of_code_make_no_text_english(text: str) -> None:
    assert "，" in edited(text)
    assert opaque.spans(edited(text))


PIECES = st.lists(
    st.one_of(
        st.sampled_from(INLINE_CODE),
        st.sampled_from([before for before, _ in MENTIONS]),
        st.text(
            st.sampled_from("字书号用和、 ,.:;?!()\"'-—…“”‘’（）。，aBn09=<>[]{}`\\/"), max_size=8
        ),
        st.sampled_from(
            ["don't", "'90年代", "5'10\"", "rock 'n' roll", "•", "︽", "︾", "＂", "\u00a0"]
        ),
    ),
    max_size=5,
).map("".join)


@given(text=PIECES)
@example(text='字"code("a,b")"字')
def test_code_and_mentions_are_the_same_bytes_after_editing(text: str) -> None:
    after = edited(text)
    place = 0
    for start, end in opaque.spans(text):
        found = after.find(text[start:end], place)
        assert found >= 0
        place = found + end - start


@given(text=PIECES)
def test_mixed_text_edited_twice_is_the_text_edited_once(text: str) -> None:
    once = edited(text)
    assert edited(once) == once


@given(text=PIECES)
def test_no_letter_digit_or_han_is_changed_in_mixed_text(text: str) -> None:
    def words(of: str) -> str:
        return "".join(re.findall(r"[^\W_]", of))

    assert words(edited(text)) == words(text)
