"""The boxes of each page, and what a printer asks of them.

MediaBox ⊇ BleedBox ⊇ TrimBox (ISO 15930-7, 6.4). Sizes in pt on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.checks.findings import Finding
from publisher.checks.preflight.codes import finding
from publisher.pdf_marks import plane
from publisher.pdf_marks.plane import Box
from publisher.pdf_marks.sheets import Sheet

_MM = 72 / 25.4
_SLACK = 0.05
"""pt that boxes may be off by rounding."""
_BLEED = 3.0
"""mm of bleed that printers ask for (GWG 2022, 4.2: bleed)."""
_DIFFERENCE = 0.1
"""mm that trims may differ: a knife is not more exact."""
_SIGNATURE = 4
"""A folded sheet has four pages, or a multiple of that."""


def look(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the boxes of one page."""
    if sheet.trim is None:
        yield finding("box-missing", box="TrimBox")
    if sheet.bleed is None:
        yield finding("box-missing", box="BleedBox")
    boxes = (("MediaBox", sheet.media), ("BleedBox", sheet.bleed), ("TrimBox", sheet.trim))
    given = [(name, box) for name, box in boxes if box is not None]
    for (outer, around), (inner, box) in pairwise(given):
        if not plane.holds(around, box, _SLACK):
            yield finding("boxes-not-nested", outer=outer, inner=inner)
    if sheet.trim is not None and sheet.bleed is not None:
        margins = (abs(one - other) for one, other in zip(sheet.bleed, sheet.trim, strict=True))
        bleed = min(margins)
        if bleed < _BLEED * _MM - _SLACK:
            yield finding("small-bleed", bleed=f"{bleed / _MM:.1f}")


def trims_differ(sheets: Sequence[Sheet]) -> dict[int, Finding]:
    """Return what to say of each page, counted from 1, whose trim is not that of most pages."""
    sizes = {
        number: _size(sheet.trim)
        for number, sheet in enumerate(sheets, 1)
        if sheet.trim is not None
    }
    counted = Counter(_written(size) for size in sizes.values()).most_common(1)
    usual = next((size for size in sizes.values() if _written(size) == counted[0][0]), None)
    return {
        number: finding("trim-differs", size=_written(size), usual=_written(usual))
        for number, size in sizes.items()
        if usual
        and any(abs(one - other) > _DIFFERENCE for one, other in zip(size, usual, strict=True))
    }


def look_at_count(pages: int) -> Iterator[Finding]:
    """Yield what is wrong with the number of pages of a book block."""
    if wanted := -pages % _SIGNATURE:
        yield finding("page-count", pages=pages, wanted=wanted)


def _size(box: Box) -> tuple[float, float]:
    """Return width and height in mm."""
    return (box[2] - box[0]) / _MM, (box[3] - box[1]) / _MM


def _written(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f} × {size[1]:.1f} mm"
