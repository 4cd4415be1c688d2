"""The graphics state (ISO 32000-1, 8.4 and 9.3): what `q` keeps and `Q` gives back."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from publisher.pdf_marks.colours import BLACK, Colour, Space
from publisher.pdf_marks.faces import EmbeddedFace
from publisher.pdf_marks.plane import EVERYWHERE, IDENTITY, Box, Matrix


@dataclass(slots=True)
class State:
    """The part of the graphics state that a preflight asks about.

    `mixing` is the space in which transparent colours are mixed, as far as it is known;
    `is_mixed`, that there is a blend mode or a soft mask. Inside a pattern, `cell` is the
    area that it fills.
    """

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    face: EmbeddedFace | None = None
    size: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    mixing: Space | None = None
    is_mixed: bool = False
    cell: Box | None = None

    def kept(self) -> State:
        """Return a copy, which does not change with this one."""
        return copy.copy(self)
