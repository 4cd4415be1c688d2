"""Outlines of text at places of a drawing, each made to fit its room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publisher.fonts.outlines import Face, Outline

UNITS = 1000.0
"""The trim is 1000 units wide, whatever its size; all lengths of a drawing are in units."""

FRAME = 86.0
"""How far the inner line of the frame is from the trim."""

COLUMNS = 6
COLUMN = (UNITS - 2 * FRAME) / COLUMNS
"""How wide a ruled column is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An outline at a place: `x`, `y` in units, `size` in units an em."""

    path: str
    x: float
    y: float
    size: float


@cache
def song(weight: str) -> Face:
    """Return the face of titles."""
    return Face("Noto Serif CJK SC", weight)


@cache
def hei() -> Face:
    """Return the face of digits that a machine may read."""
    return Face("Noto Sans CJK SC", "regular")


@cache
def kai() -> Face:
    """Return the face of all that is smaller."""
    return Face("LXGW WenKai", "regular")


def standing(face: Face, text: str, x: float, y: float, size: float, room: float) -> Placed:
    """Place a vertical line of text, centred on `x`, that begins at `y`."""
    outline = face.vertical(text)
    return Placed(outline.path, x, y, _fit(outline, size, room))


def lying(face: Face, text: str, x: float, y: float, size: float, room: float) -> Placed:
    """Place a horizontal line of text centred on (x, y)."""
    outline = face.horizontal(text)
    fitted = _fit(outline, size, room)
    return Placed(outline.path, x - outline.length * fitted / 2, y + fitted * 0.37, fitted)


def _fit(outline: Outline, size: float, room: float) -> float:
    return min(size, room / outline.length) if outline.length else size
