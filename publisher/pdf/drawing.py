"""Placed glyphs -> the text operators of a PDF page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publisher.fonts.alternates import Alternate
from publisher.pdf.galley import Counter, Drawn, Slot
from publisher.pdf.shaping import shape
from publisher.pdf.strings import companion_name
from publisher.pdf.typesetting import SOFT_HYPHEN, PlacedGlyphs

_WIDE = 0.08
"""From so many em on, readers of a file take a space between two Han for one that was typed.

On such a line the space goes into the glyphs' own widths.
"""


def draw(stream: Any, placed: Iterable[PlacedGlyphs], matrix: Any) -> None:
    """Draw the units of one piece of a line, each exactly where it was placed."""
    stream.set_text_matrix(*matrix.values)
    line = _Operators(stream)
    target = 0.0
    for entry in placed:
        target = line.unit(entry, target)
    line.finish()


class _Operators:
    """Writes glyph strings and the adjustments between them; knows where the pen really is."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._font = ""
        self._size = 1.0
        self._pen = 0.0
        self._parts: list[str] = []
        self._text: list[str] = []

    def unit(self, entry: PlacedGlyphs, target: float) -> float:
        """Draw one unit at `target` px from the start; return where the next one goes."""
        after = entry.gap_after - entry.cut_after
        if entry.space > _WIDE * entry.size and not entry.text.isspace():
            after += entry.space
        before = entry.gap_before - entry.cut_before
        added = entry.gap_before + entry.gap_after - entry.cut_before - entry.cut_after
        if (before or after or entry.text == SOFT_HYPHEN) and _is_one_glyph(entry):
            (glyph,) = entry.glyphs
            self._alternate(glyph, entry, before, after, target)
            return target + glyph.advance + added + entry.space
        for glyph in entry.glyphs:
            self._plain(glyph, entry.text if glyph is entry.glyphs[0] else "", target)
            target += glyph.advance
        return target + added + entry.space

    def _plain(self, glyph: Any, text: str, target: float) -> None:
        if glyph.number == pango.PANGO_GLYPH_EMPTY:
            return
        font, size, number = _use(self._stream, glyph, text)
        code, advance = f"{number:04x}", font.widths[number]
        self._show(font.hash, size, code, advance, target + glyph.x_offset)

    def _alternate(
        self, glyph: Any, entry: PlacedGlyphs, before: float, after: float, target: float
    ) -> None:
        """Draw a glyph with `before` and `after` px added on its sides, or taken from them.

        Widths go by steps; what a step leaves over, the next glyph makes up.
        """
        font, size = self._stream.add_font(glyph.font)
        shift = _step(before / size)
        natural = round(glyph.advance * 1000 / size)
        alternate = Alternate(glyph.number, shift, natural + shift + _step(after / size))
        code = self._stream._fonts.companion(font, alternate, entry.text)
        self._show(companion_name(font.hash), size, code, alternate.advance, target)

    def _show(self, font: str, size: float, code: str, advance: int, target: float) -> None:
        if font != self._font or size != self._size:
            self.finish()
            self._font, self._size = font, size
            self._stream.set_font_size(font, size)
        if adjustment := round((self._pen - target) * 1000 / size):
            self._close()
            self._parts.append(str(adjustment))
            self._pen -= adjustment * size / 1000
        self._text.append(code)
        self._pen += advance * size / 1000

    def _close(self) -> None:
        if self._text:
            self._parts.append(f"<{''.join(self._text)}>")
            self._text.clear()

    def finish(self) -> None:
        """Write out what is waiting."""
        self._close()
        if self._parts:
            self._stream.show_text("".join(self._parts).encode("latin-1"))
            self._parts.clear()


def draw_slot(
    stream: Any, box: Any, pieces: tuple[tuple[Counter, str], ...], target: str | None,
    characters: str, matrix: Any,
) -> None:  # fmt: skip
    """Leave room in `stream` for a page number, as wide as the text box `box`.

    `characters` are all that the number may be written with; for the rest see `Slot`.
    """
    leader = box.text if target else ""
    wanted = {
        *leader,
        *characters,
        *(char for kind, text in pieces if kind == "text" for char in text),
    }
    glyphs = {}
    size = box.style["font_size"]
    for char in sorted(wanted):
        glyph = shape(char, box.style).glyphs[0][0]
        font, size, number = _use(stream, glyph, char)
        glyphs[char] = Drawn(font.hash, number, font.widths[number])
    align = {"center": 0.5, "right": 1.0, "end": 1.0}.get(box.style["text_align_all"], 0.0)
    room = box.width * 1000 / size
    slots = stream._fonts.slots
    stream.set_text_matrix(*matrix.values)
    stream.stream.append(f"\x90{len(slots)}\x90".encode("latin-1"))
    stream._current_font = None
    slots.append(Slot(target, pieces, glyphs, room, 1.0 if target else align, size, leader))


def _use(stream: Any, glyph: Any, text: str) -> tuple[Any, float, int]:
    """Note that `glyph` is drawn for `text`; return its font, size in px and number."""
    font, size = stream.add_font(glyph.font)
    number = 0 if glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG else glyph.number
    if number not in font.widths:
        font.widths[number] = _width(glyph, size)
    font.to_unicode.setdefault(number, text)
    return font, size, number


def _width(glyph: Any, size: float) -> int:
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, ffi.NULL, rectangle)
    width: float = rectangle.width * 1000 * FROM_UNITS / size
    return round(width)


def _is_one_glyph(entry: PlacedGlyphs) -> bool:
    """Tell whether a unit is one glyph that its face really has, not an empty or unknown one."""
    return len(entry.glyphs) == 1 and entry.glyphs[0].number < pango.PANGO_GLYPH_EMPTY


def _step(width: float) -> int:
    """Round a width in em to fiftieths, given in 1/1000 em, so that few alternates will do."""
    return round(width * 50) * 20
