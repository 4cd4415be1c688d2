"""Text -> glyphs, once a text box: Pango shapes the whole box, and each line draws a part of it."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, first_line_metrics

from publisher.composing.kinds import ENDING, MARKS, Kind, kind
from publisher.composing.paragraph import Unit
from publisher.fonts.clusters import ATTACHED, shares
from publisher.pdf.layout import design, latin_marks

_GLYPH_INFO = struct.Struct("=Iiii4x")
_Info: TypeAlias = tuple[int, ...]
"""PangoGlyphInfo: glyph, width, x and y offset, attributes (Pango's pango-glyph.h)."""

_SHARED = frozenset("“”‘’…—")
"""Marks that Latin text has too, and narrower."""
MANY_GLYPHS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1700-\u1cff\u1dc0-\u1dff\u200c\u200d"
    "\u20d0-\u20ff\ua66f-\ua69f\ua800-\uabff\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufefe"
    "\U00010800-\U00011fff\U0001e000-\U0001efff]"
)
"""Characters of scripts that put marks on letters, join these, or run from right to left."""

_FONT = (
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "lang",
    "font_language_override", "font_kerning", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings",
    "text_decoration_line",
)  # fmt: skip
"""The properties that choose a font and how it is shaped."""

EMPTY: int = pango.PANGO_GLYPH_EMPTY
"""From this number on Pango's glyphs are none of a face's: nothing, or a box for an unknown one."""

_ENCLOSING = frozenset("\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4")
"""Frames around the character before them (category Me)."""
_NOT_OVER = (0, 233, 234)
"""Combining classes of what stands on no one letter: no mark, or one that two letters share."""

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Accents on letters of Latin, Greek and Cyrillic."""

_FULL_WIDTH = 0.9
_BLANK = 0.4
"""A mark may lose half an em on a side where at least so much of its em is blank."""
_MARGIN = 0.3
"""A mark with so much blank on the other side, too, stands in the middle: it loses nothing."""


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
    text: str = ""
    """What it stands for in a cluster that several faces have a part in; else the unit says it."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """The glyphs of a text box: one tuple a unit. All text of the box is in the units.

    Units are in the order in which they are read, the glyphs of each from left to right. `levels`
    are the embedding levels of the units (UAX #9), or none where all is from left to right.
    """

    units: tuple[Unit, ...]
    glyphs: tuple[tuple[Glyph, ...], ...]
    levels: tuple[int, ...]
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
    levels: list[int] = []
    # the same text with the same glyphs in the same style is cast once
    known: dict[str, _Cast] = _memory(style, "units")
    size: float = style["font_size"]
    for run in _runs(layout, text.encode()):
        texts, infos = run.texts, run.infos
        levels += [run.level] * len(texts)
        for place in range(len(infos)):
            text_of, infos_of = texts[place], infos[place]
            found = known.get(text_of)
            if found is None or found.infos != infos_of:
                cluster = _cluster(layout, run.font, infos_of)
                found = _Cast(infos_of, _unit(text_of, cluster, size), cluster)
                known[text_of] = found
            units.append(found.unit)
            glyphs.append(found.cluster)
    if not _SHARED.isdisjoint(text):
        latin = _narrow_marks(units, glyphs, style)
        _borrow_marks(units, glyphs, style, latin)
    if ATTACHED.search(text) or MANY_GLYPHS.search(text):
        _attach(units, glyphs, levels)
    height, baseline = _metrics(style)
    shown = tuple(levels) if any(levels) else ()
    return Shaped(tuple(units), tuple(glyphs), shown, height, baseline, layout)


def shape_line(layout: Layout, style: Any) -> Shaped:
    """Return the glyphs of a line that Pango has broken and spaced, in the style of its box."""
    units: list[Unit] = []
    glyphs: list[tuple[Glyph, ...]] = []
    levels: list[int] = []
    known: dict[Any, _Cast] = _memory(style, "drawn")
    for run in _runs(layout, layout.text.encode()):
        levels += [run.level] * len(run.texts)
        for text, infos in zip(run.texts, run.infos, strict=True):
            found = known.get((run.font, text, infos))
            if found is None:
                cluster = _cluster(layout, run.font, infos)
                found = _Cast(infos, _unit(text, cluster, style["font_size"]), cluster)
                known[run.font, text, infos] = found
            units.append(found.unit)
            glyphs.append(found.cluster)
    _attach(units, glyphs, levels)
    return Shaped(tuple(units), tuple(glyphs), tuple(levels), 0.0, 0.0, layout)


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


def _attach(units: list[Unit], glyphs: list[tuple[Glyph, ...]], levels: list[int]) -> None:
    """Join marks, joiners and selectors that stand alone to the unit that they belong to."""
    stop = len(units)
    for place in range(len(units) - 1, -1, -1):
        if place and _is_attached(units[place]) and not units[place - 1].text.isspace():
            continue
        if stop - place > 1:
            own = slice(place, stop)
            unit, cluster = _joined(units[own], glyphs[own], leftward=levels[place] % 2 == 1)
            units[own], glyphs[own], levels[own] = [unit], [cluster], [levels[place]]
        stop = place


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
    if _ACCENTS.match(unit.text) and not mark.x_offset and _ink(mark)[0] >= 0:
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
    left, ink = _ink(mark)
    return replace(mark, advance=0.0, x_offset=(width - ink) / 2 - left - pen)


@dataclass(slots=True)
class _Run:
    """Text in one font and direction: of each cluster its text and its glyphs, as it is read."""

    font: Any
    texts: list[str]
    infos: list[tuple[_Info, ...]]
    level: int


def _runs(layout: Layout, encoded: bytes) -> Iterator[_Run]:
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
            yield _Run(font, list(text), list(zip(infos)), level)
            continue
        pairs = zip(starts, infos, strict=True)
        groups = [(start, [info for _, info in of]) for start, of in groupby(pairs, itemgetter(0))]
        groups.sort(key=itemgetter(0))
        begins = [offset + start for start, _ in groups]
        ends = [*begins[1:], offset + item.length]
        texts = [encoded[begin:end].decode() for begin, end in zip(begins, ends, strict=True)]
        yield _Run(font, texts, [tuple(group) for _, group in groups], level)


def _items(line: Any) -> Iterator[tuple[Any, Any]]:
    """Yield PangoItem and PangoGlyphString of each run of a line."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data.item, run.data.glyphs
        run = run.next


def _offset(entry: tuple[Any, Any]) -> int:
    offset: int = entry[0].offset
    return offset


def _cluster(layout: Layout, font: Any, infos: tuple[_Info, ...]) -> tuple[Glyph, ...]:
    glyphs = tuple([_glyph(layout, font, info) for info in infos])
    if len(glyphs) > 1:
        # a ligature leaves nothing where the others were
        return tuple([glyph for glyph in glyphs if glyph.number != EMPTY]) or glyphs[:1]
    return glyphs


def _glyph(layout: Layout, font: Any, info: _Info) -> Glyph:
    number, width, x_offset, y_offset = info
    advance, x, y = width * FROM_UNITS, x_offset * FROM_UNITS, y_offset * FROM_UNITS
    return Glyph(font, number, advance, x, y, layout)


def _unit(text: str, cluster: tuple[Glyph, ...], size: float) -> Unit:
    advance = sum((glyph.advance for glyph in cluster), 0.0)
    what = kind(text)
    if len(cluster) == 1 and what in MARKS and advance >= _FULL_WIDTH * size:
        before, after = _blanks(cluster[0])
        if what == Kind.OPENING and _is_blank(before, after, size):
            return Unit(text, advance, size, before=size / 2)
        if what in ENDING and _is_blank(after, before, size):
            return Unit(text, advance, size, after=size / 2)
    if what == Kind.WORD and cluster[-1].number < EMPTY:
        return Unit(text, advance, size, kern=_natural(cluster[-1]) - cluster[-1].advance)
    return Unit(text, advance, size)


def _natural(glyph: Glyph) -> float:
    """Return the advance of a glyph that no other follows, in px."""
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, ffi.NULL, rectangle)
    return float(rectangle.width * FROM_UNITS)


def _is_blank(side: float, other: float, size: float) -> bool:
    """Tell whether half an em is blank on one side of a mark, and not some of it on either."""
    return side >= _BLANK * size and other < _MARGIN * size


def _blanks(glyph: Glyph) -> tuple[float, float]:
    """Return how much is blank before and after a glyph's ink, in px."""
    left, width = _ink(glyph)
    return left, glyph.advance - left - width


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
