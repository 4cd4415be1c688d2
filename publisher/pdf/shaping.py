"""Text -> glyphs, once a text box: Pango shapes the whole box, and each line draws a part of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, first_line_metrics

from publisher.pdf import design, latin_marks
from publisher.pdf.composition.kinds import ENDING, Kind, kind
from publisher.pdf.composition.paragraph import Unit

_GLYPH_INFO = struct.Struct("=Iiii4x")
_Info: TypeAlias = tuple[int, ...]
"""PangoGlyphInfo: glyph, width, x and y offset, attributes (Pango's pango-glyph.h)."""

_SHARED = frozenset("“”‘’…—")
"""Marks that Latin text has too, and narrower."""
_FONT = (
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "lang",
    "font_language_override", "font_kerning", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings",
    "text_decoration_line",
)  # fmt: skip
"""The properties that choose a font and how it is shaped."""

_FULL_WIDTH = 0.9
_BLANK = 0.4
"""A mark may lose half an em on a side where at least so much of its em is blank."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One glyph as Pango placed it: `font` is a PangoFont of `layout`, the rest in px."""

    font: Any
    number: int
    advance: float
    x_offset: float
    y_offset: float
    layout: Layout
    """Kept, because the font belongs to it."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """The glyphs of a text box: one tuple a unit. All text of the box is in the units."""

    units: tuple[Unit, ...]
    glyphs: tuple[tuple[Glyph, ...], ...]
    height: float
    baseline: float
    layout: Layout

    def text_of(self, start: int, stop: int) -> str:
        """Return the text of the units from `start` to `stop`."""
        return "".join([unit.text for unit in self.units[start:stop]])


@dataclass(slots=True)
class _Cast:
    """Glyphs as Pango numbered them, and the unit that was made of them."""

    infos: tuple[_Info, ...]
    unit: Unit
    cluster: tuple[Glyph, ...]


def shape(text: str, style: Any) -> Shaped:
    """Shape `text`, which has no line break, in the style of its box."""
    layout = _layout(style)
    layout.set_text(text)
    units: list[Unit] = []
    glyphs: list[tuple[Glyph, ...]] = []
    # the same text with the same glyphs in the same style is cast once
    known: dict[str, _Cast] = _memory(style, "units")
    size: float = style["font_size"]
    for run in _runs(layout, text.encode()):
        texts, infos = run.texts, run.infos
        for place in range(len(infos)):
            text_of, infos_of = texts[place], infos[place]
            found = known.get(text_of)
            if found is None or found.infos != infos_of:
                cluster = tuple([_glyph(layout, run.font, info) for info in infos_of])
                found = _Cast(infos_of, _unit(text_of, cluster, size), cluster)
                known[text_of] = found
            units.append(found.unit)
            glyphs.append(found.cluster)
    if not _SHARED.isdisjoint(text):
        latin = _narrow_marks(units, glyphs, style)
        _borrow_marks(units, glyphs, style, latin)
    height, baseline = _metrics(style)
    return Shaped(tuple(units), tuple(glyphs), height, baseline, layout)


def _narrow_marks(units: list[Unit], glyphs: list[tuple[Glyph, ...]], style: Any) -> frozenset[int]:
    """Put proportional marks in place of those of full width that are Latin; return their places.

    A Chinese face has both, and gives the narrow ones only when asked (pwid).
    """
    latin = latin_marks.places([unit.text for unit in units])
    if latin:
        narrow = style.copy()
        features = style["font_feature_settings"]
        others = () if features == "normal" else features
        narrow["font_feature_settings"] = (*others, ("pwid", 1))
        places = sorted(latin)
        for place, cluster in zip(places, _marks(units, places, narrow), strict=True):
            advance = sum((glyph.advance for glyph in cluster), 0.0)
            glyphs[place] = cluster
            units[place] = Unit(units[place].text, advance, units[place].size, latin=True)
    return latin


def _borrow_marks(
    units: list[Unit], glyphs: list[tuple[Glyph, ...]], style: Any, latin: frozenset[int]
) -> None:
    """Put marks of full width in place of narrow ones that touch Han and are not `latin`.

    Some faces have only the Latin “ ” ‘ ’ … — (LXGW WenKai a third of an em wide).
    """
    narrow = [
        place
        for place, unit in enumerate(units)
        if unit.text in _SHARED and unit.advance < _FULL_WIDTH * unit.size
        if place not in latin
        if any(other.text[0] >= "\u2e80" for other in units[max(0, place - 1) : place + 2])
    ]
    if not narrow or not (family := design.full_width_marks(style)):
        return
    lender = style.copy()
    lender["font_family"] = (family,)
    for place, cluster in zip(narrow, _marks(units, narrow, lender), strict=True):
        glyphs[place] = cluster
        units[place] = _unit(units[place].text, cluster, units[place].size)


def _marks(units: list[Unit], places: list[int], style: Any) -> list[tuple[Glyph, ...]]:
    """Return the glyphs of the marks at `places` in another style, each shaped for itself."""
    layout = _layout(style)
    text = "".join([units[place].text for place in places])
    layout.set_text(text)
    runs = _runs(layout, text.encode())
    return [
        tuple([_glyph(layout, run.font, info) for info in infos])
        for run in runs
        for infos in run.infos
    ]


@dataclass(slots=True)
class _Run:
    """Text in one font: of each cluster its text and its glyphs."""

    font: Any
    texts: list[str]
    infos: list[tuple[_Info, ...]]


def _runs(layout: Layout, encoded: bytes) -> Iterator[_Run]:
    """Yield the runs of a layout's line, whose text is `encoded`, as they come."""
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        run = run.next
        font, offset, count = item.analysis.font, item.offset, string.num_glyphs
        # all at once: field by field it takes ten times as long
        infos = _GLYPH_INFO.iter_unpack(ffi.buffer(string.glyphs, count * _GLYPH_INFO.size))
        starts = ffi.unpack(string.log_clusters, count)
        text = encoded[offset : offset + item.length].decode()
        if len(text) == count == len(set(starts)):
            # a glyph for each character, as Han has it
            yield _Run(font, list(text), list(zip(infos)))
            continue
        pairs = zip(starts, infos, strict=True)
        groups = [(start, [info for _, info in of]) for start, of in groupby(pairs, itemgetter(0))]
        begins = [offset + start for start, _ in groups]
        ends = [*begins[1:], offset + item.length]
        texts = [encoded[begin:end].decode() for begin, end in zip(begins, ends, strict=True)]
        yield _Run(font, texts, [tuple(group) for _, group in groups])


def _glyph(layout: Layout, font: Any, info: _Info) -> Glyph:
    number, width, x_offset, y_offset = info
    advance, x, y = width * FROM_UNITS, x_offset * FROM_UNITS, y_offset * FROM_UNITS
    return Glyph(font, number, advance, x, y, layout)


def _unit(text: str, cluster: tuple[Glyph, ...], size: float) -> Unit:
    advance = sum((glyph.advance for glyph in cluster), 0.0)
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


def _layout(style: Any) -> Layout:
    """Return the Pango layout of a style: to make one takes longer than to shape a line."""
    known = _memory(style, "layout")
    if not known:
        known["layout"] = Layout(style)
    layout: Layout = known["layout"]
    return layout


def _memory(style: Any, what: str) -> dict[Any, Any]:
    """Return what is known already of all text in the font of a style, in this process."""
    if not hasattr(style, "font_memory"):
        font = tuple(str(style[name]) for name in _FONT)
        memories = style.font_config.__dict__.setdefault("composer", {})
        style.font_memory = memories.setdefault(font, {})
    known: dict[Any, Any] = style.font_memory.setdefault(what, {})
    return known
