"""Which Debian package has a character that no installed face has: a table, `packaged.txt`.

`.setup/packaged.py` has written it from the faces in the packages themselves. Asked only for a
character that is missing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


def package(cluster: str) -> str | None:
    """Return a package that has the character of a cluster; None if none is known."""
    first = ord(cluster[0])
    for name, spans in _table():
        if any(begin <= first <= end for begin, end in spans):
            return name
    return None


@cache
def _table() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Return the packages, the better one for a character first, with the ranges of each."""
    text = (Path(__file__).parent / "packaged.txt").read_text(encoding="ascii")
    lines = (line.split() for line in text.splitlines())
    return tuple((name, tuple(map(_span, spans))) for name, *spans in lines)


def _span(text: str) -> tuple[int, int]:
    begin, _, end = text.partition("-")
    return int(begin, 16), int(end or begin, 16)
