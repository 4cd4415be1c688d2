"""A path while it is made (ISO 32000-1, 8.5.2): how far it reaches, and how thin it is."""

from __future__ import annotations

from publisher.pdf_marks import plane
from publisher.pdf_marks.plane import Box, Matrix, Point


class PathExtent:
    """The box of a path in points of the page; curves count with their handles.

    A point that nothing is drawn from, as SVG converters leave, does not count.
    """

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._from: Point | None = None
        self._thinnest: float | None = None

    def move(self, point: Point) -> None:
        """Begin a part of the path."""
        self._from = point

    def draw(self, *points: Point) -> None:
        """Go on to the last of `points`, with the others as handles."""
        if self._from is not None:
            self._points.append(self._from)
        self._points += points
        self._from = points[-1]
        if len(self._points) > 64:
            self._points = list(plane.corners(plane.around(self._points)))

    def rectangle(self, box: Box, matrix: Matrix) -> None:
        """Add a rectangle, which `matrix` puts on the page."""
        corners = [plane.placed(corner, matrix) for corner in plane.corners(box)]
        self.move(corners[0])
        self.draw(*corners[1:], corners[0])
        width = plane.thickness(plane.around(corners))
        self._thinnest = width if self._thinnest is None else min(width, self._thinnest)

    @property
    def box(self) -> Box | None:
        """How far the path reaches, or None if nothing is drawn."""
        return plane.around(self._points) if self._points else None

    @property
    def width(self) -> float:
        """The shorter side of the thinnest rectangle, or of the whole path."""
        box = self.box
        whole = plane.thickness(box) if box else 0.0
        return whole if self._thinnest is None else min(whole, self._thinnest)
