"""Marks, joiners and selectors that stand alone -> one cluster with the base they belong to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from publisher.composing.paragraph import Unit
from publisher.fonts.clusters import ATTACHED, shares
from publisher.pdf.layout.runs import EMPTY, Glyph, ink

_ENCLOSING = frozenset("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4")
"""Frames around the character before them (category Me)."""
_NOT_OVER = (0, 233, 234)
"""Combining classes of what stands on no one letter: no mark, or one that two letters share."""

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Accents on letters of Latin, Greek and Cyrillic."""


def attach(units: list[Unit], glyphs: list[tuple[Glyph, ...]], levels: list[int]) -> None:
    """Join marks, joiners and selectors that stand alone to the unit that they belong to."""
    stop = len(units)
    for index in range(len(units) - 1, -1, -1):
        if index and _is_attached(units[index]) and not units[index - 1].text.isspace():
            continue
        if stop - index > 1:
            own = slice(index, stop)
            unit, cluster = _joined(units[own], glyphs[own], leftward=levels[index] % 2 == 1)
            units[own], glyphs[own], levels[own] = [unit], [cluster], [levels[index]]
        stop = index


def _is_attached(unit: Unit) -> bool:
    if ATTACHED.match(unit.text):
        return True
    return not unit.advance and unicodedata.category(unit.text[0]) in ("Mn", "Me")


def _joined(
    units: list[Unit], glyphs: list[tuple[Glyph, ...]], *, leftward: bool
) -> tuple[Unit, tuple[Glyph, ...]]:
    """Return a base and what is attached to it as one, drawn from left to right.

    What no face has is not seen; as text it stays. An accent that its own face has placed stays
    there, one of another face is set over the middle of its base, as faces do it for their own
    letters. Where text runs `leftward`, marks come before their base.
    """
    base, width = units[0], units[0].advance
    cluster, advance = _with_texts(glyphs[0], base.text), width
    for unit, own in zip(units[1:], glyphs[1:], strict=True):
        drawn = _with_texts([glyph for glyph in own if glyph.number < EMPTY], unit.text)
        is_placed = own[0].font == glyphs[0][0].font and _is_placed(unit, own[0])
        if not is_placed and _stands_over(unit.text[0]):
            drawn = [_over(glyph, width, 0.0 if leftward else advance) for glyph in drawn]
        if not drawn:
            cluster[-1] = replace(cluster[-1], text=cluster[-1].text + unit.text)
        cluster = drawn + cluster if leftward else cluster + drawn
        advance += sum((glyph.advance for glyph in drawn), 0.0)
    text = "".join([unit.text for unit in units])
    return replace(base, text=text, advance=advance), tuple(cluster)


def _is_placed(unit: Unit, mark: Glyph) -> bool:
    """Tell whether a mark of its base's own face has its place from that face.

    Chinese faces have accents without a width, but do not say where on a letter they stand.
    """
    if _ACCENTS.match(unit.text) and not mark.x_offset and ink(mark)[0] >= 0:
        return False
    return not unit.advance


def _stands_over(mark: str) -> bool:
    return unicodedata.combining(mark) not in _NOT_OVER or mark in _ENCLOSING


def _with_texts(glyphs: Sequence[Glyph], text: str) -> list[Glyph]:
    """Return the glyphs of a cluster, each with its own share of the text."""
    shared = zip(glyphs, shares(text, len(glyphs)), strict=True)
    return [replace(glyph, text=share) for glyph, share in shared]


def _over(mark: Glyph, width: float, pen: float) -> Glyph:
    """Return a mark over the middle of its base, `width` px wide and `pen` px before it."""
    left, inked = ink(mark)
    return replace(mark, advance=0.0, x_offset=(width - inked) / 2 - left - pen)
