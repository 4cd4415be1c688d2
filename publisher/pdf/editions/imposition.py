"""Pages of a handout -> sheets of paper: two pages to a side, in reading or in folding order."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from publisher.pdf.type_area import MM

if TYPE_CHECKING:
    import pikepdf

_SHEET = (841.89, 595.276)
"""A4, landscape, in pt."""

Side: TypeAlias = tuple[int | None, int | None]
"""The pages on the left and right half of one side of a sheet, from 0; None is blank."""


class Scheme(StrEnum):
    """How pages come to stand on sheets."""

    NONE = "none"
    TWO_UP = "2up"
    BOOKLET = "booklet"


def impose(pages: bytes, plan: Scheme, creep: float = 0.0) -> bytes:
    """Put the pages of a PDF, each half of A4, on A4 sheets.

    A booklet is printed on both sides, short-edge binding. `creep` is the thickness of the
    paper in mm: each sheet that lies in others is pushed out by theirs, so its pages move to
    the fold, and margins are even once the fore-edge is trimmed. An imposed file is for paper:
    it has no tags, links or outline.
    """
    if plan is Scheme.NONE:
        return pages
    # only now: the command line asks for the plans alone
    import pikepdf

    with pikepdf.open(io.BytesIO(pages)) as source, pikepdf.new() as sheets:
        folded = plan is Scheme.BOOKLET
        sides = booklet(len(source.pages)) if folded else two_up(len(source.pages))
        for number, side in enumerate(sides):
            sheet = number // 2  # the outermost is 0
            _place(source, sheets, side, sheet * creep * MM if folded else 0.0)
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


def _place(source: pikepdf.Pdf, sheets: pikepdf.Pdf, side: Side, shift: float) -> None:
    """Add one side: each page on its half, moved to the fold by `shift` pt."""
    import pikepdf

    width, height = _SHEET
    sheet = sheets.add_blank_page(page_size=_SHEET)
    for half, number in enumerate(side):
        if number is not None:
            left = half * width / 2 + (-shift if half else shift)
            frame = pikepdf.Rectangle(left, 0, left + width / 2, height)
            # named here: pikepdf's own overlay gets a name by chance, in each run another
            name = pikepdf.Name(f"/Page{number + 1}")
            form = sheets.copy_foreign(source.pages[number].as_form_xobject())
            sheet.add_resource(form, pikepdf.Name.XObject, name)
            sheet.contents_add(sheet.calc_form_xobject_placement(form, name, frame))
