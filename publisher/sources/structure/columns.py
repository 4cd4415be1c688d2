"""Rows of a table that was typed: their cells stay apart, and no row is joined to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from publisher.runtime.patterns import regex

SEPARATOR = " | "
"""Stands between cells that tabs or wide gaps kept apart; no rule of the copy editor takes it."""

_BARS = regex(r"[|｜│┃].*[|｜│┃]|\S[ \u00a0\u3000]+[|｜│┃][ \u00a0\u3000]+\S")
_BAR = regex(r"[ \u00a0\u3000]*[|｜][ \u00a0\u3000]*")
_TAB = regex(r"[ \u00a0\u3000]*\t[ \u00a0\u3000\t]*")
_GAP = regex(r"[ \u00a0\u3000]{2,}|\u3000")
_INNER_GAP = regex(r"[ \u00a0\u3000](?<=\S.)(?:(?<=\u3000)|[ \u00a0\u3000])[ \u00a0\u3000]*\S")
_MARKER = regex(r"[\W\d_]*|[第(（]?[〇零一二三四五六七八九十百]+[章节節条條、.)）]*|[A-Za-z]\W?")
_VERSE = regex("[\u3400-\u9fff]{4,7}[，。！？；,!?;]?")
_CELL = regex("[^。；！？，“”]{1,20}")
_DIGIT = regex("[0-9０-９]")


def is_row(text: str) -> bool:
    """Tell whether a line is a row of cells with bars between them."""
    return "|" in text and _BARS.search(text) is not None


def barred(text: str) -> str:
    """Return a page's text with bars between the cells of rows, where tabs or gaps stood."""
    if "\t" in text:
        text = _barred(text, _TAB, _is_table)
    if "|" in text or "｜" in text:
        text = _barred(text, _BAR, _is_barred_pair)
    if _INNER_GAP.search(text):
        text = _barred(text, _GAP, _is_spaced_table)
    return text


def _barred(
    text: str, gap: re.Pattern[str], is_table: Callable[[Sequence[list[str]]], bool]
) -> str:
    """Rewrite lines that are rows together with the lines beside them, blank ones not counted."""
    lines = text.split("\n")
    rows = ((index, gap.split(line.strip())) for index, line in enumerate(lines) if line.strip())
    for count, group in groupby(rows, key=lambda row: len(row[1])):
        if count > 1:
            table = dict(group)
            if len(table) > 1 and is_table(list(table.values())):
                for index, cells in table.items():
                    lines[index] = _indent(lines[index]) + SEPARATOR.join(cells)
    return "\n".join(lines)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _is_table(rows: Sequence[list[str]]) -> bool:
    """Tell whether cells are more than the numbers of paragraphs, and these."""
    return len(rows[0]) > 2 or not all(_MARKER.fullmatch(row[0]) for row in rows)


def _is_barred_pair(rows: Sequence[list[str]]) -> bool:
    """Tell whether single bars divide cells, two a line; more of them are told by the line."""
    return len(rows[0]) == 2 and all(_CELL.fullmatch(cell) for row in rows for cell in row)


def _is_spaced_table(rows: Sequence[list[str]]) -> bool:
    """Tell whether gaps divide cells: verse and names have gaps too, two cells need figures."""
    cells = [cell for row in rows for cell in row]
    if not all(map(_CELL.fullmatch, cells)) or all(map(_VERSE.fullmatch, cells)):
        return False
    figures = all(_DIGIT.search(row[1]) for row in rows)
    return _is_table(rows) and (len(rows[0]) > 2 or figures)
