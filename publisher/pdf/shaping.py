"""Text -> glyphs, once a text box: Pango shapes the whole box, and each line draws a part of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, first_line_metrics

from publisher.pdf import design
from publisher.pdf.composition.kinds import ENDING, Kind, kind
from publisher.pdf.composition.paragraph import Unit

_GLYPH_INFO = struct.Struct("=Iiii4x")
"""PangoGlyphInfo: glyph, width, x and y offset, attributes (Pango's pango-glyph.h)."""

_SHARED = frozenset("“”‘’…—")
"""Marks that Latin text has too, and narrower."""
_FONT = ("font_family", "font_size", "font_weight", "font_style", "font_stretch", "lang")
"""The properties that choose a font."""

_FULL_WIDTH = 0.9
_BLANK = 0.4
"""A mark may lose half an em on a side where at least so much of its em is blank."""


class Glyph(NamedTuple):
    """One glyph as Pango placed it: `font` is a PangoFont, the rest in px."""

    font: Any
    number: int
    advance: float
    x_offset: float
    y_offset: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """The glyphs of a text box: one tuple a unit. `bytes_at` is where each unit begins in UTF-8."""

    text: str
    units: tuple[Unit, ...]
    glyphs: tuple[tuple[Glyph, ...], ...]
    bytes_at: tuple[int, ...]
    height: float
    baseline: float
    layouts: tuple[Layout, ...]
    """Kept, because the fonts belong to them."""


def shape(text: str, style: Any) -> Shaped:
    """Shape `text`, which has no line break, in the style of its box."""
    layout = Layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    encoded = text.encode()
    size = style["font_size"]
    units: list[Unit] = []
    glyphs: list[tuple[Glyph, ...]] = []
    bytes_at: list[int] = []
    known = _memory(style, "units")
    for start, stop, cluster in _clusters(line):
        bytes_at.append(start)
        # the same text as wide in the same style is the same unit
        key = encoded[start:stop], cluster[0].advance
        unit = known.get(key)
        if unit is None or len(cluster) > 1:
            unit = known[key] = _unit(key[0].decode(), cluster, size)
        units.append(unit)
        glyphs.append(cluster)
    borrowed = _borrow_marks(units, glyphs, style)
    height, baseline = _metrics(style)
    ends = (*bytes_at, len(encoded))
    return Shaped(text, tuple(units), tuple(glyphs), ends, height, baseline, (layout, *borrowed))


def _borrow_marks(
    units: list[Unit], glyphs: list[tuple[Glyph, ...]], style: Any
) -> tuple[Layout, ...]:
    """Put marks of full width in place of narrow ones that touch Han; return what they need.

    Some faces have only the Latin “ ” ‘ ’ … — (LXGW WenKai a third of an em wide).
    """
    family = design.full_width_marks(style)
    narrow = [
        place
        for place, unit in enumerate(units)
        if unit.text in _SHARED and unit.advance < _FULL_WIDTH * unit.size
        if any(other.text[0] >= "\u2e80" for other in units[max(0, place - 1) : place + 2])
    ]
    if family is None or not narrow:
        return ()
    lender = style.copy()
    lender["font_family"] = (family,)
    layout = Layout(lender)
    layout.set_text("".join(units[place].text for place in narrow))
    line, _ = layout.get_first_line()
    for place, (_, _, cluster) in zip(narrow, _clusters(line), strict=True):
        units[place] = _unit(units[place].text, cluster, units[place].size)
        glyphs[place] = cluster
    return (layout,)


def _clusters(line: Any) -> Iterator[tuple[int, int, tuple[Glyph, ...]]]:
    """Yield the clusters of a line in the order of the text, with their bytes."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        run = run.next
        count = string.num_glyphs
        starts = ffi.unpack(string.log_clusters, count)
        glyphs = _glyphs(item.analysis.font, string.glyphs, count)
        offset, place = item.offset, 0
        while place < count:
            start = starts[place]
            following = place + 1
            while following < count and starts[following] == start:
                following += 1
            stop = starts[following] if following < count else item.length
            yield offset + start, offset + stop, tuple(glyphs[place:following])
            place = following


def _glyphs(font: Any, infos: Any, count: int) -> list[Glyph]:
    """Read an array of PangoGlyphInfo, all at once: field by field it takes ten times as long."""
    raw = ffi.buffer(infos, count * _GLYPH_INFO.size)
    return [
        Glyph(font, number, width * FROM_UNITS, x_offset * FROM_UNITS, y_offset * FROM_UNITS)
        for number, width, x_offset, y_offset in _GLYPH_INFO.iter_unpack(raw)
    ]


def _unit(text: str, cluster: tuple[Glyph, ...], size: float) -> Unit:
    advance = sum(glyph.advance for glyph in cluster)
    what = kind(text[0])
    if len(cluster) == 1 and advance >= _FULL_WIDTH * size:
        if what == Kind.OPENING and _blank_before(cluster[0]) >= _BLANK * size:
            return Unit(text, advance, size, before=size / 2)
        if what in ENDING and _blank_after(cluster[0]) >= _BLANK * size:
            return Unit(text, advance, size, after=size / 2)
    return Unit(text, advance, size)


def _blank_before(glyph: Glyph) -> float:
    return _ink(glyph)[0]


def _blank_after(glyph: Glyph) -> float:
    left, width = _ink(glyph)
    return glyph.advance - left - width


def _ink(glyph: Glyph) -> tuple[float, float]:
    """Return where a glyph's ink begins, and its width, in px."""
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, rectangle, ffi.NULL)
    return rectangle.x * FROM_UNITS, rectangle.width * FROM_UNITS


def _metrics(style: Any) -> tuple[float, float]:
    """Return height and baseline of a line in the first font of a style, in px.

    Not of the line itself: a rare character from a fallback face must not move the baseline.
    """
    known = _memory(style, "metrics")
    if not known:
        layout = Layout(style)
        layout.set_text(" ")
        line, _ = layout.get_first_line()
        *_, known["height"], known["baseline"] = first_line_metrics(
            line, "", layout, resume_at=None, space_collapse=False, style=style
        )
    return known["height"], known["baseline"]


def _memory(style: Any, what: str) -> dict[Any, Any]:
    """Return what is known already of all text in the font of `style`, in this document."""
    key = ("composer", what, *(style[name] for name in _FONT))
    known: dict[Any, Any] = style.cache.setdefault(key, {})
    return known
