"""Pages of a handout -> sheets of paper: two pages to a side, in reading or in folding order."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TypeAlias

import pikepdf

_SHEET = (841.89, 595.276)
"""A4, landscape, in pt."""

Side: TypeAlias = tuple[int | None, int | None]
"""The pages on the left and right half of one side of a sheet, from 0; None is blank."""


class Plan(StrEnum):
    """How pages come to stand on sheets."""

    NONE = "none"
    TWO_UP = "2up"
    BOOKLET = "booklet"


def impose(pages: bytes, plan: Plan) -> bytes:
    """Put the pages of a PDF on A4 sheets. Print a booklet on both sides, short-edge binding.

    An imposed file is for paper: it has no tags, links or outline.
    """
    if plan is Plan.NONE:
        return pages
    with pikepdf.open(io.BytesIO(pages)) as source, pikepdf.new() as sheets:
        order = two_up if plan is Plan.TWO_UP else booklet
        for side in order(len(source.pages)):
            _place(source, sheets, side)
        sheets.docinfo["/Title"] = source.docinfo.get("/Title", "")
        output = io.BytesIO()
        sheets.remove_unreferenced_resources()
        sheets.save(output, deterministic_id=True)
    return output.getvalue()


def two_up(count: int) -> list[Side]:
    """Return the sides for `count` pages, two to a side, in the order of reading."""
    return [(first, first + 1 if first + 1 < count else None) for first in range(0, count, 2)]


def booklet(count: int) -> list[Side]:
    """Return the sides of a saddle-stitched booklet: front and back of each sheet, outside first.

    Blank pages at the end fill up the last sheet.
    """
    padded = -(-count // 4) * 4

    def page(number: int) -> int | None:
        return number if number < count else None

    sides: list[Side] = []
    for outer in range(0, padded // 2, 2):
        last = padded - 1 - outer
        sides += [(page(last), page(outer)), (page(outer + 1), page(last - 1))]
    return sides


def _place(source: pikepdf.Pdf, sheets: pikepdf.Pdf, side: Side) -> None:
    """Add one side: each page scaled to its half, in the middle of it."""
    width, height = _SHEET
    sheet = sheets.add_blank_page(page_size=_SHEET)
    for half, number in enumerate(side):
        if number is not None:
            left = half * width / 2
            frame = pikepdf.Rectangle(left, 0, left + width / 2, height)
            sheet.add_overlay(source.pages[number], frame)
