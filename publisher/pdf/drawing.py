"""Placed glyphs -> the text operators of a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.text.ffi import pango

from publisher.fonts.alternates import Alternate
from publisher.pdf.galley import Counter, Drawn, Slot
from publisher.pdf.shaping import Glyph, shape
from publisher.pdf.strings import companion_name
from publisher.pdf.typesetting import SOFT_HYPHEN, Piece

_WIDE = 0.08
"""From so many em on, readers of a file take a space between two Han for one that was typed.

On such a line the space goes into the glyphs' own widths.
"""


def draw(stream: Any, piece: Piece, matrix: Any) -> None:
    """Draw the units of one piece of a line, each exactly where it was placed."""
    stream.set_text_matrix(*matrix.values)
    line = _Operators(stream)
    target = 0.0
    for unit, glyphs, before, after, space in piece.placed():
        text = unit.text
        inside = after + space if space > _WIDE * unit.size and not text.isspace() else after
        if (before or inside or text == SOFT_HYPHEN) and _is_one_glyph(glyphs):
            line.alternate(glyphs[0], text, before, inside, target)
            target += glyphs[0].advance
        else:
            for glyph in glyphs:
                line.plain(glyph, text, target)
                target += glyph.advance
                text = ""
        target += before + after + space
    line.finish()


class _Operators:
    """Writes glyph strings and the adjustments between them; knows where the pen really is."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._known: dict[int, tuple[Any, ...]] = stream._fonts.drawn
        self._font = ""
        self._size = 1.0
        self._pen = 0.0
        self._parts: list[str] = []
        self._text: list[str] = []

    def plain(self, glyph: Glyph, text: str, target: float) -> None:
        """Draw a glyph as it is, `target` px from the start of the piece."""
        known = self._known.get(id(glyph))
        if known is None:
            if glyph.number == pango.PANGO_GLYPH_EMPTY:
                return
            font, size, number = _use(self._stream, glyph, text)
            # the glyph itself, so that its id stays its own
            known = font.hash, size, f"{number:04x}", font.widths[number], glyph
            self._known[id(glyph)] = known
        font, size, code, advance, _ = known
        self._show(font, size, code, advance, target + glyph.x_offset)

    def alternate(
        self, glyph: Glyph, text: str, before: float, after: float, target: float
    ) -> None:
        """Draw a glyph with `before` and `after` px added on its sides, or taken from them.

        Widths go by steps; what a step leaves over, the next glyph makes up.
        """
        font, size = self._stream.add_font(glyph.font)
        shift = _step(before / size)
        natural = round(glyph.advance * 1000 / size)
        alternate = Alternate(glyph.number, shift, natural + shift + _step(after / size))
        code = self._stream._fonts.companion(font, alternate, text)
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
        font.widths[number] = font.width(glyph, size)
    font.to_unicode.setdefault(number, text)
    return font, size, number


def _is_one_glyph(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a unit is one glyph that its face really has, not an empty or unknown one."""
    return len(glyphs) == 1 and glyphs[0].number < pango.PANGO_GLYPH_EMPTY


def _step(width: float) -> int:
    """Round a width in em to fiftieths, given in 1/1000 em, so that few alternates will do."""
    return round(width * 50) * 20
