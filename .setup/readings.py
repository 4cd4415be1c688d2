"""Write publisher/collecting/readings.txt from the dictionaries of pypinyin, for `make readings`.

Those take a fifth of a second to load; a book asks for the readings of its titles alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

HEAD = """\
# Han characters by their reading, then words by their first character. A word that is read
# otherwise than its characters alone is followed by = and its syllables.
# Made by `make readings` from pypinyin, copyright (c) 2016 mozillazg, 闲耘, under the MIT licence.

"""


def table() -> str:
    """Return the table as text."""
    characters = {chr(number): _read(chr(number))[0] for number in PINYIN_DICT}
    by_reading: dict[str, list[str]] = {}
    for character, reading in sorted(characters.items()):
        by_reading.setdefault(reading, []).append(character)
    by_first: dict[str, list[str]] = {}
    for word in sorted(PHRASES_DICT, key=lambda word: (word[0], -len(word), word)):
        syllables = _read(word)
        plain = syllables == [characters[character] for character in word]
        by_first.setdefault(word[0], []).append(
            word[1:] + ("" if plain else f"={'-'.join(syllables)}")
        )
    return HEAD + "\n".join((*_lines(by_reading, ""), "", *_lines(by_first, " "), ""))


def _lines(groups: dict[str, list[str]], joint: str) -> Iterator[str]:
    return (f"{name} {joint.join(group)}" for name, group in sorted(groups.items()))


def _read(word: str) -> list[str]:
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(word)]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(table(), encoding="utf-8")
