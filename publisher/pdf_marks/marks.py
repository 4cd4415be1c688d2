"""What a page puts on paper, one value a mark, in the order in which it is drawn.

Boxes are in points of the page. A mark whose box lies outside its clipping path is not drawn,
and is no mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from publisher.pdf_marks.colours import Colour, Space
from publisher.pdf_marks.faces import EmbeddedFace
from publisher.pdf_marks.plane import Box

RESOLUTION = 300
"""dpi that colour and grey want in print: twice the screen of 150 lines per inch."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A run of text; its `box` is the point where its line begins. `size` in pt on paper."""

    box: Box
    colours: tuple[Colour, ...]
    face: EmbeddedFace
    size: float
    codes: bytes


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path, `width` pt thick where it is thinnest."""

    box: Box
    colours: tuple[Colour, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled path; `width` is the shorter side of it, or of its thinnest rectangle, in pt."""

    box: Box
    colours: tuple[Colour, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image. `resolution` in dots per inch on paper, the lower of both directions.

    `is_line_art`: one bit a dot. A mask has the colour of what is painted through it.
    `heaviest` is the ink of its darkest spot in per cent, 0 if that is not known.
    """

    box: Box
    colours: tuple[Colour, ...]
    resolution: float
    is_line_art: bool
    heaviest: float


@dataclass(frozen=True, slots=True)
class Gradient:
    """A shading."""

    box: Box
    colours: tuple[Colour, ...]


@dataclass(frozen=True, slots=True)
class Blend:
    """A blend mode or a soft mask where colours are mixed in a space meant for screens."""

    box: Box
    space: Space


Mark: TypeAlias = TextMark | Stroke | Area | Picture | Gradient | Blend
