"""Which of “ ” ‘ ’ in a text are Latin: apostrophes, and quotes of English among English.

Chinese and Latin share these four characters, and a Chinese face draws them an em wide. CY/T
154-2017, 5: Chinese keeps its own quotes around the English that it quotes; the marks inside
English are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARK = re.compile("[“”‘’]")
_OPENERS = {"”": "“", "’": "‘"}
_SHARED = frozenset(" \u00a0“”‘’—…")
"""What may be Chinese or Latin: the character beyond it tells."""


def places(units: Sequence[str]) -> frozenset[int]:
    """Return which of `units`, the pieces of a text, are Latin marks."""
    # a piece counts as its first character: a mark is a piece of its own
    return frozenset(_places("".join([unit[0] for unit in units])))


def _places(text: str) -> Iterator[int]:
    waiting: list[int] = []
    for match in _MARK.finditer(text):
        index = match.start()
        opener = _OPENERS.get(match.group())
        if opener is None:
            waiting.append(index)
        elif opener == "‘" and _is_inside_word(text, index):
            yield index
        elif waiting and text[waiting[-1]] == opener:
            start = waiting.pop()
            if _is_latin_quotation(text, start, index):
                yield from (start, index)
        elif opener == "‘" and (_is_latin(text, index - 1) or _is_latin(text, index + 1)):
            yield index


def _is_inside_word(text: str, index: int) -> bool:
    """Tell whether an apostrophe stands at `index`: don’t, O’Reilly."""
    return _is_latin(text, index - 1) and _is_latin(text, index + 1)


def _is_latin(text: str, index: int) -> bool:
    """Tell whether a letter or digit of a script other than Chinese stands at `index`."""
    return 0 <= index < len(text) and text[index] < "\u2e80" and text[index].isalnum()


def _is_latin_quotation(text: str, start: int, end: int) -> bool:
    """Tell whether quotes hold nothing Chinese and stand beside nothing Chinese."""
    within = all(char < "\u2e80" for char in text[start + 1 : end])
    return within and not _is_chinese(text, start, -1) and not _is_chinese(text, end, 1)


def _is_chinese(text: str, index: int, step: int) -> bool:
    """Tell whether the nearest character before (-1) or after (1) a mark is Chinese."""
    index += step
    while 0 <= index < len(text) and text[index] in _SHARED:
        index += step
    return 0 <= index < len(text) and text[index] >= "\u2e80"
