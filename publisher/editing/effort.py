"""How much there is to edit in a chapter. What no person wrote is left as it is, and said.

The rules look at each mark, some of them at its whole paragraph. In prose of any length that is
little; in a paragraph of a million marks it never ends.
"""

from __future__ import annotations

from publisher.model import Chapter, walk

_FREE = 1_000
"""Characters of a paragraph that count for nothing."""
_MOST_EFFORT = 3_000_000_000
"""The squares of the lengths of all longer paragraphs, summed up: 300 of 3,000 characters."""
_SHORT = 100_000
"""Characters of a chapter that cannot hold too many marks."""
_MOST_MARKS = 800_000
"""Prose of the largest size has half as many. A straight quote is as much work as eight others."""
_QUOTES, _WEIGHT = "\"'", 7
_MARKS = "\"'()[]<>&=,.:;!?-“”‘’（）《》「」『』"


def too_much(chapter: Chapter) -> str | None:
    """Return what there is too much of in a chapter; None for all that people write."""
    texts = list(walk.texts(chapter.sections))
    if sum(map(len, texts)) < _SHORT:
        return None
    if sum(len(text) ** 2 for text in texts if len(text) > _FREE) > _MOST_EFFORT:
        return f"a paragraph of {max(map(len, texts))} characters is none"
    marks = sum(_marks(text) for text in texts)
    return f"{marks} marks are more than a book has" if marks > _MOST_MARKS else None


def _marks(text: str) -> int:
    quotes = sum(map(text.count, _QUOTES))
    return sum(map(text.count, _MARKS)) + _WEIGHT * quotes
