"""A text that was broken at a fixed width is paragraphs again; a poem keeps its lines."""

from __future__ import annotations

import pytest

from publisher.model import Heading, Page, plain
from publisher.problems import Problem
from publisher.sources.reader import read_page
from publisher.sources.structure import wrapping

PROSE = (
    "做豆腐要用当年的黄豆，先在凉水里泡一夜，泡到用手一捻就能分成两半才算好。磨的时候水要匀着加，水多了浆薄，水少了磨不动。",
    "浆磨好以后用布袋滤去豆渣，倒进大锅里慢慢烧开，一边烧一边搅，不然锅底要糊，糊了的豆腐有一股苦味，谁也不愿意吃。",
    "点卤是最要紧的一步，卤水要一点一点地加，看见锅里起了云朵一样的花就停手，盖上盖子等一刻钟，再舀到木框里压去水分。",
    "压好的豆腐切成方块，放在清水里养着，第二天早上挑到集上去卖，卖不完的做成豆腐干，能放半个月。",
)


def read(body: str) -> tuple[Page, tuple[Problem, ...]]:
    page = f"题目\n2026-01-12\n基本释义\n\n{body}\n\n最新文章\n\n相关专题\n"
    return read_page(page.encode(), "page.txt")


def texts(body: str) -> list[str]:
    page, _ = read(body)
    return [plain(block.content) for block in page.topics[0].sections[0].blocks]


def headings(body: str) -> list[str]:
    page, _ = read(body)
    blocks = page.topics[0].sections[0].blocks
    return [plain(block.content) for block in blocks if isinstance(block, Heading)]


def broken(text: str, width: int, first: str = "") -> list[str]:
    """Break a text of Han after so many characters; a mark does not begin a line."""
    lines, line = [], first
    for char in text:
        if len(line) >= width and char not in "，。":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


@pytest.mark.parametrize("width", [16, 19, 24, 28, 35, 38, 50])
@pytest.mark.parametrize("first", ["\u3000\u3000", "\u00a0\u00a0\u00a0\u00a0"])
def test_paragraphs_that_were_broken_at_a_width_and_indented_are_whole_again(
    width: int, first: str
) -> None:
    lines = [line for text in PROSE for line in broken(text, width, first)]
    assert texts("\n".join(lines)) == list(PROSE)


@pytest.mark.parametrize("width", [16, 22, 30, 38])
@pytest.mark.parametrize("indent", ["", "    "])
def test_paragraphs_with_blank_lines_between_and_no_indent_of_their_own_are_whole_again(
    width: int, indent: str
) -> None:
    paragraphs = ["\n".join(indent + line for line in broken(text, width)) for text in PROSE]
    assert texts("\n\n".join(paragraphs)) == list(PROSE)


@pytest.mark.parametrize("width", [21, 26, 33])
def test_where_only_a_short_line_ends_a_paragraph_it_does(width: int) -> None:
    lines = [line for text in PROSE for line in broken(text, width)]
    assert texts("\n".join(lines)) == list(PROSE)


def test_a_mark_at_the_beginning_of_a_line_goes_back_to_its_word_and_no_line_is_a_heading() -> None:
    lines = [text[at : at + 17] for text in PROSE for at in range(0, len(text), 17)]
    assert any(line[0] in "，。" for line in lines)
    assert texts("\n".join(lines)) == list(PROSE)
    assert headings("\n".join(lines)) == []


def test_a_text_whose_wide_marks_were_made_narrow_after_breaking_is_joined_too() -> None:
    narrow = [text.replace("，", ",") for text in PROSE]
    lines = [line.replace("，", ",") for text in PROSE for line in broken(text, 26, "\u3000\u3000")]
    assert texts("\n".join(lines)) == narrow


def test_latin_words_get_their_space_back_han_get_none_and_a_hyphenated_word_is_whole() -> None:
    lines = (
        "\u3000\u3000这套程序叫Galley，是一位老排字工人写的，他一辈子都在",
        "印刷厂里做事，退休以后才学会编程。说明书上写着The small",
        "press is a room for every reader，又说每一本书都要有mono-",
        "typed的耐心去校对，哪怕只有一个人读，也要印得干干净净，一个",
        "错字也不留。做完以后，他把程序送给了镇上的小学，孩子们拿它排",
        "自己的作文。",
    )
    (text,) = texts("\n".join(lines))
    assert "都在印刷厂里" in text
    assert "The small press is" in text
    assert "有monotyped的耐心" in text


def test_a_heading_above_broken_paragraphs_stays_a_heading() -> None:
    parts = ["一、泡豆", *broken(PROSE[0], 24), "二、滤浆", *broken(PROSE[1], 24)]
    body = "\n".join(parts)
    assert headings(body) == ["一、泡豆", "二、滤浆"]
    assert texts(body) == ["一、泡豆", PROSE[0], "二、滤浆", PROSE[1]]


def test_the_title_of_the_next_topic_is_not_joined_to_the_paragraph_above_it() -> None:
    lines = "\n".join(line for text in PROSE for line in broken(text, 24))
    page, _ = read(
        f"{lines}\n\n最新文章\n\n相关专题\n\n豆腐干\n基本释义\n{lines}\n\n豆浆\n基本释义\n{lines}"
    )
    assert [topic.title for topic in page.topics] == ["题目", "豆腐干", "豆浆"]


def test_the_last_line_of_an_article_is_joined_though_another_article_follows() -> None:
    lines = "\n".join(broken(PROSE[0], 24) + broken(PROSE[1], 24))
    page, _ = read(f"{lines}\n详细释义\n\n{lines}")
    for section in page.topics[0].sections:
        assert [plain(block.content) for block in section.blocks] == list(PROSE[:2])


def test_what_was_joined_is_said_once_with_the_first_line() -> None:
    _, problems = read(
        "\n".join(line for text in PROSE for line in broken(text, 24, "\u3000\u3000"))
    )
    (note,) = (problem for problem in problems if problem.code == "joined-lines")
    assert (note.level, note.line) == ("note", 5)


POEM = ["山下寒林一径斜，", "白云深处两三家。", "夜来不觉春潮起，", "流过门前尽是花。"]
LONG_POEM = [f"{one}{two}" for one, two in zip(POEM[::2], POEM[1::2], strict=True)] * 3
SONG = [
    "船儿慢慢地摇啊",
    "摇过那个弯弯的桥",
    "桥下的水轻轻地唱",
    "唱一首外婆的歌谣",
    "月亮爬上了树梢",
    "我在梦里也在笑",
]
ADDRESSES = [
    "第一门市部：南门外大街二十七号院内平房，电话五三四",
    "第二门市部：东关集市北口，逢五逢十开门",
    "第三门市部：火车站广场西侧候车室旁边的小卖部二楼",
    "总店：鼓楼前街一号",
]
CODE = [
    "for (int i = 0; i < count; i++) {",
    "    total += values[i] * weights[i];",
    "}",
    "return total;",
]
NAMES = [
    "甲组：王小山、李大河、赵石头、钱满仓、孙木匠",
    "乙组：周水生、吴金锁、郑老根",
    "丙组：冯铁柱、陈来福、褚三、卫四、蒋五",
]


@pytest.mark.parametrize("lines", [POEM, LONG_POEM, SONG, ADDRESSES, CODE, NAMES])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_poems_songs_addresses_code_and_lists_keep_their_lines(
    lines: list[str], indent: str
) -> None:
    body = "\n".join(indent + line for line in lines)
    assert [text.strip() for text in texts(body)] == [line.strip() for line in lines]


def test_paragraphs_of_one_line_each_are_not_joined_however_close_they_stand() -> None:
    assert texts("\n".join(f"\u3000\u3000{text}" for text in PROSE)) == list(PROSE)
    assert texts("\n".join(PROSE)) == list(PROSE)


@pytest.mark.parametrize("width", [9, 10, 12])
def test_very_narrow_lines_are_joined_where_paragraphs_are_indented_or_apart(width: int) -> None:
    indented = [line for text in PROSE for line in broken(text, width, "\u3000\u3000")]
    assert texts("\n".join(indented)) == list(PROSE)
    assert texts("\n\n".join("\n".join(broken(text, width)) for text in PROSE)) == list(PROSE)


SONG = "正月里来探妹正月正二月里来探妹龙抬头三月里来探妹菜花黄四月里来探妹养蚕忙"


@pytest.mark.parametrize("pause", ["", "，"])
def test_a_song_of_long_equal_lines_keeps_them(pause: str) -> None:
    lines = [SONG[at : at + 5] + pause + SONG[at + 5 : at + 9] for at in range(0, 36, 9)]
    assert texts("\n".join(lines)) == lines


def test_long_lines_that_all_end_at_a_comma_are_joined() -> None:
    lines = [
        ("修谱的事由老六牵头，他在外面教了四十年书，退休以后回到村里，", "闲不住。"),
        ("先要把各家的旧本子借来，有的只剩半本，有的让虫蛀得不成样子，", "得一页一页地揭。"),
        ("然后去坟山上抄碑，碑上的字长了青苔，要用硬毛刷蘸着水慢慢刷，", "刷净再拓。"),
    ]
    assert texts("\n\n".join("\n".join(pair) for pair in lines)) == ["".join(p) for p in lines]


@pytest.mark.parametrize("width", [60, 76, 100])
def test_items_between_broken_paragraphs_do_not_hide_that_they_are_broken(width: int) -> None:
    items = [f"{number}、带上{thing}；" for number, thing in enumerate(("干粮", "火柴", "绳子"), 1)]
    paragraphs = [*PROSE[:2], *items, PROSE[2], PROSE[3]]
    lines = [line for text in paragraphs for line in broken(text, width // 2)]
    assert texts("\n".join(lines)) == paragraphs


def test_headings_in_narrow_lines_do_not_hide_that_the_text_is_broken() -> None:
    paragraphs = [
        "一、挑选当年的黄豆",
        PROSE[0],
        "二、滤去豆渣再烧浆",
        PROSE[1],
        "三、点卤和压水",
        PROSE[2],
    ]
    lines = [line for text in paragraphs for line in broken(text, 15)]
    assert texts("\n".join(lines)) == paragraphs


@pytest.mark.parametrize(
    ("above", "below", "joint"),
    [
        ("在安装", "Python", "在安装 Python"),
        ("设备是", "/dev/sda", "设备是 /dev/sda"),
        ("大约有 25", "兆左右", "大约有 25 兆左右"),
        ("先写 foo", ",再写 bar", "先写 foo,再写 bar"),
        ("打开窗", "口", "打开窗口"),
    ],
)
def test_latin_words_get_back_the_space_that_a_line_end_has_taken(
    above: str, below: str, joint: str
) -> None:
    assert wrapping.joint(above, below, spaced=True) == joint


def test_a_page_with_spaces_beside_latin_keeps_them_where_its_lines_were_broken() -> None:
    lines = [
        "\u3000\u3000系统升级以后 Firefox 打不开旧的书签，原来是",
        "profile 目录换了地方。把 places.sqlite 这个文件复制",
        "过去就行，但是要先退出 Firefox，否则文件写到一半会",
        "\u3000\u3000另外 Thunderbird 也有同样的毛病，办法是一样的，",
        "不过它的邮件文件要大得多，先看看磁盘够不够 10 GB。",
    ]
    assert "原来是 profile 目录" in texts("\n".join(lines))[0]


@pytest.mark.parametrize("indent", ["", "\u3000\u3000", "    "])
@pytest.mark.parametrize(
    "lines",
    [
        (
            "雪落在没有门牌的老屋上",
            "落在收割以后的稻茬上",
            "落在一条忘了名字的河上",
            "河水还是向东流了一夜",
        ),
        (
            "南门外青石板街七十四号二进东厢房三间",
            "北门外棉花市街一百零六号临街铺面一间",
            "西门外打铁巷十三号后院柴房及灶屋两间",
            "东门外下河街二百二十号沿河吊脚楼半座",
        ),
    ],
)
def test_a_poem_or_a_list_of_addresses_of_equal_length_keeps_its_lines(
    indent: str, lines: tuple[str, ...]
) -> None:
    assert texts("\n".join(indent + line for line in lines)) == list(lines)
