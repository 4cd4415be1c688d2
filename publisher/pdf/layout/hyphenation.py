"""Where a Latin, Greek or Cyrillic word in a Chinese paragraph may be broken with a hyphen.

Only words of a language: no acronym, no name in camel case, nothing with digits or marks, no
code. `hyphens: none` forbids it; otherwise the composer asks when a line would be spread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

import pyphen

from publisher.composing.paragraph import Unit
from publisher.composing.tokens import core, is_word
from publisher.runtime.patterns import regex

_LATIN_IN_CHINESE = "en_US"
"""A word without a language of its own, in Chinese text, is taken for English."""

_LANGUAGES = (
    (regex("[äöüß]", re.I), "de_DE"),
    (regex("[àâçèéêëîïôœùû]", re.I), "fr"),
    (regex("[ñ¿¡]", re.I), "es"),
    (regex("[ãõ]", re.I), "pt_PT"),
    (regex("[ąćęłńśźż]", re.I), "pl_PL"),
    (regex("[čďěňřšťůž]", re.I), "cs_CZ"),
    (regex("[\u0370-\u03ff]"), "el_GR"),
    (regex("[іїєґ]", re.I), "uk_UA"),
    (regex("[\u0400-\u04ff]"), "ru_RU"),
)
"""Unless its letters say otherwise: the first that has one of a word's."""

_LEFT, _RIGHT = 2, 3
"""So many letters of a word stay at least before and after its hyphen."""

_TOKEN = regex("[^\\s\u2000-\U0010ffff]+")
"""A run of letters, digits and ASCII marks between spaces, Han and Chinese marks."""


def points(units: Sequence[Unit], style: Any) -> Iterator[int]:
    """Yield the places of the units after which a word may end a line with a hyphen.

    `hyphenate-limit-chars` holds: how long a word must be, and each of its parts.
    """
    if style["hyphens"] == "none" or "monospace" in style["font_family"]:
        return
    ends = {end: index for index, end in enumerate(accumulate(len(unit.text) for unit in units))}
    text = "".join(unit.text for unit in units)
    total, left, right = style["hyphenate_limit_chars"]
    limits = max(left, _LEFT), max(right, _RIGHT)
    for token in _TOKEN.finditer(text):
        start, stop = core(token[0])
        word = token[0][start:stop]
        if stop - start >= total and is_word(word):
            for index in _positions(word, style["lang"] or "", *limits):
                if (end := token.start() + start + index) in ends:
                    yield ends[end]


@lru_cache(maxsize=4096)
def _positions(word: str, language: str, left: int, right: int) -> tuple[int, ...]:
    return tuple(map(int, _dictionary(_spelling(word, language), left, right).positions(word)))


def _spelling(word: str, language: str) -> str:
    """Return the dictionary for a word: that of its element's language, else by its letters."""
    known = pyphen.language_fallback(language) if language else None
    if known:
        return str(known)
    found = (name for letters, name in _LANGUAGES if letters.search(word))
    return next(found, _LATIN_IN_CHINESE)


@cache
def _dictionary(spelling: str, left: int, right: int) -> Any:
    return pyphen.Pyphen(lang=spelling, left=left, right=right)
