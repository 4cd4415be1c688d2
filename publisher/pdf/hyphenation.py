"""Where Latin words in a Chinese paragraph may be broken, where CSS says `hyphens: auto`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pyphen

from publisher.pdf.composition.paragraph import Unit

_LATIN_IN_CHINESE = "en_US"
"""A word without a language of its own, in Chinese text, is taken for English."""

_WORD = re.compile(r".+")
"""A run of letters, in a text in which all else is a line break."""


def points(units: Sequence[Unit], style: Any) -> Iterator[int]:
    """Yield the places of the units after which a word may end a line with a hyphen.

    `hyphenate-limit-chars` holds: how long a word must be, and each of its parts.
    """
    if style["hyphens"] != "auto":
        return
    total, left, right = style["hyphenate_limit_chars"]
    dictionary = _dictionary(style["lang"] or "", left, right)
    text = "".join(unit.text if _is_letter(unit.text) else "\n" for unit in units)
    for word in _WORD.finditer(text):
        if len(word[0]) >= total:
            yield from (word.start() + place - 1 for place in dictionary.positions(word[0]))


def _is_letter(text: str) -> bool:
    return text < "\u2e80" and len(text) == 1 and text.isalpha()


@cache
def _dictionary(language: str, left: int, right: int) -> Any:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known or _LATIN_IN_CHINESE, left=left, right=right)
