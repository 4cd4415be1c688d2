"""A rule reads a string and says what to replace; this module carries it out.

Rules never touch a string themselves, so each can be tested alone, switched off, and applied
to text that is spread over several inlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from publisher.model import Content, Inline, plain, with_text


class Change(NamedTuple):
    """Put `new` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    new: str


class Query(NamedTuple):
    """A place that a rule leaves to a person. `what` names the fault in a few words."""

    start: int
    end: int
    what: str


Rule: TypeAlias = Callable[[str], Iterable[Change]]
"""A pure function: the changes one rule of the copy editor asks for, in order, disjoint.

Applied to its own result a rule asks for nothing more.
"""

Finder: TypeAlias = Callable[[str], Iterable[Query]]
"""A pure function: the places that a rule found doubtful and left alone, in order."""


def apply(text: str, changes: Iterable[Change]) -> str:
    """Return `text` with `changes` made; the very same object if there are none."""
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += (text[done : change.start], change.new)
        done = change.end
    return "".join((*pieces, text[done:])) if pieces else text


def apply_to_content(content: Content, changes: Iterable[Change]) -> Content:
    """Return `content` with `changes` made; their offsets count over all its characters.

    Each inline keeps its kind. A change over the border of two inlines puts its new text in
    the first; an inline that loses all its characters goes.
    """
    changes = tuple(changes)
    if not changes:
        return content
    if len(content) == 1:
        text = apply(content[0].text, changes)
        return (with_text(content[0], text),) if text else ()
    edited: list[Inline] = []
    start = 0
    for inline in content:
        end = start + len(inline.text)
        last = inline is content[-1]
        text = apply(inline.text, _within(changes, start, end, last=last))
        if text:
            edited.append(inline if text == inline.text else with_text(inline, text))
        start = end
    return tuple(edited)


def _within(changes: Iterable[Change], start: int, end: int, *, last: bool) -> Iterator[Change]:
    """Yield the part of each change that falls on the inline from `start` up to `end`."""
    for change in changes:
        begins_here = start <= change.start < end or (last and change.start == end)
        if begins_here:
            yield Change(change.start - start, min(change.end, end) - start, change.new)
        elif change.start < start and change.end > start:
            yield Change(0, min(change.end, end) - start, "")


def cut(content: Content, places: Iterable[int]) -> tuple[Content, ...]:
    """Cut `content` at `places`, offsets over all its characters in ascending order."""
    borders = (0, *places, len(plain(content)))
    return tuple(_slice(content, start, end) for start, end in pairwise(borders))


def _slice(content: Content, start: int, end: int) -> Content:
    """Return the characters of `content` from `start` up to `end`, each in its inline."""
    part: list[Inline] = []
    for inline in content:
        text = inline.text[max(start, 0) : max(end, 0)]
        if text:
            part.append(inline if text == inline.text else with_text(inline, text))
        start -= len(inline.text)
        end -= len(inline.text)
    return tuple(part)
