"""A heading is more than a short line; its level follows its number; lists, rows and code stay."""

from __future__ import annotations

from itertools import pairwise

import pytest

from publisher.model import Heading, plain
from publisher.sources.reader import read_page


def blocks(*lines: str) -> list[tuple[str, str]]:
    """Return the kind of each block, a heading's with its level, and its text."""
    body = "\n\n".join(f"\u3000\u3000{line}" for line in lines)
    page, _ = read_page(f"题目\n详细释义\n\n{body}\n\n最新文章\n相关专题\n".encode(), "x")
    return [
        (f"Heading {block.level}" if isinstance(block, Heading) else type(block).__name__,
         plain(block.content))
        for section in page.topics[0].sections
        for block in section.blocks
    ]  # fmt: skip


def headings(*lines: str) -> list[str]:
    return [text for kind, text in blocks(*lines) if kind.startswith("Heading")]


TEXT = "这一段说的是另外一件事,与上面没有关系。"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "尊敬的各位乡亲:",
            "祠堂将于下月动工,望大家出力。",
            "此致",
            "敬礼",
            "村委会",
            "2026年3月5日",
            TEXT,
        ),
        ("来信已经收到,迟复为歉。", "顺颂春安", "弟文山顿首", "三月初五", TEXT),
        ("特此通知", "二〇二六年三月五日", TEXT),
    ],
)
def test_the_close_of_a_letter_its_signature_and_date_are_no_headings(
    lines: tuple[str, ...],
) -> None:
    assert headings(*lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        (
            "月亮出来亮汪汪",
            "想起我的阿哥在深山",
            "哥像月亮天上走",
            "天上走",
            "山下小河淌水",
            "清悠悠。",
        ),
        ("风轻轻地吹,", "吹过了麦田", "我站在田埂上", "等一个人回来。", "他没有回来", "天就黑了。"),
        ("一个人", "一条河", "一只船。", "半个月亮", "照着半座山"),
    ],
)
def test_a_line_of_a_song_is_no_heading_however_short(lines: tuple[str, ...]) -> None:
    assert headings(*lines, TEXT) == []


@pytest.mark.parametrize(
    "line",
    [
        "甲:你先说", "A:好的", "问:几点开门", "25.00元/斤", "¥1280", "13800138000", "10:30",
        "北京市朝阳区某某路88号院3号楼", "someone@example.org", "https://example.org/a",
        "地址:南街12号", "3.14159", "}", "a.", "...", "else", "2026-03-05", "(完)", "图1 石桥全景",
        "(图片来源:县志)", "本报记者 王小山", "新华社杭州3月5日电", "* * *", "——————",
    ],
)  # fmt: skip
def test_speech_prices_numbers_addresses_and_fragments_are_no_headings(line: str) -> None:
    assert headings(TEXT, line, TEXT) == []


@pytest.mark.parametrize(
    "line",
    [
        "工具",
        "为什么用梨木?",
        "【注意】",
        "■ 材料",
        "第二章 刻板",
        "Python",
        "八九十年代的书",
        "摄影技巧",
        "表里如一",
    ],
)
def test_a_true_heading_is_one(line: str) -> None:
    assert headings(TEXT, line, "Python和工具都在这里,说明见后。", TEXT) == [line]


def test_the_last_line_of_an_article_is_no_heading() -> None:
    assert headings("一、开头", TEXT, "尾声") == ["一、开头"]


def test_the_level_of_a_heading_follows_its_number_whatever_came_first() -> None:
    assert [kind for kind, _ in blocks(
        "(一)先说小的", TEXT, "一、再说大的", TEXT, "(一)大的里面", TEXT, "1.更小的", TEXT,
        "(1)最小的", TEXT, "二、另一个大的", TEXT,
    ) if kind != "Paragraph"] == [
        "Heading 1", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 1"
    ]  # fmt: skip


def test_decimal_numbers_have_a_level_for_each_part() -> None:
    assert [entry for entry in blocks(
        "1.概述", TEXT, "1.1 来历", TEXT, "1.1.1 名称", TEXT, "1.1.2 地点", TEXT, "1.2 沿革", TEXT,
        "2.做法", TEXT, "2.1选料", TEXT,
    ) if entry[0] != "Paragraph"] == [
        ("Heading 1", "1.概述"), ("Heading 2", "1.1 来历"), ("Heading 3", "1.1.1 名称"),
        ("Heading 3", "1.1.2 地点"), ("Heading 2", "1.2 沿革"), ("Heading 1", "2.做法"),
        ("Heading 2", "2.1选料"),
    ]  # fmt: skip


def test_no_heading_is_more_than_one_level_below_the_one_above_it() -> None:
    kinds = [kind for kind, _ in blocks(
        "第一章 甲", TEXT, "一、乙", TEXT, "(1)丙", TEXT, "无号的题", TEXT, "(2)丁", TEXT,
    ) if kind != "Paragraph"]  # fmt: skip
    levels = [int(kind[-1]) for kind in kinds]
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_articles_of_a_charter_are_paragraphs() -> None:
    assert (
        headings(
            "第一条 本会名为望江诗社。", "第二条 会员每月交一首诗。", "第十一条 诗稿由秘书保管。"
        )
        == []
    )


@pytest.mark.parametrize(
    "items",
    [
        ["1.糯米三斤;", "2.红枣半斤;", "3.粽叶五十张。"],
        ["1)洗米", "2)泡叶", "3)包粽"],
        ["(1)米要新;", "(2)叶要宽;"],
        ["①烧水", "②下锅"],
        ["- 白线", "* 剪刀"],
        ["a.甜的", "b.咸的", "c.什么也不放的"],
        ["一是快;", "二是准;", "三是稳。"],
        ["9.第九样", "10.第十样", "101.第一百零一样"],
        ["■ 大锅", "■ 小锅"],
    ],
)
def test_the_items_of_a_list_are_items(items: list[str]) -> None:
    assert blocks("要备的有:", *items, TEXT)[1:-1] == [("ListItem", item) for item in items]


@pytest.mark.parametrize(
    "line",
    [
        "1.5升的水壶要两个。",
        "2.0版的说明书丢了。",
        "5.1假期照常开门。",
        "2024年的粽子卖得最好。",
        "3.5斤米够了。",
    ],
)
def test_a_number_that_counts_begins_no_list(line: str) -> None:
    assert blocks(TEXT, line, TEXT)[1] == ("Paragraph", line)


def rows(*lines: str) -> list[str]:
    body = "\n".join(lines)
    page, _ = read_page(f"题目\n详细释义\n\n下面是价目。\n{body}\n以上。\n".encode(), "x")
    return [plain(block.content) for block in page.topics[0].sections[0].blocks][1:-1]


def test_columns_typed_with_tabs_gaps_or_bars_stay_columns() -> None:
    assert rows("品名\t斤两\t价钱", "豆腐\t2\t3元", "豆浆\t1\t1元") == [
        "品名 | 斤两 | 价钱", "豆腐 | 2 | 3元", "豆浆 | 1 | 1元"
    ]  # fmt: skip
    assert rows("豆腐    3元", "豆浆    1元") == ["豆腐 | 3元", "豆浆 | 1元"]
    assert rows("| 品名 | 价钱 |", "|---|---|", "| 豆腐 | 3元 |") == [
        "| 品名 | 价钱 |", "|---|---|", "| 豆腐 | 3元 |"
    ]  # fmt: skip


def test_a_tab_after_a_number_and_a_gap_in_a_poem_make_no_columns() -> None:
    assert rows("1.\t磨豆子。", "2.\t点卤水。") == ["1. 磨豆子。", "2. 点卤水。"]
    assert rows("春眠不觉晓\u3000处处闻啼鸟", "夜来风雨声\u3000花落知多少") == [
        "春眠不觉晓\u3000处处闻啼鸟", "夜来风雨声\u3000花落知多少"
    ]  # fmt: skip


def test_a_comment_and_a_brace_inside_code_are_no_headings() -> None:
    lines = ("#include <stdio.h>", "int main(void)", "{", "# 取数", "int x = read();", "}")
    assert headings("程序如下:", *lines, TEXT) == []


def test_code_keeps_its_lines_and_its_inner_indent() -> None:
    found = blocks(
        "程序如下:",
        "def greet(name):",
        "    if not name:",
        "        return None",
        "    print(name)",
        TEXT,
    )
    assert found[1:-1] == [
        ("Paragraph", "def greet(name):"),
        ("Paragraph", "\u00a0\u00a0\u00a0\u00a0if not name:"),
        ("Paragraph", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0return None"),
        ("Paragraph", "\u00a0\u00a0\u00a0\u00a0print(name)"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("他放下扁担,朝门里喊了一声。", "“有人在家吗?”", "“谁呀?”", "门开了一条缝。"),
        ("车站里的灯全灭了。", "「末班車開了沒有?」", TEXT),
        ("先生合上书,看着我们。", '"懂了吗?"', TEXT),
    ],
)
def test_a_question_that_somebody_asks_in_quotes_is_no_heading(lines: tuple[str, ...]) -> None:
    assert headings(*lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("亲爱的表姐", "你托我找的种子已经寄出。", "想你的小岚", "于大理", "11月2日夜", TEXT),
        ("敬爱的李老师", "毕业已经三年,时常想起您。", "永远爱您的三班同学", TEXT),
        ("亲爱的孩子们", "雪停了我就回来。", "爱你们的父亲", "腊月廿三晚", TEXT),
    ],
)
def test_the_greeting_and_the_signature_of_a_letter_among_friends_are_no_headings(
    lines: tuple[str, ...],
) -> None:
    assert headings(*lines) == []


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("壹、缘起", "甲、人证"), ("貳、經過", "乙．物證"), ("叁. 结局", "丙、书证")],
)
def test_a_formal_number_stands_above_a_heavenly_stem(outer: str, inner: str) -> None:
    kinds = [kind for kind, _ in blocks(outer, TEXT, inner, TEXT)]
    assert kinds == ["Heading 1", "Paragraph", "Heading 2", "Paragraph"]


def test_two_stems_that_name_two_people_are_no_number() -> None:
    assert blocks("甲、乙两队的赛程", TEXT)[0] == ("Heading 1", "甲、乙两队的赛程")


@pytest.mark.parametrize("tick", ["✅", "❌", "✔", "☑", "➤", "✔\ufe0f"])
def test_lines_with_a_tick_before_them_are_a_list(tick: str) -> None:
    lines = [f"{tick}带好水壶", f"{tick}别碰栏杆"]
    assert [kind for kind, _ in blocks(*lines, TEXT)] == ["ListItem", "ListItem", "Paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        ("“下雨了”", "“收衣服”", TEXT),
        ("She never came back.", TEXT),
        ("门外只有风声……", TEXT),
        ("——题自画像", TEXT),
        ("图纸见http://drawings.example/7", TEXT),
        ("Q2:雨天开放吗?", "A2:开放。", TEXT),
        ("记者:票价多少?", "馆长想了想,说不要钱。", TEXT),
    ],
)
def test_speech_sentences_mottoes_and_addresses_are_no_headings(lines: tuple[str, ...]) -> None:
    assert headings(*lines) == []


@pytest.mark.parametrize("pair", ["⑴⑵", "❶❷", "㈠㈡", "··", "※※"])
def test_numbers_in_one_character_and_middle_dots_make_lists(pair: str) -> None:
    lines = [f"{mark}擦净窗台" for mark in pair]
    assert [kind for kind, _ in blocks(*lines, TEXT)][:2] == ["ListItem", "ListItem"]


@pytest.mark.parametrize("bar", ["|", "｜", " |"])
def test_two_columns_with_a_bare_bar_between_stay_columns(bar: str) -> None:
    rows = [
        f"{name}{bar}{count}" for name, count in (("器物", "件数"), ("陶罐", "两"), ("铜镜", "一"))
    ]
    found = [text for _, text in blocks("出土的器物如下。", *rows, TEXT)]
    assert found[1:4] == ["器物 | 件数", "陶罐 | 两", "铜镜 | 一"]


def test_a_single_line_with_a_bar_stays_as_it_is() -> None:
    assert blocks("集合写作{x|x大于零}。", TEXT)[0][1] == "集合写作{x|x大于零}。"
