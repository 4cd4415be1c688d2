"""The stretches of a text that no rule may touch: addresses, code, marks that it talks about.

The rules never see them. Each of their characters is a `VEIL` to the rules, which is like a
letter of a foreign word, neither Chinese nor English: so they keep their places, what stands
around them is edited as around a word, and what is in them cannot change.
"""

from __future__ import annotations

from itertools import chain

from publisher.typography import addresses, code_text, mentions
from publisher.typography.characters import VEIL


def veil(text: str) -> str:
    """Return `text` with a `VEIL` for each character that no rule may touch."""
    pieces: list[str] = []
    done = 0
    for start, end in spans(text):
        pieces += (text[done:start], VEIL * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that no rule may touch, in order, each once."""
    found = sorted(chain(addresses.spans(text), code_text.spans(text), mentions.spans(text)))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
