"""How large a title is set: the longer it is, the smaller, by steps that `styles/pdf.css` names."""

from __future__ import annotations

from unicodedata import east_asian_width

_STEPS = ((1.75, ""), (3.0, "long"), (5.0, "longer"))
"""Up to so many lines of text that a title would fill, the class of its heading."""
_LONGEST = "longest"

_NARROW_PAGE = 20
"""Characters a line below which a table of four columns finds no room."""
_NARROW = 0.55
"""Em of a letter that is not as wide as Han, on the average."""


def step(title: str, characters: int) -> str:
    """Return the class of a title, for lines of so many `characters` of the text."""
    lines = sum(map(_width, title)) / characters
    return next((name for most, name in _STEPS if lines <= most), _LONGEST)


def is_spaced(title: str, characters: int) -> bool:
    """Tell whether a title is so short that its letters may be spaced out on the half-title."""
    return 2 * sum(map(_width, title)) <= characters


def is_narrow(characters: int) -> bool:
    """Tell whether lines of so many characters are too short for a table."""
    return characters < _NARROW_PAGE


def _width(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WFA" else _NARROW
