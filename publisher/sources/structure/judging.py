"""What a line of an article is by itself: text, code, a date, the close of a letter, an item.

A short line without a final stop may be a heading. The close of a letter, a speaker's turn, a
price and an address look the same; each is known by its own words.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from publisher.runtime.patterns import regex
from publisher.sources.structure import markers
from publisher.sources.structure.markers import Numbering

LENGTH = 30
"""Characters that an unnumbered heading has at most; its page also takes it for one line."""
NUMBERED_LENGTH = 40
_QUESTION_LENGTH = 20

CLOSING = "”’」』》〉）)】]\"'"
OPENING = "“‘「『\"'"
STOPS = "。！？!?；;"
PAUSES = "，,、：:…"
_NO_HEADING_ENDS = f"{STOPS}{PAUSES}"
_NEVER_LAST = frozenset("。！!；;，,、：:")
"""What ends most lines, and no heading; asked first."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NO_HEADINGS = frozenset({"li", "dd", "dt", "caption", "figcaption", "img"})
"""Elements that are headings, and those that are none, however short."""
_MARKED_UP_LENGTH = 60
_SENTENCE_ENDS = "。；;，,、"

_LATIN_SENTENCE = regex(r"[A-Za-z]{2}\.\Z")
_LATIN_WORD = regex(r"[^\W\d_]{2,}")
LABEL = regex(
    r"""
    (?P<label> [^\s:：，。！？；…,!?;] [^:：，。！？；…,!?;]{0,11} )
    [:：] (?! // ) \s* (?= \S )        # no URL, and text after the colon
    """,
    re.VERBOSE,
)
_QUOTES = '"“「'
_SPEAKER = regex(r"(?:[^\W\d_]|[问答QA][0-9]{1,2}|旁白|记者|主持人|网友|老师|学生|客服)[:：]")
_DATA = regex(r"[^:：]{1,12}[:：]\s*[\d¥￥$+(（].*|[^:：]{1,12}[:：]\s*\S+@\S+")

_NUMERAL = "0-9〇零一二三四五六七八九十廿卅"
_FIGURE = regex(
    r"""
      [¥￥$€£]? \s? [\d０-９][\d\s.,:/%+()*×xX~～—–-]* (?: [元角分块圆] | [万亿]元 | 美元 | 港元 )?
        (?: \s? / \s? \S{1,3} | 起 )?                                  # 25.00元/斤, 10:30, 86-10
    | \S+ @ \S+ \. \w+ | (?: https?:// | www\. ) \S+                   # an address of the net
    | .* (?: 省 | 市 | 区 | 县 | 镇 | 乡 | 村 | 路 | 街 | 巷 | 大道 ) [^，。]*
        [\d０-９]+ \s? (?: 号 | 弄 | 室 | 楼 | 栋 | 幢 | 座 | 单元 ) [^，。]*  # of a house
    """,
    re.VERBOSE,
)
_HOUR = r"(?:[凌清早]?晨|早上?|上午|正?午|下午|傍晚|晚上?|深?夜里?|灯下)?"
_DATE = regex(
    rf"(?:公元)?[{_NUMERAL}]{{2,4}}\s?[年./-]\s?[{_NUMERAL}]{{1,3}}\s?[月./-]\s?[{_NUMERAL}]{{1,3}}\s?[日号]?{_HOUR}"
    rf"|[{_NUMERAL}]{{1,3}}月[{_NUMERAL}]{{1,3}}[日号]{_HOUR}"
)
_CLOSE = regex(
    r"""
      此致 (?: \s* 敬礼 )? | 敬礼 | (?:谨此|此致?) (?:奉告|布达|函达|致谢)
    | .{0,6} (?: 敬上 | 谨上 | 谨启 | 敬启 | 拜上 | 手书 | 顿首 | 叩首 | 谨识 | 谨记 )
    | (?: 顺颂 | 顺祝 | 即颂 | 敬颂 | 敬祝 | 谨祝 | 恭祝 | 并颂 | 并祝 ) .{0,12}
    | (?: 永远 )? [爱想] (?: 念 )? (?: 你 | 您 ) 们? 的 .{1,8}
    | 祝 (?: 好 | 您 | 你 | 大家 ) .{0,10} | 祝 .{0,4} (?: 安 | 康 | 愉快 | 快乐 | 顺利 | 如意 )
    | 特此 (?: 通知 | 公告 | 通告 | 证明 | 说明 | 声明 | 函告 | 函复 | 报告 | 批复 | 请示 )
    | (?: 未完待续 | 待续 | 未完 | 全文完 | [(（]\s?(?:完|全文完|待续|未完待续)\s?[)）] )
    """,
    re.VERBOSE,
)
_GREETING = regex(r"(?:敬爱|尊敬|亲爱|最亲爱|可爱)的[^的，。]{1,12}")
_REPORTER = "记者|通讯员|实习生|责编|责任编辑|摄影|供稿|来源"
_ASIDE = regex(
    rf"""
      [(（\[［【] \s? (?: 图片? | 来源 | 转载 | 摄影 | 责编 | 编辑 | 注 ) \s? [:：/0-9] .*
    | [(（] \s? 图片? (?: 来源 | 由 ) .*
    | [□■]? \s? (?: 本报 | 本刊 | 新华社 ) (?: {_REPORTER} ) (?: \s? \S{{2,6}} ){{0,3}}
    | (?: {_REPORTER} ) (?: \s [\u3400-\u9fff]{{2,4}} ){{1,3}}
    | [图表] \s? [0-9一二三四五六七八九十]{{1,3}} (?: [-.] [0-9]{{1,2}} )? (?: [\s:：.、] .* )?
    | .{{2,14}} [0-9]{{1,2}}月 [0-9]{{1,2}}日 [电讯]
    """,
    re.VERBOSE,
)
"""A caption, a byline, a dateline: no heading, but text may follow a heading above it."""
_ODD = regex(
    "[图表源注者员编影稿生电讯0-9０-９@年月日号致敬谨启祝颂礼此完续安康的]|www|http|[上书首]\\Z"
)
"""What a date, a number, an address or the close of a letter is not without; asked first."""


class Kind(Enum):
    """What a line of an article is by itself."""

    TEXT = "text"
    CODE = "code"
    ROW = "row of a table"
    FIGURE = "number, price, address"
    DATE = "date"
    CLOSE = "close of a letter"
    ASIDE = "caption, byline"


class Piece(NamedTuple):
    """A paragraph to be: its text, what that is, its numbering, whether a list's item.

    A `candidate` may be a heading. `tag` is the HTML element, where there is one.
    """

    text: str
    kind: Kind
    numbering: Numbering | None
    item: bool
    candidate: bool
    tag: str = ""

    @property
    def is_marked_up(self) -> bool:
        """Whether the markup says that this is a heading, and it does not read like a sentence."""
        short = len(self.text) <= _MARKED_UP_LENGTH and self.text[-1] not in _SENTENCE_ENDS
        return self.tag in _HEADINGS and short


def piece(text: str, kind: Kind, may_be_heading: bool, tag: str = "") -> Piece:
    """Judge one paragraph by itself; `may_be_heading` says that its place allows one.

    Where markup says what it is, that is not asked.
    """
    if tag in _HEADINGS:
        return Piece(text, kind, markers.numbering(text), False, True, tag)
    if kind is not Kind.TEXT or tag in _NO_HEADINGS:
        return Piece(text, kind, None, tag == "li", False)
    numbering, item = None, False
    if text[0] in markers.BEGINNINGS:
        numbering, item = markers.numbering(text), markers.is_item(text)
    limit = NUMBERED_LENGTH if numbering or item else LENGTH
    if text[-1] in _NEVER_LAST or len(text) > limit or not may_be_heading:
        return Piece(text, kind, numbering, item, False)
    if not _ends_like_heading(text):
        return Piece(text, kind, numbering, item, False)
    kind = _kind(text) if numbering is None else kind
    candidate = (
        kind is Kind.TEXT
        and (not item or markers.is_signed(text))
        and (numbering is None or numbering.kind != "point")
        and not _is_spoken_or_data(text)
        and not _is_speech(text)
        and _has_word(text)
    )
    return Piece(text, kind, numbering, item, candidate)


def _kind(text: str) -> Kind:
    if not _ODD.search(text):
        return Kind.TEXT
    if _DATE.fullmatch(text):
        return Kind.DATE
    if _CLOSE.fullmatch(text):
        return Kind.CLOSE
    if _GREETING.fullmatch(text):
        return Kind.ASIDE
    if _ASIDE.fullmatch(text):
        return Kind.ASIDE
    return Kind.FIGURE if _FIGURE.fullmatch(text) else Kind.TEXT


def _is_spoken_or_data(text: str) -> bool:
    if text[0] in "—-–" or _LATIN_SENTENCE.search(text):
        return True
    if ":" not in text and "：" not in text:
        return False
    return "://" in text or _SPEAKER.match(text) is not None or _DATA.fullmatch(text) is not None


def _is_speech(text: str) -> bool:
    """Tell whether a speech goes on in the next line, or is a question and all of this one."""
    if text[0] in _QUOTES and text.rstrip(CLOSING)[-1:] in "？?":
        return True
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _has_word(text: str) -> bool:
    return has_han(text) or _LATIN_WORD.search(text) is not None


def has_han(text: str) -> bool:
    """Tell whether there is a Han character in a line."""
    # for a set with Han in it Python takes longer than for all lines of a page
    return any(
        "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char in "々〇"
        for char in text
    )


def _ends_like_heading(text: str) -> bool:
    """No final stop, none inside; a question may be a heading if it is short."""
    body = text.rstrip(CLOSING)
    if not body:
        return False
    if body[-1] in "？?" and len(text) <= _QUESTION_LENGTH:
        if body != text:
            return False
        body = body[:-1]
    return body[-1:] not in _NO_HEADING_ENDS and not any(stop in body for stop in STOPS)
