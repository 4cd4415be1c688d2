"""Han text -> its syllables in pinyin, without tones, word by word, as pypinyin reads it.

The table beside this module, `readings.txt`, is made from pypinyin's dictionaries, which take a
fifth of a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path


def syllables(text: str) -> Iterator[str]:
    """Yield the syllables of Han text; for a character without a known reading its code point.

    The longest known word is read as such, from left to right. An end of the text that is the
    beginning of a longer word, and no word, is read by characters.
    """
    while text:
        tails = _tails(text[0])
        tail = next((tail for tail in tails if text.startswith(tail, 1)), None)
        if tail is not None:
            word = text[: len(tail) + 1]
            yield from tails[tail] or map(_alone, word)
        else:
            word = text if any(tail.startswith(text[1:]) for tail in tails) else text[0]
            yield from map(_alone, word)
        text = text[len(word) :]


@cache
def _alone(char: str) -> str:
    """Return how a character is read that stands in no word."""
    characters, _ = _table()
    index = characters.find(char)
    if index < 0:
        return f"u{ord(char):05x}"
    return characters[characters.rfind("\n", 0, index) + 1 : index].partition(" ")[0]


@cache
def _tails(first: str) -> dict[str, tuple[str, ...]]:
    """Return what goes on from `first` to a word, the longest first, with its own syllables.

    A word that is read as its characters are alone has none.
    """
    _, words = _table()
    entries = (entry.partition("=") for entry in words.get(first, "").split())
    return {tail: tuple(own.split("-")) if own else () for tail, _, own in entries}


@cache
def _table() -> tuple[str, dict[str, str]]:
    """Return lines of characters that are read alike, and words by their first character."""
    text = (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8")
    _, characters, words = text.split("\n\n")
    return characters, {line[0]: line[2:] for line in words.splitlines()}
