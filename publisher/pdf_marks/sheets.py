"""The sheets of a file: each page with its boxes. Sizes in pt on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publisher.pdf_marks import objects
from publisher.pdf_marks.plane import Box

_LETTER: Box = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies on the press. `unit` is the length in pt of one unit of the page."""

    media: Box
    bleed: Box | None
    trim: Box | None
    unit: float

    @property
    def cut(self) -> Box:
        """The part that is left after trimming; the whole page if it does not say."""
        return self.trim or self.media

    @property
    def printed(self) -> Box:
        """The part that is printed on purpose: the trim with its bleed."""
        return self.bleed or self.cut


def read(page: Any) -> Sheet:
    """Return the sheet of a page; a MediaBox that cannot be read counts as US Letter."""
    unit = objects.entry(page, "/UserUnit")
    scale = 1.0 if unit is None else objects.number(unit)
    if not 0 < scale <= objects.FAR:
        scale = 1.0

    def scaled(value: Any) -> Box | None:
        found = objects.box(value)
        if found is None:
            return None
        left, bottom, right, top = found
        return left * scale, bottom * scale, right * scale, top * scale

    return Sheet(
        scaled(objects.inherited(page, "/MediaBox")) or _LETTER,
        scaled(objects.entry(page, "/BleedBox")),
        scaled(objects.entry(page, "/TrimBox")),
        scale,
    )
