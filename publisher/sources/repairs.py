"""What a reader puts right in a page on its own, or has to leave out, and says in a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Repair(NamedTuple):
    """One kind of thing put right or left out: the code of its note, the first line, how often.

    `what` names it where a code has several.
    """

    code: str
    line: int
    times: int
    what: str = ""


def noted(code: str, changes: Iterable[tuple[int, int]]) -> tuple[Repair, ...]:
    """Return the repair that these changes, each a line and how many there, come to, if any."""
    made = [(line, count) for line, count in changes if count]
    return (Repair(code, made[0][0], sum(count for _, count in made)),) if made else ()
