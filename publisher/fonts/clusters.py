"""What readers take for one character: a base and what belongs to it (Unicode UAX #29, UTS #51).

A letter and its accents, a Han character and the selector of its variant, a flag of two
letters or of tags, a family that joiners hold together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.runtime.patterns import regex

_SELECTORS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Choose a form of the character before them."""
_TAGS = "\U000e0020-\U000e007f"
"""Spell, after a black flag, the region that it is of."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a"
    "\ufe20-\ufe2f"
)
"""Accents and the like that stand on letters of any script, and the frame of a keycap."""
_TONES = "\U0001f3fb-\U0001f3ff"
_JOINED = "\u2190-\u2bff\U0001f000-\U0001faff"
"""What a joiner can add to an emoji."""
_LETTERS = "\U0001f1e6-\U0001f1ff"
"""Two of them are a flag."""

SILENT = regex(f"[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff{_SELECTORS}{_TAGS}]")
"""A character without a look of its own: no face has to have it (Default_Ignorable)."""

_ATTACHED = f"{_MARKS}{_SELECTORS}{_TAGS}{_TONES}\u200c\u200d"
ATTACHED = regex(f"[{_ATTACHED}]")
"""A character that belongs to the one before it."""

CLUSTER = rf"(?:[{_LETTERS}]{{2}}|.)(?:\u200d[{_JOINED}]|[{_ATTACHED}])*"
"""A pattern for one cluster, to be compiled with `re.DOTALL`."""
_CLUSTERS = regex(CLUSTER, re.DOTALL)
_SEVERAL = regex(f"[{_LETTERS}{_ATTACHED}]")

_PICTURED = frozenset("\ufe0f\u20e3")
"""What makes an emoji of any character: the selector of that form, the frame of a keycap."""


def clusters(text: str) -> Iterator[str]:
    """Yield the clusters of a text, which together are all of it."""
    yield from _CLUSTERS.findall(text) if has_clusters(text) else text


def has_clusters(text: str) -> bool:
    """Tell whether some clusters of a text may be of more than one character."""
    return _SEVERAL.search(text) is not None


def shares(cluster: str, count: int) -> list[str]:
    """Share out a cluster among its glyphs: to each a character, as far as there are enough.

    One that is never seen goes with that before it; what is left over goes with the first.
    """
    if not count:
        return []
    found: list[str] = []
    for char in cluster:
        if found and SILENT.match(char):
            found[-1] += char
        else:
            found.append(char)
    first = max(1, len(found) - count + 1)
    found[:first] = ["".join(found[:first])]
    return found + [""] * (count - len(found))


def is_picture(cluster: str) -> bool:
    """Tell whether a cluster is an emoji, whatever it begins with: 🎉, 1️⃣, ❤️."""
    return "\U0001f000" <= cluster[0] <= "\U0001faff" or not _PICTURED.isdisjoint(cluster)
