"""Marks that a text talks about, and pairs with nothing between them: both stay as typed.

A mark is mentioned, not used, where it stands alone in quotes or brackets, after its own name
(引号“”), beside a 、 that parts marks, or between words that speak of a mark (用;分隔).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publisher.runtime.patterns import regex

_QUOTES = "\"'＂＇“”‘’「」『』〝〞﹁﹂﹃﹄"
_POINTS = ",.:;?!，。：；？！．、﹐﹑﹒﹔﹕﹖﹗"
_OTHERS = "…⋯·•・—―─~～/_*#%&@^|+=\\-"
_BRACKETS = "()（）［］{}｛｝《》〈〉【】〔〕<>︵︶︽︾︿﹀︻︼﹙﹚\\[\\]"
_OPENERS = "\"'＂＇“‘「『〝﹁﹃(（［{｛《〈【〔<︵︽︿︻﹙\\["
_CLOSERS = "\"'＂＇”’」』〞﹂﹄)）］}｝》〉】〕>︶︾﹀︼﹚\\]"
_ANY = f"{_QUOTES}{_POINTS}{_OTHERS}{_BRACKETS}"

_PARTNERS = dict(
    zip(
        "\"'“‘「『〝﹁﹃(（［[{｛《〈【〔<︵︽︿︻﹙",
        "\"'”’」』〞﹂﹄)）］]}｝》〉】〕>︶︾﹀︼﹚",
        strict=True,
    )
)
_PAIR = regex(f"(?<![A-Za-z0-9](?='))([{_OPENERS}])([{_CLOSERS}])")
_ALONE = regex(rf"([{_OPENERS}])(?=(?P<marks>[{_ANY}]{{1,6}}?)([{_CLOSERS}]))")
_CLOSING = frozenset(_PARTNERS.values())
_CRY = frozenset("?!？！….。⋯—-")
"""What may stand alone in brackets or quotes to say that somebody doubts, or is silent."""

_OWN = {
    "逗": ",，﹐", "句": ".。．﹒", "顿": "、﹑", "分": ";；﹔", "冒": ":：﹕",
    "问": "?？﹖", "叹": "!！﹗",
    "引": _QUOTES, "括": _BRACKETS, "书名": "《》〈〉︽︾︿﹀<>", "破折": "—―─-", "省略": "….。⋯·",
    "间隔": "·•・", "连接": "-—~～―─", "斜杠": "/\\", "星": "*", "井": "#", "等": "=", "加": "+",
    "减": "-", "撇": "'’",
}  # fmt: skip
"""The first half of the name of a mark, and what it looks like."""
_SIMPLIFIED = str.maketrans("號頓問嘆書間連減", "号顿问叹书间连减")
_NAMED = regex(rf"[号號](?P<verb>就?[是为為即用作]|[写寫][作成为為]?)?(?P<marks>[{_ANY}]+)")
_FEWEST_KINDS = 2
"""A row of more kinds of marks is a list of them: ？！？！ is none."""
_LONGEST_NAME = 4
"""How far apart two marks are at most between which only a name stands: 句号."""
_HALVES = frozenset(f"{_QUOTES}{_BRACKETS}")
_SIDES = frozenset("左右前后後上下单雙双單半")
_SPEAKS_ON = regex(rf"[和与與或及而][{_ANY}]|[和与與或及的]|[{_POINTS}）)”]|$")
"""What follows a mark that was named."""
_GOES_ON = regex(rf"[和与與或及而][{_ANY}]|[、,，。.;；)）]|$")
"""What follows the half of a pair that was named, and would not if the half opened something."""

_BESIDE = regex(
    rf"(?<=、)[{_POINTS}](?=[、和与與或及等]|$)"
    r"|(?:^|(?<=[号號符有如用即是、\"“(（]))[,.:;?!，。：；？！](?=、)"
)
"""A mark between 、 and 、, or at the end of such a list."""
_TWICE = regex(
    rf"(?P<one>[{_ANY}]{{1,2}})(?:和|与|與|或|而不是|而不|而非)"
    rf"(?P<words>\w{{1,3}})(?P<two>[{_ANY}]{{1,2}})"
)
_MARKS_OF_VERB = regex(rf"(?<=[用以由加打按把将將成为為])[{_ANY}]{{1,2}}")
_WRITTEN = regex(
    rf"(?P<advice>(?:不[能要得可应應宜]|[应應该該须須误誤错錯时時])\w{{0,2}})?"
    rf"[写寫打印改输輸][成作为為](?P<marks>(?P<mark>[{_ANY}])(?P=mark){{1,5}})"
)
"""A row of marks that something is written as: 不能写成---."""
_ROW = regex(rf"(?<![{_POINTS}])[:：]?(?P<marks>[{_POINTS}]{{4,}})")
"""Marks in a row that no sentence has: 标点有:,。、;?!"""
_LANGUAGE_HAS = regex(
    rf"(?<=[A-Za-z+#])用(?P<marks>[{_ANY}]{{1,4}}?)(?=[,，、。;；]|\.?$)", re.ASCII
)
"""Marks that a language of programming has for something: SQL用--."""
_KEYS = regex(
    rf"\b(?:Ctrl|Control|Alt|Shift|Cmd|Command|Win|Option|Fn)\s?\+\s?(?P<key>[{_ANY}])", re.ASCII
)
"""Keys that are pressed together, the last of which bears a mark: Ctrl+;."""
_OR = regex(rf"(?:或者?|和|与|與|及|、)(?:一个|一個)?(?P<marks>(?P<mark>[{_ANY}])(?P=mark){{0,5}})")
_SPEAKING = frozenset("用写寫打加按是把")
"""Verbs that alone before each of two marks speak of them: 用"而不用'."""
_COMPOUND = frozenset("常使备備作费費应應利采採所可予得难難理自增参參更附外调調另")
"""What makes another word of 用, 以, 由, 加: 常用, 可以, 自由, 增加."""
_SEPARATES = regex(
    "[来來]?(?:表示|分隔|分开|分開|分割|隔开|隔開|断开|斷開|结尾|結尾|结束|結束|开头|開頭|收尾|代替"
    "|替代|连接|連接|相连|相連|标明|標明|标出|標出|标示|標示|括起|键(?!盘)|鍵(?!盤)|符号|符號)"
)
_IS_CHANGED = regex("[改换換写寫替变變]")
_ENDS = regex(rf"[{_POINTS}的就即来來后後再]|$")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where marks stand in `text` that it mentions, in no order."""
    yield from _empty(text)
    yield from _alone(text)
    yield from _named(text)
    for match in _BESIDE.finditer(text):
        yield match.span()
    yield from _twice(text)
    for match in _MARKS_OF_VERB.finditer(text):
        if _is_spoken_of(text, match):
            yield match.span()
    yield from _written(text)
    for match in _KEYS.finditer(text):
        yield match.span("key")
    for match in _LANGUAGE_HAS.finditer(text):
        yield match.span("marks")
    for match in _ROW.finditer(text):
        if len(set(match["marks"])) > _FEWEST_KINDS:
            yield match.span("marks")


def _written(text: str) -> Iterator[tuple[int, int]]:
    """Yield the rows of marks that something is written as, or must not be."""
    for match in _WRITTEN.finditer(text):
        other = _OR.match(text, match.end())
        if match["advice"] or other:
            yield match.span("marks")
        if other:
            yield other.span("marks")


def _twice(text: str) -> Iterator[tuple[int, int]]:
    """Yield two marks after the same words: 一个,和一个."""
    for match in _TWICE.finditer(text):
        if match["one"] != match["two"] and _are_same_words(text, match):
            yield match.span("one")
            yield match.span("two")


def _are_same_words(text: str, match: re.Match[str]) -> bool:
    """Tell whether the same words stand before both marks: two characters, or a verb."""
    same = match["words"][-2:]
    if len(same) > 1 and text.endswith(same, 0, match.start()):
        return True
    return same[-1] in _SPEAKING and text.endswith(same[-1], 0, match.start())


def _is_spoken_of(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words on both sides of marks speak of them: 用;分隔, 把,改成."""
    verb, end = text[match.start() - 1], match.end()
    if text[max(0, match.start() - 2)] in _COMPOUND:
        return False
    if verb in "把将將":
        return _IS_CHANGED.match(text, end) is not None
    if verb in "成为為":
        changed = _IS_CHANGED.match(text, max(0, match.start() - 2)) is not None
        return changed and _ENDS.match(text, end) is not None
    return _SEPARATES.match(text, end) is not None


def _empty(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs with nothing between them."""
    for match in _PAIR.finditer(text):
        opener, closer = match.group(1), match.group(2)
        if _PARTNERS.get(opener) == closer and (opener != closer or _may_open(text, match.start())):
            yield match.span()


def _may_open(text: str, index: int) -> bool:
    """Tell whether a straight quote is no closing one: an even number stands before it."""
    return text.count(text[index], 0, index) % 2 == 0


def _alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield marks that stand alone in quotes or brackets."""
    for match in _ALONE.finditer(text):
        opener, marks, closer = match.groups()
        if _PARTNERS.get(opener) != closer or (
            closer == opener and not _may_open(text, match.start())
        ):
            continue
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if _CRY.issuperset(marks) and (
            before in "：:，," if opener not in "(（" else before not in "号號符"
        ):
            continue
        yield match.span("marks")


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Yield marks that stand after their own name."""
    pauses: list[tuple[int, int]] = []
    for match in _NAMED.finditer(text):
        name, side = _name(text[max(0, match.start() - 3) : match.start()])
        start, certain = match.start("marks"), match["verb"] is not None
        end = start + _length_of_own(match["marks"], name)
        if end == start and text[start] in ":：":
            start, certain = start + 1, True
            end = start + _length_of_own(match["marks"][1:], name)
        if end == start or _closes(text, start, side):
            continue
        if text[start] not in _POINTS or certain or end > start + 1:
            if text[start] not in _HALVES or side or _GOES_ON.match(text, end):
                yield start, end
        elif end < len(text):
            pauses.append((start, end))
    in_row = {
        pause
        for one, other in pairwise(pauses)
        if other[0] - one[1] <= _LONGEST_NAME
        for pause in (one, other)
    }
    for start, end in pauses:
        if (start, end) in in_row or _SPEAKS_ON.match(text, end):
            yield start, end


def _name(before: str) -> tuple[str, str]:
    """Return the name of a mark that ends `before` 号, and 左, 右 and the like before it."""
    words = before.translate(_SIMPLIFIED)
    name = next((words[-length:] for length in (2, 1) if words[-length:] in _OWN), "")
    side = words[: len(words) - len(name)][-1:]
    return name, side if side in _SIDES else ""


def _length_of_own(marks: str, name: str) -> int:
    """Return how many of the marks after a name are what it names."""
    return len(marks) - len(marks.lstrip(_OWN[name])) if name else 0


def _closes(text: str, index: int, side: str) -> bool:
    """Tell whether the mark at `index` is the end of a quotation that ends with a name."""
    if text[index] in "\"'＂＇":
        return not _may_open(text, index)
    return text[index] in _CLOSING and side not in tuple("右后後下")
