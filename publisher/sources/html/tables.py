"""A table of data -> its rows, each a line of cells; a cell over several rows stands in each."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from publisher.sources.structure.columns import SEPARATOR

_WIDEST = 100
"""Columns that one cell spans at most."""
_REPEATED = 60
"""Characters that a cell has at most if it is to stand in more than one place."""


@dataclass(slots=True)
class Grid:
    """A table that is being read, row by row."""

    _row: list[str] = field(default_factory=list)
    _above: dict[int, tuple[int, str]] = field(default_factory=dict)
    """The cells of rows above that reach down: by column, for how many rows, what they say."""

    def cell(self, element: etree._Element, text: str) -> str:
        """Take the next cell of the row; nothing of it goes anywhere else."""
        self._fill()
        wide, high = _span(element, "colspan"), _span(element, "rowspan")
        again = text if len(text) <= _REPEATED else ""
        alone = wide > 1 and element.getnext() is None and not self._row
        for said in (text, *[again] * (0 if alone else wide - 1)):
            if high > 1:
                self._above[len(self._row)] = (high - 1, again)
            self._row.append(said)
        return ""

    def end_row(self) -> str:
        """End the row and return its line."""
        self._fill()
        cells, self._row = self._row, []
        return SEPARATOR.join(cells).replace("  ", " ").strip() if any(cells) else ""

    def _fill(self) -> None:
        """Put in what reaches down from above into the next columns."""
        while reaching := self._above.pop(len(self._row), None):
            rows, text = reaching
            if rows > 1:
                self._above[len(self._row)] = (rows - 1, text)
            self._row.append(text)


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() else 1
