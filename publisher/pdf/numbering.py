"""Which number each page of a book bears, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Numbering: TypeAlias = Literal["r", "D"]
"""How pages are labelled: lower-case roman or decimal (ISO 32000-1, 12.4.2)."""

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Run:
    """Parts in a row that are numbered through from 1: how many pages each has."""

    numbering: Numbering
    pages: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many pages the run has."""
        return sum(self.pages)


def labels(runs: Sequence[Run]) -> bytes:
    """Write the page labels of a book (ISO 32000-1, 12.4.2)."""
    entries, page = [], 0
    for run in runs:
        entries.append(b"%d <</S /%b>>" % (page, run.numbering.encode()))
        page += run.total
    return b"<</Nums [%b]>>" % b" ".join(entries)


def numeral(number: int, style: str) -> str:
    """Write a page number in a style of numbering of CSS (CSS Counter Styles 3)."""
    match style:
        case "decimal":
            return str(number)
        case "lower-roman":
            return _roman(number)
        case "upper-roman":
            return _roman(number).upper()
        case _:
            from publisher.pdf.layout import counters

            return counters.written(number, style)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
