"""Marks that a text talks about, and pairs with nothing between them: both stay as typed.

A mark is mentioned, not used, where it stands alone in quotes or brackets, after its own name
(引号“”), beside a 、 that parts marks, or between words that speak of a mark (用;分隔).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_QUOTES = "\"'＂＇“”‘’「」『』〝〞﹁﹂﹃﹄"
_POINTS = ",.:;?!，。：；？！．、﹐﹑﹒﹔﹕﹖﹗"
_OTHERS = "…⋯·•・—―─~～/_*#%&@^|+=\\-"
_BRACKETS = "()（）［］{}｛｝《》〈〉【】〔〕<>︵︶︽︾︿﹀︻︼﹙﹚\\[\\]"
_ANY = f"{_QUOTES}{_POINTS}{_OTHERS}{_BRACKETS}"

_PAIRS = (
    *("()", "（）", "[]", "［］", "{}", "｛｝", "<>", "“”", "‘’", "「」", "『』", "《》", "〈〉", "【】", "〔〕"),
    *("︵︶", "︽︾", "︿﹀", "︻︼", "﹁﹂", "﹃﹄", "﹙﹚", "〝〞"),
)
_STRAIGHT = ('""', "''")
_ENCLOSING = dict(zip("\"'“‘「『(（[《〈【", "\"'”’」』)）]》〉】", strict=True))

_SIGN = re.compile(
    rf"[{_ANY}](?:(?<=[号號符用以由加打按把将將成为為是个個、:：{_QUOTES}(（\[{{《〈【｛<︵︽︿︻﹙].)|(?=、))",
    re.DOTALL,
)
"""A mark after a name, a verb or an opener, or before 、: no mention is without one."""

_EMPTY = re.compile("|".join(map(re.escape, (*_PAIRS, *_STRAIGHT))))
_ALONE = re.compile(rf"(?=([\"'“‘「『(（\[《〈【]))\1(?P<marks>[{_ANY}]{{1,6}}?)[\"'”’」』)）\]》〉】]")
_CLOSING = frozenset(_ENCLOSING.values())
_CRY = frozenset("?!？！….。⋯—-")
"""What may stand alone in brackets or quotes to say that somebody doubts, or is silent."""

_OWN = {
    "逗": ",，﹐", "句": ".。．﹒", "顿": "、﹑", "分": ";；﹔", "冒": ":：﹕", "问": "?？﹖", "叹": "!！﹗",
    "引": _QUOTES, "括": _BRACKETS, "书名": "《》〈〉︽︾︿﹀<>", "破折": "—―─-", "省略": "….。⋯·",
    "间隔": "·•・", "连接": "-—~～―─", "斜杠": "/\\", "星": "*", "井": "#", "等": "=", "加": "+",
    "减": "-", "撇": "'’",
}  # fmt: skip
"""The first half of the name of a mark, and what it looks like."""
_SIMPLIFIED = str.maketrans("號頓問嘆書間連減", "号顿问叹书间连减")
_NAMED = re.compile(
    rf"(?P<side>[左右前后後上下单雙双單半]?)(?P<name>{'|'.join(_OWN)}|頓|問|嘆|書名|間隔|連接|減)[号號]"
    rf"(?P<verb>就?[是为為即用作]|[写寫][作成为為]|[:：])?(?P<marks>[{_ANY}]+)"
)
_SPEAKS_ON = re.compile(rf"[和与與或及而][{_ANY}]|[和与與或及的]|[{_POINTS}）)”]|$")
"""What follows a mark that was named."""
_GOES_ON = re.compile(rf"[和与與或及而][{_ANY}]|[、,，。.;；)）]|$")
"""What follows the half of a pair that was named, and would not if the half opened something."""

_BESIDE = re.compile(
    rf"(?<=、)[{_POINTS}](?=[、和与與或及等]|$)|(?:^|(?<=[号號符有如用即是、\"“(（]))[,.:;?!，。：；？！](?=、)"
)
_TWICE = re.compile(
    rf"(\w{{1,3}})(?P<one>[{_ANY}]{{1,2}})(?:和|与|與|或|而不是|而不|而非|不)\1(?P<two>[{_ANY}]{{1,2}})"
)
_SPOKEN_OF = re.compile(
    rf"(?:(?<=[用以由加打按])[{_ANY}]{{1,2}}(?=[来來]?(?:表示|分|隔|断|斷|结尾|結尾|结束|結束|开头|開頭|收尾"
    rf"|代替|替代|连|連|标|標|括|键|鍵|号|號|符))"
    rf"|(?<=[把将將])[{_ANY}]{{1,2}}(?=[改换換写寫替变變])"
    rf"|(?<=[改换換写寫变變][成为為])[{_ANY}]{{1,2}}(?=[{_POINTS}的]|$))"
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where marks stand in `text` that it mentions, in no order."""
    if _SIGN.search(text) is None:
        return
    yield from _empty(text)
    yield from _alone(text)
    yield from _named(text)
    for match in _BESIDE.finditer(text):
        yield match.span()
    for match in _TWICE.finditer(text):
        if match["one"] != match["two"]:
            yield match.span("one")
            yield match.span("two")
    for match in _SPOKEN_OF.finditer(text):
        yield match.span()


def _empty(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs with nothing between them."""
    for match in _EMPTY.finditer(text):
        if match.group() not in _STRAIGHT or _may_open(text, match.start()):
            yield match.span()


def _may_open(text: str, place: int) -> bool:
    """Tell whether a straight quote is no closing one: an even number stands before it."""
    return text.count(text[place], 0, place) % 2 == 0


def _alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield marks that stand alone in quotes or brackets."""
    for match in _ALONE.finditer(text):
        opener, marks, closer = match.group(1), match["marks"], match.group()[-1]
        if _ENCLOSING[opener] != closer or (closer == opener and not _may_open(text, match.start())):
            continue
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if _CRY.issuperset(marks) and (before in "：:，," if opener not in "(（" else before not in "号號符"):
            continue
        yield match.span("marks")


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Yield marks that stand after their own name."""
    pauses = []
    for match in _NAMED.finditer(text):
        own = _own(match)
        end = match.start("marks") + len(own)
        if not own or _closes(text, match.start("marks"), match["side"]):
            continue
        if own[0] not in _POINTS or match["verb"] or len(own) > 1:
            if own[0] not in f"{_QUOTES}{_BRACKETS}" or match["side"] or _GOES_ON.match(text, end):
                yield match.start("marks"), end
        elif end < len(text):
            pauses.append((match["name"], match.start("marks"), end))
    several = len(Counter(name for name, *_ in pauses)) > 1
    for _, start, end in pauses:
        if several or _SPEAKS_ON.match(text, end):
            yield start, end


def _closes(text: str, place: int, side: str) -> bool:
    """Tell whether the mark at `place` is the end of a quotation that ends with a name."""
    if text[place] in "\"'":
        return not _may_open(text, place)
    return text[place] in _CLOSING and side not in tuple("右后後下")


def _own(match: re.Match[str]) -> str:
    """Return the marks after a name that are what it names."""
    own = _OWN[match["name"].translate(_SIMPLIFIED)]
    marks = match["marks"]
    return marks[: len(marks) - len(marks.lstrip(own))]
