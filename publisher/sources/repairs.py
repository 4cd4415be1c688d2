"""What a reader puts right in a page on its own, or has to leave out, and says in a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Repair(NamedTuple):
    """One kind of thing put right: the code of its note, the first line, how many times."""

    code: str
    line: int
    times: int


class Omission(NamedTuple):
    """Something in a page that is no text: what it is, where the first stands, how many."""

    line: int
    what: str
    many: int


def noted(code: str, changes: Iterable[tuple[int, int]]) -> tuple[Repair, ...]:
    """Return the repair that these changes, each a line and how many there, come to, if any."""
    made = [(line, count) for line, count in changes if count]
    return (Repair(code, made[0][0], sum(count for _, count in made)),) if made else ()
