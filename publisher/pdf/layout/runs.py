"""What Pango has made of a text, as glyphs: one line, whose runs are each in one font."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publisher.pdf.layout.boxes import CData, TextLayout

_GLYPH_INFO = struct.Struct("=Iiii4x")
Info: TypeAlias = tuple[int, ...]
"""PangoGlyphInfo: glyph, width, x and y offset, attributes (Pango's pango-glyph.h)."""

EMPTY: int = pango.PANGO_GLYPH_EMPTY
"""From this number on Pango's glyphs are none of a face's: nothing, or a box for an unknown one."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One glyph as Pango placed it: `font` is a PangoFont of `layout`, the rest in px."""

    font: CData
    number: int
    advance: float
    x_offset: float
    y_offset: float
    layout: TextLayout
    """Kept, because the font belongs to it."""
    text: str = ""
    """What it stands for in a cluster that several faces have a part in; else the unit says it."""


@dataclass(slots=True)
class Run:
    """Text in one font and direction: of each cluster its text and its glyphs, as it is read."""

    font: CData
    texts: list[str]
    infos: list[tuple[Info, ...]]
    level: int


def runs(layout: TextLayout, encoded: bytes) -> Iterator[Run]:
    """Yield the runs of a layout's line, whose text is `encoded`, in the order of the text."""
    line, _ = layout.get_first_line()
    # Pango has them as they are seen, from left to right
    for item, string in sorted(_items(line), key=_offset):
        font, offset, count = item.analysis.font, item.offset, string.num_glyphs
        level = item.analysis.level & 0xFF
        # all at once: field by field it takes ten times as long
        infos = _GLYPH_INFO.iter_unpack(ffi.buffer(string.glyphs, count * _GLYPH_INFO.size))
        starts = ffi.unpack(string.log_clusters, count)
        text = encoded[offset : offset + item.length].decode()
        if level == 0 and len(text) == count == len(set(starts)):
            # a glyph for each character, as Han has it
            yield Run(font, list(text), list(zip(infos)), level)
            continue
        pairs = zip(starts, infos, strict=True)
        groups = [(start, [info for _, info in of]) for start, of in groupby(pairs, itemgetter(0))]
        groups.sort(key=itemgetter(0))
        begins = [offset + start for start, _ in groups]
        ends = [*begins[1:], offset + item.length]
        texts = [encoded[begin:end].decode() for begin, end in zip(begins, ends, strict=True)]
        yield Run(font, texts, [tuple(group) for _, group in groups], level)


def _items(line: CData) -> Iterator[tuple[CData, CData]]:
    """Yield PangoItem and PangoGlyphString of each run of a line."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data.item, run.data.glyphs
        run = run.next


def _offset(entry: tuple[CData, CData]) -> int:
    offset: int = entry[0].offset
    return offset


def cluster_of(layout: TextLayout, font: CData, infos: tuple[Info, ...]) -> tuple[Glyph, ...]:
    """Return the glyphs of a cluster; what Pango has put there for nothing is left out."""
    glyphs = tuple([glyph_of(layout, font, info) for info in infos])
    if len(glyphs) > 1:
        # a ligature leaves nothing where the others were
        return tuple([glyph for glyph in glyphs if glyph.number != EMPTY]) or glyphs[:1]
    return glyphs


def glyph_of(layout: TextLayout, font: CData, info: Info) -> Glyph:
    """Return a glyph, measured in px."""
    number, width, x_offset, y_offset = info
    advance, x, y = width * FROM_UNITS, x_offset * FROM_UNITS, y_offset * FROM_UNITS
    return Glyph(font, number, advance, x, y, layout)


def natural(glyph: Glyph) -> float:
    """Return the advance of a glyph that no other follows, in px."""
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, ffi.NULL, rectangle)
    return float(rectangle.width * FROM_UNITS)


def blanks(glyph: Glyph) -> tuple[float, float]:
    """Return how much is blank before and after a glyph's ink, in px."""
    left, width = ink(glyph)
    return left, glyph.advance - left - width


def ink(glyph: Glyph) -> tuple[float, float]:
    """Return where a glyph's ink begins, and its width, in px."""
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, rectangle, ffi.NULL)
    return rectangle.x * FROM_UNITS, rectangle.width * FROM_UNITS
