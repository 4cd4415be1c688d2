"""What the wiki itself writes on a line: breadcrumb, article, date and views, list, navigation.

Each function looks at one line alone; what stands around it is `topics`'s business.
Traditional forms count too, since a page in Big5 can hold no others.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import NamedTuple

from publisher.model import Role
from publisher.runtime.patterns import regex


class Breadcrumb(NamedTuple):
    """`位置:企业wiki > 专题索引 > q专题 > 专题详情`; a part that is not there is None."""

    wiki: str | None
    letter: str | None


class Stamp(NamedTuple):
    """A date line, a views line, or both on one. `wrong` is a date that the calendar lacks."""

    published: date | datetime | None = None
    views: int | None = None
    wrong: str | None = None

    @property
    def dated(self) -> bool:
        """Whether the line has the shape of a date, right or wrong."""
        return self.published is not None or self.wrong is not None

    def filled(self, other: Stamp) -> Stamp:
        """Return this stamp with what it lacks taken from `other`."""
        return Stamp(
            self.published if self.published is not None else other.published,
            self.views if self.views is not None else other.views,
            self.wrong or other.wrong,
        )


class Article(StrEnum):
    """The two articles that the wiki keeps of a topic, by their names."""

    SUMMARY = "基本释义"
    DETAIL = "详细释义"

    @property
    def role(self) -> Role:
        """What the article is to its topic."""
        return Role[self.name]


class Ender(Enum):
    """A line that ends a topic and is no content."""

    LATEST = "最新文章"
    RELATED = "相关专题"
    OTHER = "热门推荐"


_ARTICLES = {
    "基本释义": Article.SUMMARY,
    "基本釋義": Article.SUMMARY,
    "详细释义": Article.DETAIL,
    "詳細釋義": Article.DETAIL,
}
_ENDERS = {
    "最新文章": Ender.LATEST,
    "相关专题": Ender.RELATED,
    "相關專題": Ender.RELATED,
    **dict.fromkeys(
        [
            "热门推荐",
            "热门文章",
            "热门专题",
            "相关推荐",
            "相关文章",
            "相关阅读",
            "推荐阅读",
            "推荐专题",
            "猜你喜欢",
            "為您推薦",
            "为您推荐",
            "熱門推薦",
            "相關推薦",
            "大家都在看",
        ],
        Ender.OTHER,
    ),
}
_ARTICLE_BEGINS = frozenset(name[0] for name in _ARTICLES)
_ENDER_BEGINS = frozenset(name[0] for name in _ENDERS)
"""What these lines begin with; asked first, of every line."""

_HOMES = frozenset({"首页", "首頁", "主页", "网站首页", "home"})
_INDEXES = frozenset({"专题索引", "專題索引"})


def article(text: str) -> Article | None:
    """Return the article that a line opens: 基本释义 or 详细释义, with or without a colon."""
    return _ARTICLES.get(_label(text)) if text[:1] in _ARTICLE_BEGINS else None


def ender(text: str) -> Ender | None:
    """Return what a line such as 最新文章 ends, or None."""
    return _ENDERS.get(_label(text)) if text[:1] in _ENDER_BEGINS else None


def _label(text: str) -> str:
    return text.rstrip(":： ") if len(text) <= 12 else ""


# ---------------------------------------------------------------- breadcrumb

_POSITION = regex(r"[您你]?(?:当前|當前|现在|現在)?的?(?:所在)?位置\s*:\s*")
_MAY_SEPARATE = regex("[>›»→＞﹥]")
"""What a breadcrumb is hardly without, at any width; asked first."""
_SEPARATOR = regex(r"\s*[>›»→]+\s*")
_LETTER = regex(r"([a-z])\s*(?:专题|專題)", re.IGNORECASE)


def breadcrumb(text: str) -> Breadcrumb | None:
    """Parse a breadcrumb; its marks may be full width, and 位置: may be missing."""
    if len(text) > 200 or not _MAY_SEPARATE.search(text):
        return None
    line = unicodedata.normalize("NFKC", text)
    position = _POSITION.match(line)
    parts = [part for part in _SEPARATOR.split(line[position.end() if position else 0 :]) if part]
    if len(parts) < 2 or not (position or _INDEXES.intersection(parts)):
        return None
    names = [part for part in parts if part.lower() not in _HOMES and not _is_index(part)]
    letters = [match[1].lower() for part in parts if (match := _LETTER.fullmatch(part))]
    return Breadcrumb(names[0] if names else None, letters[0] if letters else None)


def _is_index(part: str) -> bool:
    return part in _INDEXES or part.endswith(("专题", "專題", "专题详情", "專題詳情"))


# ---------------------------------------------------------------- date and views

_STAMP = regex(
    r"""
    (?: (?:发布|發布|更新|修改|收录)? (?:时间|時間|日期) \s* : \s* )?
    (?: (?P<year>[0-9]{4}) \s? [-/.年] \s? (?P<month>[0-9]{1,2}) \s? [-/.月]
        \s? (?P<day>[0-9]{1,2}) \s? 日?
        (?: (?: T | \s+ ) (?P<hour>[0-9]{1,2}) : (?P<minute>[0-9]{2})
            (?: : (?P<second>[0-9]{2}) )? )?
    )?
    \s*
    (?: (?:火|🔥)? \s? (?P<number> [0-9]{1,3} (?:,[0-9]{3}){1,4} | [0-9]{1,12} )
        (?P<fraction> \.[0-9]{1,8} )? \s? (?P<unit>[万萬亿億])? \s?
        人 \s? 看 [过過]
    )?
    """,
    re.VERBOSE,
)
_STAMP_BEGINS = frozenset("0123456789０１２３４５６７８９火🔥发發更修收时時日")
"""What a stamp begins with; asked first."""
_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def stamp(text: str) -> Stamp | None:
    """Parse `2026-02-09 18:05:14 火79人看过`, or either half of it alone.

    A date of the right shape that the calendar lacks (2026-02-30) gives a stamp without date;
    a time of day that no clock shows is left out.
    """
    if len(text) > 80 or text[:1] not in _STAMP_BEGINS:
        return None
    match = _STAMP.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None or not (match["year"] or match["number"]):
        return None
    published = _published(match)
    wrong = text if match["year"] and published is None else None
    return Stamp(published, _views(match), wrong)


def _published(match: re.Match[str]) -> date | datetime | None:
    if not match["year"]:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if not match["hour"]:
        return day
    try:
        clock = (int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        return datetime(day.year, day.month, day.day, *clock)
    except ValueError:
        return day


def _views(match: re.Match[str]) -> int | None:
    """Multiply out 1.13万 in whole numbers: 11300, which binary fractions would miss."""
    if not match["number"]:
        return None
    fraction = (match["fraction"] or "")[1:]
    number = int(match["number"].replace(",", "") + fraction)
    return number * _UNITS.get(match["unit"], 1) // int(f"1{'0' * len(fraction)}")


# ---------------------------------------------------------------- navigation

_CERTAIN = regex(
    r"""
      [上下]一[篇页頁条條个個章] \s* [:：] .*           # 下一篇: …
    | (?:copyright|©|\(c\)) .{0,20} (?:19|20)[0-9]{2} .*  # © 2026 …
    | .{0,60} (?: ICP备 | ICP證 | ICP证 | 公网安备 ) .{0,20}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKELY = regex(
    r"""
      [上下]一[篇页頁条條]
    | (?:版权所有|版權所有|copyright|©) .*
    | 分享 [到至] .*
    | 返回 (?:顶部|頂部|首页|首頁|列表|目录)
    | (?:点击|點擊)? (?:展开|查看|阅读|展開|閱讀) (?:全文|更多|全部|剩余) .*
    | (?:广告|廣告|推广|赞助商链接)
    | 扫 (?:一扫|码|描二维码) .*
    | (?:首页|登录|注册|收藏|点赞|举报|打印|纠错|关于我们|联系我们|免责声明|网站地图|隐私政策)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def navigation(text: str, outside: bool) -> bool:
    """Tell whether a line is navigation or advertising and no content.

    `outside` says that the line stands at the margin of a page whose text is indented: then a
    likely line is enough. Elsewhere only what no article would say counts.
    """
    if len(text) > 120:
        return False
    return bool(_CERTAIN.fullmatch(text) or (outside and _LIKELY.fullmatch(text)))


# ---------------------------------------------------------------- any of them


def opens_article(text: str) -> bool:
    """Tell whether a line opens an article."""
    return article(text) is not None


def is_own(text: str) -> bool:
    """Tell whether the wiki itself writes such a line, wherever it stands."""
    return (
        article(text) is not None
        or ender(text) is not None
        or stamp(text) is not None
        or breadcrumb(text) is not None
    )
