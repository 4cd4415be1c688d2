"""What a heading or an item of a list begins with: its numbering, or a bullet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.runtime.patterns import regex

_HAN = "〇零一二三四五六七八九十百"
_DIGIT = "0-9０-９"
_UNIT = "米升克吨斤元万亿倍"
_MEASURE = f"{_UNIT}寸尺里秒分时小天日月年岁度角千百个次种版期代级折英厘毫公平人件页层楼号"
"""What follows a number that counts: 1.5米, 2.0版 are no numbers of headings."""


class Numbering(NamedTuple):
    """The kind of a number before a line, and its `rank`: a lower one stands above a higher."""

    kind: str
    rank: float


_CHAPTERS = (
    (
        "part",
        0,
        rf"第 [{_HAN}0-9]{{1,4}} (?: 部 分? (?= [\s:：、] | \Z ) | [编編] (?! [号辑制写] ))",
    ),
    (
        "chapter",
        1,
        rf"第 [{_HAN}0-9]{{1,4}} (?: [章講] | 讲 (?! 话 ) | [篇] (?! [文幅] ) | 回 (?! [来到合] ))",
    ),
    ("section", 2, rf"第 [{_HAN}0-9]{{1,4}} [节節] (?! [课目] )"),
    ("step", 2.5, rf"第 [{_HAN}0-9]{{1,4}} 步"),
    ("article", 3, rf"第 [{_HAN}0-9]{{1,4}} [条條] (?! [件约例] )"),
)
_IN_BRACKETS = ("arabic in brackets", 8, r"[(（]? [0-9]{1,3} [)）]")
_DIGITS = (
    (
        "decimal", 7,
        r"[0-9]{1,2} (?: [.．] [0-9]{1,2} ){2,4} [.．、)]? \s* (?= [^\s\d.．] )"
        rf"| [0-9]{{1,2}} [.．] [0-9]{{1,2}} (?: [.．、)]? \s+ (?! [{_UNIT}] ) | [、)] )"
        rf"| [0-9]{{1,2}} [.．] [0-9]{{1,2}} (?= [\u3400-\u9fff] ) (?! [{_MEASURE}] )",
    ),
    ("number", 7, rf"[0-9]{{1,2}} [ \u00a0\u3000]+ (?= [\u3400-\u9fff] ) (?! [{_MEASURE}] )"),
    ("arabic", 7, rf"[{_DIGIT}]{{1,3}} \s? [.．] (?! [0-9] )"),
    _IN_BRACKETS,
)  # fmt: skip
_OTHERS = (
    ("roman", 4, r"[Ⅰ-Ⅻ]{1,2} \s? [、.．]? | [IVX]{2,4} [、.．] \s? (?= [^\s!-~] )"),
    ("formal han", 4.5, r"[壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3} \s? [、.．]"),
    ("han", 5, rf"[{_HAN}]{{1,4}} (?: \s? [、.．] | \s+ (?= [^\s{_HAN}] ))"),
    ("han in brackets", 6, rf"[(（] [{_HAN}]{{1,4}} [)）]"),
    _IN_BRACKETS,
    ("stem", 8.5, r"[甲乙丙丁戊己庚辛壬癸] (?: [.．] | 、 (?! [甲乙丙丁戊己庚辛壬癸] ) )"),
    ("latin", 9, r"[(（]? [A-Za-z] [.．、)）] \s? (?= [^\s!-~] )"),
    ("point", 10, r"(?: [一二三四五六七八九十] 是 | 其 [一二三四五六] [是,，:：、] )"),
)  # fmt: skip


def _patterns(kinds: Sequence[tuple[str, float, str]]) -> list[tuple[str, float, re.Pattern[str]]]:
    return [(kind, rank, regex(form, re.VERBOSE)) for kind, rank, form in kinds]


_KINDS = dict.fromkeys("0123456789０１２３４５６７８９", _patterns(_DIGITS))
_KINDS["第"] = _patterns(_CHAPTERS)
"""The kinds of a line by its first character."""
_OTHER_KINDS = _patterns(_OTHERS)

_LIST_ITEM = regex(
    r"""
      [0-9０-９]{1,3} 、                # 1、
    | [•●○■□◆◇▪‣◦▲△★☆✅❌✔✖✓✗✘☑☐➤➢►▶❖✦✧※]  # a bullet, a tick
    | · \s* (?= \S )                   # a middle dot: no name begins with one
    | [①-⑳⑴-⒇㈠-㈩❶-❿]
    | [-*] (?: \s+ (?! [*-] ) | (?= [^\W\d_] ) )  # a hyphen before a word: neither -5 nor --
    """,
    re.VERBOSE,
)
_SIGNED = frozenset("■□◆◇▲△★☆※")
"""Bullets that stand before headings too."""

BEGINNINGS = frozenset(
    f"第{_HAN}壹贰叁肆伍陆柒捌玖拾貳參陸甲乙丙丁戊己庚辛壬癸其(（0123456789０１２３４５６７８９•●○■□◆◇▪‣◦▲△★☆✅❌✔✖✓✗✘☑☐➤➢►▶❖✦✧※⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩❶❷❸❹❺❻❼❽❾❿·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-*"
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
"""What a marker begins with: worth asking before the two below."""


def numbering(text: str) -> Numbering | None:
    """Return the numbering that a line begins with. 1.1.1 stands below 1.1, and that below 1."""
    for kind, rank, form in _KINDS.get(text[0], _OTHER_KINDS):
        if match := form.match(text):
            depth = len(re.findall("[.．][0-9]", match[0])) if kind == "decimal" else 0
            return Numbering(f"{kind} {depth}" if depth else kind, rank + depth / 10)
    return None


def is_item(text: str) -> bool:
    """Tell whether a line begins as an item of a list does, whatever stands around it."""
    return _LIST_ITEM.match(text) is not None


def is_signed(text: str) -> bool:
    """Tell whether a line begins with a bullet that also stands before headings."""
    return text[0] in _SIGNED


def is_marked(text: str) -> bool:
    """Tell whether a line begins a heading or an item of a list."""
    return text[0] in BEGINNINGS and (is_item(text) or numbering(text) is not None)
