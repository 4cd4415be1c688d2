"""The type area of a page: whole characters wide, whole lines high (clreq 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.settings import Trim

SIZE = 10.5
"""Text size in pt: 五号, the size of Chinese trade books."""

LEAD = 17.5
"""Line pitch in pt, 1.67 of the size: every vertical measure is a multiple of it."""

MM = 72 / 25.4
"""pt in a mm."""

_SIDE_MARGINS = 47.0
_END_MARGINS = 43.0
_LONGEST_LINE = 42
ROUNDING = 0.02
"""Play in pt, so that no rounding down the way pushes the last character off a line."""


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Characters a line, lines a page, and the four margins in pt."""

    characters: int
    lines: int
    top: float
    bottom: float
    left: float
    right: float


def type_area(trim: Trim) -> TypeArea:
    """Fit the type area into `trim`: the margins take what whole characters and lines leave.

    The side margins together are 47 mm or a little more, head and foot 43 mm; the foot is
    the wider one. A line has at most 42 characters, more than an eye follows with ease.
    """
    width, height = trim.width * MM, trim.height * MM
    characters = min(_LONGEST_LINE, int((width - _SIDE_MARGINS * MM) / SIZE))
    lines = int((height - _END_MARGINS * MM) / LEAD)
    side = (width - characters * SIZE - ROUNDING) / 2
    ends = height - lines * LEAD - ROUNDING
    return TypeArea(characters, lines, ends * 0.47, ends * 0.53, side, side)
