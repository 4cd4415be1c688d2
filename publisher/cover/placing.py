"""Outlines of text at places of a drawing, each made to fit its room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import inf

from publisher.fonts.outlines import Outline, OutlineFace
from publisher.wording import Faces

UNITS = 1000.0
"""The trim is 1000 units wide, whatever its size; all lengths of a drawing are in units."""

FRAME = 86.0
"""How far the inner line of the frame is from the trim."""

COLUMNS = 6
COLUMN = (UNITS - 2 * FRAME) / COLUMNS
"""How wide a ruled column is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An outline at a place: `x`, `y` and its `length` in units, `size` in units an em."""

    path: str
    x: float
    y: float
    size: float
    length: float


@cache
def song(faces: Faces, weight: str) -> OutlineFace:
    """Return the face of titles."""
    return OutlineFace(",".join(faces.song), weight)


@cache
def hei() -> OutlineFace:
    """Return the face of digits that a machine may read."""
    return OutlineFace("Noto Sans CJK SC", "regular")


@cache
def kai(faces: Faces) -> OutlineFace:
    """Return the face of all that is smaller."""
    return OutlineFace(",".join(faces.kai), "regular")


def standing(
    face: OutlineFace, text: str, x: float, y: float, size: float, room: float, least: float = 0.0
) -> Placed:
    """Place a vertical line of text.

    Args:
        face: What it is set in.
        text: The line.
        x: Where its middle is, in units from the left.
        y: Where it begins, in units from the top.
        size: Units an em.
        room: How long it may be, in units: to fit, it is made smaller.
        least: Units an em below which it is cut instead.

    Returns:
        Its outline and place.
    """
    outline = _cut(face.vertical, text, room / least if least else inf)
    fitted = _fit(outline, size, room)
    return Placed(outline.path, x, y, fitted, outline.length * fitted)


def lying(
    face: OutlineFace, text: str, x: float, y: float, size: float, room: float, least: float = 0.0
) -> Placed:
    """Place a horizontal line of text.

    Args:
        face: What it is set in.
        text: The line.
        x: Where its middle is, in units from the left.
        y: Where its middle is, in units from the top.
        size: Units an em.
        room: How long it may be, in units: to fit, it is made smaller.
        least: Units an em below which it is cut instead.

    Returns:
        Its outline and place.
    """
    outline = _cut(face.horizontal, text, room / least if least else inf)
    fitted = _fit(outline, size, room)
    length = outline.length * fitted
    return Placed(outline.path, x - length / 2, y + fitted * 0.37, fitted, length)


def _cut(draw: Callable[[str], Outline], text: str, longest: float) -> Outline:
    """Draw as much of a text as is no longer than so many em, with … for the rest."""
    whole = draw(text)
    if whole.length <= longest:
        return whole
    fits = range(1, len(text))
    kept = bisect_right(fits, longest, key=lambda count: draw(f"{text[:count]}…").length)
    return draw(f"{text[:kept].rstrip()}…")


def _fit(outline: Outline, size: float, room: float) -> float:
    return min(size, room / outline.length) if outline.length else size
