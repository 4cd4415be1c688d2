"""Text -> glyphs, once a text box: Pango shapes the whole box, and each line draws a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weasyprint.text.line_break import Layout, first_line_metrics

from publisher.composing.kinds import ENDING, MARKS, Kind, kind
from publisher.composing.paragraph import Unit
from publisher.fonts.clusters import ATTACHED
from publisher.pdf.layout import design, latin_marks
from publisher.pdf.layout.attaching import attach
from publisher.pdf.layout.boxes import CData, Style, TextLayout
from publisher.pdf.layout.remembered import FontMemory, facts, font_facts
from publisher.pdf.layout.runs import (
    EMPTY,
    Glyph,
    Info,
    blanks,
    cluster_of,
    glyph_of,
    natural,
    runs,
)  # fmt: skip

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

_FULL_WIDTH = 0.9
_BLANK = 0.4
"""A mark may lose half an em on a side where at least so much of its em is blank."""
_MARGIN = 0.3
"""A mark with so much blank on the other side, too, stands in the middle: it loses nothing."""


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
    layout: TextLayout

    def text_of(self, start: int, stop: int) -> str:
        """Return the text of the units from `start` to `stop`."""
        return "".join([unit.text for unit in self.units[start:stop]])


@dataclass(slots=True)
class _Cast:
    """Glyphs as Pango numbered them, and the unit that was made of them."""

    infos: tuple[Info, ...]
    unit: Unit
    cluster: tuple[Glyph, ...]


def shape(text: str, style: Style) -> Shaped:
    """Shape `text`, which has no line break, in the style of its box."""
    layout = _layout(style)
    layout.set_text(text)
    units: list[Unit] = []
    glyphs: list[tuple[Glyph, ...]] = []
    levels: list[int] = []
    # the same text with the same glyphs in the same style is cast once
    known: dict[str, _Cast] = _memory(style).units
    size: float = style["font_size"]
    for run in runs(layout, text.encode()):
        texts, infos = run.texts, run.infos
        levels += [run.level] * len(texts)
        for index in range(len(infos)):
            text_of, infos_of = texts[index], infos[index]
            found = known.get(text_of)
            if found is None or found.infos != infos_of:
                cast = cluster_of(layout, run.font, infos_of)
                found = _Cast(infos_of, _unit(text_of, cast, size), cast)
                known[text_of] = found
            units.append(found.unit)
            glyphs.append(found.cluster)
    if not _SHARED.isdisjoint(text):
        latin = _narrow_marks(units, glyphs, style)
        _borrow_marks(units, glyphs, style, latin)
    if ATTACHED.search(text) or MANY_GLYPHS.search(text):
        attach(units, glyphs, levels)
    height, baseline = _metrics(style)
    shown = tuple(levels) if any(levels) else ()
    return Shaped(tuple(units), tuple(glyphs), shown, height, baseline, layout)


def shape_line(layout: TextLayout, style: Style) -> Shaped:
    """Return the glyphs of a line that Pango has broken and spaced, in the style of its box."""
    units: list[Unit] = []
    glyphs: list[tuple[Glyph, ...]] = []
    levels: list[int] = []
    known: dict[tuple[CData, str, tuple[Info, ...]], _Cast] = _memory(style).drawn
    for run in runs(layout, layout.text.encode()):
        levels += [run.level] * len(run.texts)
        for text, infos in zip(run.texts, run.infos, strict=True):
            found = known.get((run.font, text, infos))
            if found is None:
                cast = cluster_of(layout, run.font, infos)
                found = _Cast(infos, _unit(text, cast, style["font_size"]), cast)
                known[run.font, text, infos] = found
            units.append(found.unit)
            glyphs.append(found.cluster)
    attach(units, glyphs, levels)
    return Shaped(tuple(units), tuple(glyphs), tuple(levels), 0.0, 0.0, layout)


def _narrow_marks(
    units: list[Unit], glyphs: list[tuple[Glyph, ...]], style: Style
) -> frozenset[int]:
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
        for index, cluster in zip(places, _marks(units, places, narrow), strict=True):
            advance = sum((glyph.advance for glyph in cluster), 0.0)
            glyphs[index] = cluster
            units[index] = Unit(units[index].text, advance, units[index].size, latin=True)
    return latin


def _borrow_marks(
    units: list[Unit], glyphs: list[tuple[Glyph, ...]], style: Style, latin: frozenset[int]
) -> None:
    """Put marks of full width in place of narrow ones that touch Han and are not `latin`.

    Some faces have only the Latin “ ” ‘ ’ … — (LXGW WenKai a third of an em wide).
    """
    narrow = [
        index
        for index, unit in enumerate(units)
        if unit.text in _SHARED and unit.advance < _FULL_WIDTH * unit.size
        if index not in latin
        if any(other.text[0] >= "\u2e80" for other in units[max(0, index - 1) : index + 2])
    ]
    if not narrow or not (family := design.full_width_marks(style)):
        return
    lender = style.copy()
    lender["font_family"] = (family,)
    for index, cluster in zip(narrow, _marks(units, narrow, lender), strict=True):
        glyphs[index] = cluster
        units[index] = _unit(units[index].text, cluster, units[index].size)


def _marks(units: list[Unit], places: list[int], style: Style) -> list[tuple[Glyph, ...]]:
    """Return the glyphs of the marks at `places` in another style, each shaped for itself."""
    layout = _layout(style)
    text = "".join([units[index].text for index in places])
    layout.set_text(text)
    return [
        tuple([glyph_of(layout, run.font, info) for info in infos])
        for run in runs(layout, text.encode())
        for infos in run.infos
    ]


def _unit(text: str, cluster: tuple[Glyph, ...], size: float) -> Unit:
    advance = sum((glyph.advance for glyph in cluster), 0.0)
    what = kind(text)
    if len(cluster) == 1 and what in MARKS and advance >= _FULL_WIDTH * size:
        before, after = blanks(cluster[0])
        if what == Kind.OPENING and _is_blank(before, after, size):
            return Unit(text, advance, size, before=size / 2)
        if what in ENDING and _is_blank(after, before, size):
            return Unit(text, advance, size, after=size / 2)
    if what == Kind.WORD and cluster[-1].number < EMPTY:
        return Unit(text, advance, size, kern=natural(cluster[-1]) - cluster[-1].advance)
    return Unit(text, advance, size)


def _is_blank(side: float, other: float, size: float) -> bool:
    """Tell whether half an em is blank on one side of a mark, and not some of it on either."""
    return side >= _BLANK * size and other < _MARGIN * size


def _metrics(style: Style) -> tuple[float, float]:
    """Return height and baseline of a line in the first font of a style, in px.

    Not of the line itself: a rare character from a fallback face must not move the baseline.
    """
    known = _memory(style)
    if known.line is None:
        layout = Layout(style)
        layout.set_text(" ")
        line, _ = layout.get_first_line()
        *_, height, baseline = first_line_metrics(
            line, "", layout, resume_at=None, space_collapse=False, style=style
        )
        known.line = height, baseline
    return known.line


def _layout(style: Style) -> TextLayout:
    """Return the Pango layout of a style: to make one takes longer than to shape a line."""
    known = _memory(style)
    if known.layout is None:
        known.layout = Layout(style)
    return known.layout


def _memory(style: Style) -> FontMemory:
    """Return what is known already of all text in the font of a style, in this process."""
    known = facts(style)
    if known.font is None:
        font = tuple([str(style[name]) for name in _FONT])
        known.font = font_facts(style.font_config).fonts.setdefault(font, FontMemory())
    return known.font
