"""Where Latin words in a Chinese paragraph may be broken, where CSS says `hyphens: auto`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pyphen

from publisher.pdf.composition.paragraph import Unit

_LATIN_IN_CHINESE = "en_US"
"""A word without a language of its own, in Chinese text, is taken for English."""


def points(units: Sequence[Unit], style: Any) -> Iterator[int]:
    """Yield the places of the units after which a word may end a line with a hyphen.

    `hyphenate-limit-chars` holds: how long a word must be, and each of its parts.
    """
    if style["hyphens"] != "auto":
        return
    total, left, right = style["hyphenate_limit_chars"]
    dictionary = _dictionary(style["lang"] or "", left, right)
    for is_letter, run in groupby(range(len(units)), key=lambda place: _is_letter(units[place])):
        places = list(run)
        if is_letter and len(places) >= total:
            word = "".join(units[place].text for place in places)
            yield from (places[position - 1] for position in dictionary.positions(word))


def _is_letter(unit: Unit) -> bool:
    return len(unit.text) == 1 and unit.text.isalpha() and unit.text < "\u2e80"


@cache
def _dictionary(language: str, left: int, right: int) -> Any:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known or _LATIN_IN_CHINESE, left=left, right=right)
