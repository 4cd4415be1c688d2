"""Glyphs with another width or place than their own: values, from the line to the face."""

from __future__ import annotations

from typing import NamedTuple


class Placed(NamedTuple):
    """Glyph `number` of a face, moved to the right by `shift` and up by `rise`, in 1/1000 em."""

    number: int
    shift: int
    rise: int


class Alternate(NamedTuple):
    """Glyph `number` of a face, moved as in `Placed` and `advance` wide, in 1/1000 em.

    `others` are drawn with it: a letter and the marks on it are one glyph.
    """

    number: int
    shift: int
    advance: int
    rise: int = 0
    others: tuple[Placed, ...] = ()

    @property
    def parts(self) -> tuple[Placed, ...]:
        """All that is drawn."""
        return (Placed(self.number, self.shift, self.rise), *self.others)
