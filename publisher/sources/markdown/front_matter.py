"""What stands above the text of a file, between two lines of `---` or `+++`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from publisher.model import Dropped, Reason
from publisher.runtime.patterns import regex

_BLOCK = regex(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*(?:\n|\Z)")
_TITLE = regex(r"""(title\s*[:=]\s*)(["']?)(.*\S)\2\s*""")
_DATE = regex(r"""date\s*[:=]\s*["']?(\d{4})-(\d{1,2})-(\d{1,2})\b.*""")


class FrontMatter(NamedTuple):
    """The title and the date that it gives, if any; what it holds besides; the text below.

    `lines` are how many were cut off above that.
    """

    text: str
    title: str = ""
    published: date | None = None
    dropped: tuple[Dropped, ...] = ()
    lines: int = 0


def split(text: str) -> FrontMatter:
    """Take the front matter off a text. A title over several lines is not one of a book."""
    found = _BLOCK.match(text)
    if found is None:
        return FrontMatter(text)
    title, published = "", None
    dropped: list[Dropped] = []
    lines = found[0].split("\n")
    for number, line in enumerate(lines, 1):
        if not title and (named := _TITLE.fullmatch(line)):
            title, line = named[3], named[1]
        elif dated := _DATE.fullmatch(line):
            published = published or _day(*map(int, dated.groups()))
        if line.strip():
            dropped.append(Dropped(number, line.strip(), Reason.FRONT_MATTER))
    return FrontMatter(text[found.end() :], title, published, tuple(dropped), found[0].count("\n"))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
