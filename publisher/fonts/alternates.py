"""A glyph with another width than its own: a value, from the line that needs it to the face."""

from __future__ import annotations

from typing import NamedTuple


class Alternate(NamedTuple):
    """Glyph `number` of a face, moved right by `shift` and `advance` wide, in 1/1000 em."""

    number: int
    shift: int
    advance: int
