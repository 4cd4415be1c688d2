"""The plane of a page: matrices and boxes, in points (ISO 32000-1, 8.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: a point (x, y) goes to (ax + cy + e, bx + dy + f)."""
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""left, bottom, right, top."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
NOWHERE: Box = (math.inf, math.inf, -math.inf, -math.inf)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, x, y = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + x,
        e * q + f * s + y,
    )


def placed(point: Point, matrix: Matrix) -> Point:
    """Return where `matrix` puts a point."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def around(points: Iterable[Point]) -> Box:
    """Return the smallest box that holds all `points`, of which there is one at least."""
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def corners(box: Box) -> tuple[Point, Point, Point, Point]:
    """Return the corners of `box`, in order around it."""
    left, bottom, right, top = box
    return (left, bottom), (right, bottom), (right, top), (left, top)


def both(one: Box, other: Box) -> Box:
    """Return where two boxes overlap; left of its right edge only if they do (see `is_box`)."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def is_box(box: Box) -> bool:
    """Tell whether the edges of `box` are in order. A point and a line are boxes."""
    return box[0] <= box[2] and box[1] <= box[3]


def holds(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    """Tell whether `inner` stands nowhere more than `slack` out of `outer`."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def thickness(box: Box) -> float:
    """Return the shorter side of `box`."""
    return min(box[2] - box[0], box[3] - box[1])


def narrowest(matrix: Matrix) -> float:
    """Return by how much a length shrinks at most: the smaller singular value of `matrix`."""
    a, b, c, d, _, _ = matrix
    squares, area = a * a + b * b + c * c + d * d, a * d - b * c
    spread = math.sqrt(max(0.0, squares * squares - 4 * area * area))
    return math.sqrt(max(0.0, (squares - spread) / 2))
