"""One value of a settings file -> what it means, or what is wrong with it and what would be right.

A check takes the key, for the remedy that it names, and the value as TOML gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from publisher.settings.values import BULKS, TRIMS, Order, Paper, Trim

Check: TypeAlias = Callable[[str, Any], Any]
"""A key and its value -> the value checked; raises `WrongValueError`."""

_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A tag of a language (BCP 47), but for the few of which nobody makes books."""


class WrongValueError(Exception):
    """A value cannot be; `remedy` says what could."""

    def __init__(self, fact: str, remedy: str) -> None:
        super().__init__(fact, remedy)
        self.fact = fact
        self.remedy = remedy


def text(key: str, value: Any) -> str | None:
    """Return a text in one line, without what cannot be printed; None if nothing is left."""
    if not isinstance(value, str):
        raise WrongValueError(f"{value!r} is not a text", f'write {key} = "…"')
    cleaned = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return cleaned or None


def switch(key: str, value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise WrongValueError(f"{value!r} is neither true nor false", f"write {key} = true")
    return value


def language(key: str, value: Any) -> str:
    """Return the tag of a language."""
    if not _TAG.fullmatch(str(value)):
        raise WrongValueError(f"{value!r} is no tag of a language", "use zh-Hans or zh-Hant")
    return str(value)


def order(key: str, value: Any) -> Order:
    """Return the order of topics: a word for one, or the titles."""
    if value in ("source", "letter", "date"):
        return str(value)
    if isinstance(value, list) and all(isinstance(title, str) for title in value):
        return tuple(value)
    raise WrongValueError(
        f"{value!r} is no order", 'use "source", "letter", "date" or a list of titles'
    )


def patterns(key: str, value: Any) -> tuple[str, ...]:
    """Return the patterns of the titles of a volume."""
    if not isinstance(value, list) or not all(isinstance(title, str) for title in value):
        raise WrongValueError(f"{value!r} is no list of titles", 'write topics = ["活字*"]')
    return tuple(value)


def number(key: str, value: Any) -> int:
    """Return the place of a volume in its series."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongValueError(f"{value!r} is no number in a series", f"write {key} = 1")
    return value


def millimetres(key: str, value: Any, most: float = 20) -> float:
    """Return a length of at most so many mm."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise WrongValueError(f"{value!r} is not between 0 and {most} mm", f"write {key} = 3")
    return float(value)


def gutter(key: str, value: Any) -> float:
    """Return how far the type area moves away from the spine, in mm."""
    return millimetres(key, value, 15)


def spine(key: str, value: Any) -> float:
    """Return how thick a book is, in mm."""
    return millimetres(key, value, 80)


def paper(key: str, value: Any) -> Paper:
    """Return a paper, as `80g 胶版纸` names it."""
    named = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:g|克|g/m²)?\s*(\S+)", str(value))
    if named is None or named[2] not in BULKS or not 35 <= float(named[1]) <= 250:
        known = ", ".join(BULKS)
        raise WrongValueError(
            f"{value!r} is no paper that we know",
            f'write {key} = "80g 胶版纸" (known are {known}), or give spine_mm',
        )
    return Paper(float(named[1]), BULKS[named[2]])


def signature(key: str, value: Any) -> int:
    """Return how many pages a folded sheet has."""
    if value not in (1, 2, 4, 8, 16, 32) or isinstance(value, bool):
        raise WrongValueError(f"{value!r} is no folded sheet", "use 4, 8, 16 or 32 pages")
    return int(value)


def size(key: str, value: Any) -> int:
    """Return a size in MiB."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise WrongValueError(f"{value!r} is not a whole number of MiB", f"write {key} = 10")
    return value


def seconds(key: str, value: Any) -> int:
    """Return a time in seconds, at most a day."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 86_400:
        raise WrongValueError(f"{value!r} is no whole number of seconds", f"write {key} = 120")
    return value


def trim(key: str, value: Any) -> Trim:
    """Return a trim size, by a name of the trade or as `185x260 mm`."""
    if isinstance(value, str) and value in TRIMS:
        return TRIMS[value]
    measured = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", str(value))
    if measured is None:
        raise WrongValueError(
            f"{value!r} is no trim size", f"use {', '.join(TRIMS)}, or 宽x高: 185x260 mm"
        )
    found = Trim(float(measured[1]), float(measured[2]))
    if not (80 <= found.width <= 500 and 100 <= found.height <= 700):
        raise WrongValueError(
            f"{value!r} is outside 80x100 to 500x700 mm", "width first, then height, in mm"
        )
    return found


def isbn(key: str, value: Any) -> str | None:
    """Return an ISBN as it was written; None if it is left empty."""
    written = text(key, value)
    if written is not None and not is_isbn13(written):
        raise WrongValueError(
            f"{written} is not an ISBN: its check digit or length is wrong",
            "copy the 13 digits again, or leave the key out: the book then says 内部资料",
        )
    return written


def is_isbn13(written: str) -> bool:
    """Tell whether a text, hyphens aside, is an ISBN of 13 digits (ISO 2108 check digit)."""
    digits = re.sub(r"^ISBN[ :：]?|[-\s]", "", written)
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return False
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
