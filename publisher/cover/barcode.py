"""An ISBN as bars: EAN-13 at its nominal size (ISO/IEC 15420; GB/T 12906 for Chinese books)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from barcode import EAN13

from publisher.cover.placing import Placed, hei, lying

_MODULE = 0.33
"""mm that the narrowest bar is wide."""
_QUIET = 11, 7
"""Modules that stay free before and after the bars."""
_BARS = 22.85
_GUARD = 5 * _MODULE
"""mm that bars are high, and that the guards reach further down."""
_ABOVE = 4.6
_BELOW = 3.4
"""mm for the ISBN above the bars and the digits below them."""
_GUARDS = {*range(3), *range(45, 50), *range(92, 95)}
"""Modules of the three guards."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A black bar, in units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """A white field with bars and digits, in units; `x`, `y` is its corner at the top left."""

    x: float
    y: float
    width: float
    height: float
    bars: tuple[Bar, ...]
    texts: tuple[Placed, ...]


WIDTH = (95 + sum(_QUIET)) * _MODULE
HEIGHT = _ABOVE + _BARS + _BELOW
"""The size of the field in mm."""


def digits(isbn: str) -> str:
    """Return the 13 digits of an ISBN."""
    return re.sub(r"\D", "", isbn.removeprefix("ISBN"))[-13:]


def barcode(isbn: str, right: float, bottom: float, scale: float) -> Barcode:
    """Draw `isbn` with its field in a corner; `scale` is how many units a mm has."""
    code = digits(isbn)
    module = _MODULE * scale
    width, height = WIDTH * scale, HEIGHT * scale
    left, top = right - width, bottom - height
    first, above = left + _QUIET[0] * module, top + _ABOVE * scale
    modules = EAN13(code).build()[0]
    bars = tuple(
        Bar(
            first + place.start() * module,
            above,
            len(place[0]) * module,
            (_BARS + (_GUARD if place.start() in _GUARDS else 0)) * scale,
        )
        for place in re.finditer("1+", modules)
    )
    middle = above + _BARS * scale + _BELOW * scale / 2
    size = 3.2 * scale
    texts = (
        lying(hei(), _spoken(isbn), left + width / 2, top + _ABOVE * scale / 2, size, width * 0.92),
        lying(hei(), code[0], first - 6 * module, middle, size, 9 * module),
        lying(hei(), " ".join(code[1:7]), first + 24 * module, middle, size, 40 * module),
        lying(hei(), " ".join(code[7:]), first + 71 * module, middle, size, 40 * module),
    )
    return Barcode(left, top, width, height, bars, texts)


def _spoken(isbn: str) -> str:
    return f"ISBN {isbn.removeprefix('ISBN').strip(' :：')}"
