"""Which texts are none of the copy editor's business: those in English.

CY/T 154-2017, 4: a Chinese text that quotes English keeps Chinese marks around the English
and English marks inside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from publisher.editing.characters import HAN_RUN
from publisher.runtime.patterns import regex

_WORD = regex(r"[A-Za-z]{2,}")
_SENTENCE_WORD = regex(
    r"\b(?:the|is|are|was|were|be|been|has|have|had|will|can|not|to|that|this|it|you|we|they"
    r"|he|she|who|which|with|from)\b",
    re.IGNORECASE,
)
_SMALL_WORD = regex(r" (?:the|a|an|is|are|was|for|of|and|in|by|with|see|to) ")
_UNSPACED = regex(r"[,;:?!][^\s\d\"'”’)]")
"""A mark without its space, as Chinese has it."""
_QUOTED = regex('"[^"]*"|“[^”]*”')


@lru_cache(maxsize=256)
def is_english(text: str) -> bool:
    """Tell whether `text` as a whole is English that mentions some Chinese, at most.

    It is when it has more English words than Han characters and one of the words that make a
    sentence: a name such as Enterprise Resource Planning is no English text.
    """
    if _is_western(text):
        return True
    words = len(_WORD.findall(text))
    # nearly every text has more Han, and says so before it is counted to its end
    counts = accumulate(len(run.group()) for run in HAN_RUN.finditer(text))
    if not words or any(count >= words for count in counts):
        return False
    return _SENTENCE_WORD.search(text) is not None and not _is_frame(text)


def _is_western(text: str) -> bool:
    """Tell whether a text begins and ends as an English sentence, with fewer runs of Han in it."""
    if not ("A" <= text[:1] <= "Z" and text[-1:] in (".", "?", "!") and "a" <= text[-2:-1] <= "z"):
        return False
    if _UNSPACED.search(text) or not _SMALL_WORD.search(text):
        return False
    return len(HAN_RUN.findall(text)) < len(_WORD.findall(text))


def _is_frame(text: str) -> bool:
    """Tell whether Chinese stands around the English of a text: it is quoted, or in the middle."""
    if text.endswith("。") and HAN_RUN.match(text):
        return True
    around = _QUOTED.sub("", text)
    han = sum(len(run) for run in HAN_RUN.findall(around))
    return around != text and han > len(_WORD.findall(around))
