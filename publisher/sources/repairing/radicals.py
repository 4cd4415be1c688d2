"""Radicals that stand for the Han characters they look like, as copied from PDFs.

A PDF whose face draws ⽂ (U+2F42, a radical) and 文 with one glyph may give either for it. Inside
a word the radical is always such a find. Alone, in quotes, or named 部首, it may be what the text
is about, and stays. Compatibility ideographs stay too: those were typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from publisher.runtime.patterns import regex
from publisher.sources import repairs
from publisher.sources.repairs import Repair
from publisher.sources.text.lines import Line

_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌"
    "⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶"
    "辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""The CJK radicals supplement, and the ideographs that Unicode names as equivalent
(EquivalentUnifiedIdeograph, Unicode 14)."""

_KANGXI = [chr(code) for code in range(0x2F00, 0x2FD6)]
_FOLDED = (
    dict(zip(*_SUPPLEMENT, strict=True))
    | {char: unicodedata.normalize("NFKC", char) for char in _KANGXI}
    | {"⼾": "户", "⾭": "青"}
)
"""Each radical and its ideograph. Two of Kangxi's have a form that nobody writes here today."""

_ONE = "[\u2e81-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]"
_RADICAL = regex(_ONE)
_WORD = regex("[\u2e80-\u2fd5\u3005\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_SOME = rf"{_ONE}(?:[、,，和与與及或]{_ONE})*"
_NAMED = regex(
    rf"(?:部首|偏旁|部件|字根)[有是为如与和:：“「]?{_SOME}"
    rf"|{_SOME}(?:字[旁头頭底]|部首|部的字|[ ]?[(（][ ]?U\+)"
)
"""Radicals that are called so: 部首⽔、⽕, ⽔字旁, ⽔(U+2F54)."""
_QUOTES = frozenset(("“”", "‘’", "「」", "『』", '""', "''", "《》", "()", "（）", "[]", "【】"))
_NUMBER = regex(r"[(（]?[⼀⼆⼋⼗一二三四五六七八九十]{1,3}[)）、.．]")


def fold(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Repair, ...]]:
    """Return a page's lines with their radicals folded, and what there is to say of it.

    A page about radicals names them, and hardly has any in words: it stays as it is.
    """
    if not _RADICAL.search("\n".join([line.text for line in lines])):
        return lines, ()
    words = sum(_words(line.text) for line in lines)
    copied = 2 * words > sum(len(_RADICAL.findall(line.text)) for line in lines)
    if not copied and any(_NAMED.search(line.text) for line in lines):
        return lines, ()
    folded = [line._replace(text=_folded(line.text, copied)) for line in lines]
    changes = [
        (line.number, sum(map(str.__ne__, line.text, other.text)))
        for line, other in zip(lines, folded, strict=True)
    ]
    return folded, repairs.noted("folded-radicals", changes)


def _words(text: str) -> int:
    """Count the radicals of a line that stand in words."""
    return sum(in_word for _, in_word in _meant(text))


def _folded(text: str, copied: bool) -> str:
    """Fold the radicals of a line: those in words, in a copied text others too."""
    chars = list(text)
    for index, in_word in _meant(text):
        if in_word or (copied and text[max(0, index - 1) : index + 2 : 2] not in _QUOTES):
            chars[index] = _FOLDED[chars[index]]
    return "".join(chars)


def _meant(text: str) -> Iterator[tuple[int, bool]]:
    """Yield the places of radicals that may be characters, and whether each is in a word."""
    named = {index for span in _NAMED.finditer(text) for index in range(*span.span())}
    for word in _WORD.finditer(text):
        for radical in _RADICAL.finditer(text, *word.span()):
            index = radical.start()
            if index not in named:
                yield index, len(word[0]) > 1 or (index < 2 and _NUMBER.match(text) is not None)
