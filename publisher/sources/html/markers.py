"""The markers of list items, which a browser makes and a dump has to write: 5. · (b) · •."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publisher.runtime.patterns import regex

_BULLETS = "•◦▪"
"""The bullets of a list, a list in it, and one in that."""
_BULLET_TYPES = {"disc": "•", "circle": "◦", "square": "▪"}

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"
_TYPES = {
    "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"
}  # fmt: skip
_LARGEST = 3999
"""The largest number that has a Roman form, and the last that any list is likely to reach."""

_STYLE = regex(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)", re.IGNORECASE)
_BARE = frozenset({"list-unstyled", "list-none", "list-inline"})
"""Classes of lists that show no markers."""

_TYPED = regex(r"\s*(?:[•●○■□◆◇▪‣◦①-⑳*-]|[(（]?[0-9一二三四五六七八九十]{1,3}[、.．)）](?![0-9]))")


@dataclass(slots=True)
class List:
    """A list that is open: how its items are marked, and the number of the next one."""

    style: str
    depth: int
    number: int = 1
    step: int = 1

    def marker(self, item: etree._Element) -> str:
        """Return the marker of the next item, with a space; nothing where none is shown."""
        own = _whole(item.get("value"))
        number = self.number if own is None else own
        self.number = number + self.step
        if self.style == "none":
            return ""
        if self.style in _BULLET_TYPES:
            return f"{_BULLET_TYPES[self.style]} "
        return _numbered(number, self.style, self.depth)


def opened(element: etree._Element, depth: int) -> List:
    """Return the list that `element` opens; `depth` lists are open around it."""
    style = _style(element)
    if element.tag != "ol":
        bullet = _BULLETS[min(depth, len(_BULLETS) - 1)]
        types = {mark: name for name, mark in _BULLET_TYPES.items()}
        return List(style if style in (*_BULLET_TYPES, "none") else types[bullet], depth)
    backwards = "reversed" in element.attrib
    start = _whole(element.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in element) if backwards else 1
    return List(style or "decimal", depth, start, -1 if backwards else 1)


def is_typed(text: str) -> bool:
    """Tell whether an item begins with a marker that somebody has typed."""
    return _TYPED.match(text) is not None


def is_bullet(marker: str) -> bool:
    """Tell whether a marker is the same for all items of its list."""
    return marker.strip() in _BULLET_TYPES.values()


def _style(element: etree._Element) -> str:
    if _BARE & set(element.get("class", "").lower().split()):
        return "none"
    declared = _STYLE.search(element.get("style", ""))
    named = element.get("type", "").strip()
    return declared[1].lower() if declared else _TYPES.get(named, named.lower())


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", value) else None


def _numbered(number: int, style: str, depth: int) -> str:
    """Write a number with what stands behind it: in a list `5. `, in a list inside it `(5) `."""
    written = _written(number, style)
    if written and written[0] in _HAN_DIGITS + "十百":
        return f"{written}、" if depth == 0 else f"（{written}）"
    return f"{written}. " if depth == 0 else f"({written}) "


def _written(number: int, style: str) -> str:
    if not 0 < number <= _LARGEST:
        return str(number)
    if style.endswith("-roman"):
        written = _roman(number)
    elif style.endswith(("-alpha", "-latin")):
        written = _letters(number)
    elif "chinese" in style or "cjk" in style:
        return _han(number)
    else:
        return str(number)
    return written.upper() if style.startswith("upper") else written


def _roman(number: int) -> str:
    parts: list[str] = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def _letters(number: int) -> str:
    """Count in letters: a … z, aa, ab."""
    parts: list[str] = []
    while number:
        number, index = divmod(number - 1, 26)
        parts.append(chr(ord("a") + index))
    return "".join(reversed(parts))


def _han(number: int) -> str:
    """Count as in 二十一; numbers of more than two digits are written digit by digit."""
    if number > 99:
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = f"{_HAN_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (_HAN_DIGITS[ones] if ones or not tens else "")
