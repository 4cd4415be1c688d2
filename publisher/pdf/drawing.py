"""Placed glyphs -> the text operators of a PDF page."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5
from typing import Any, cast

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publisher.errors import OutputError
from publisher.fonts.alternates import Alternate, build
from publisher.pdf.typesetting import SOFT_HYPHEN, PlacedGlyphs

_WIDE = 0.08
"""From so many em on, readers of a file take a space between two Han for one that was typed.

On such a line the space goes into the glyphs' own widths.
"""


class AlternateFont(Font):  # type: ignore[misc]  # WeasyPrint ships no types
    """The companion of a font: its glyphs with other widths, each under a number of its own."""

    def __init__(self, base: Font) -> None:
        """Begin an empty companion of `base`, before `base` is cut down to its subset."""
        self.__dict__.update(base.__dict__)
        digest = md5(base.hash.encode(), usedforsecurity=False).digest()[:6]
        self.hash = "".join(chr(65 + letter % 26) for letter in digest)
        self.name = f"/{self.hash}+".encode() + base.name.split(b"+", 1)[1] + b"-Alternates"
        self.widths: dict[int, int] = {}
        self.to_unicode: dict[int, str] = {}
        self.missing: dict[int, int] = {}
        self._whole = base.file_content, base.index
        self._numbers: dict[Alternate, int] = {}

    def number(self, alternate: Alternate, text: str) -> int:
        """Return the number under which this font has `alternate`."""
        number = self._numbers.setdefault(alternate, len(self._numbers) + 1)
        self.widths[number] = alternate.advance
        self.to_unicode[number] = text
        return number

    def clean(self, to_unicode: dict[int, str], hinting: bool) -> None:
        """Make the font file, of all alternates that were asked for."""
        del to_unicode, hinting
        file = build(*self._whole, list(self._numbers), self.name[1:].decode())
        if file is None:
            raise OutputError(self.family, "HarfBuzz cannot cut this face", "choose another font")
        self.file_content = file


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
        self._font: Any = None
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
        font, size = self._stream.add_font(glyph.font)
        number = 0 if glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG else glyph.number
        if number not in font.widths:
            font.widths[number] = _width(glyph, size)
        font.to_unicode.setdefault(number, text)
        self._show(font, size, number, target + glyph.x_offset)

    def _alternate(
        self, glyph: Any, entry: PlacedGlyphs, before: float, after: float, target: float
    ) -> None:
        """Draw a glyph with `before` and `after` px added on its sides, or taken from them.

        Widths go by steps; what a step leaves over, the next glyph makes up.
        """
        font, size = self._stream.add_font(glyph.font)
        companion = _companion(self._stream, font)
        shift = _step(before / size)
        natural = round(glyph.advance * 1000 / size)
        alternate = Alternate(glyph.number, shift, natural + shift + _step(after / size))
        self._show(companion, size, companion.number(alternate, entry.text), target)

    def _show(self, font: Any, size: float, number: int, target: float) -> None:
        if font is not self._font or size != self._size:
            self.finish()
            self._font, self._size = font, size
            self._stream.set_font_size(font.hash, size)
        if adjustment := round((self._pen - target) * 1000 / size):
            self._close()
            self._parts.append(str(adjustment))
            self._pen -= adjustment * size / 1000
        self._text.append(f"{number:04x}")
        self._pen += font.widths[number] * size / 1000

    def _close(self) -> None:
        if self._text:
            self._parts.append(f"<{''.join(self._text)}>")
            self._text.clear()

    def finish(self) -> None:
        """Write out what is waiting."""
        self._close()
        if self._parts:
            self._stream.show_text("".join(self._parts))
            self._parts.clear()


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


def _companion(stream: Any, font: Any) -> AlternateFont:
    """Return the companion of `font`, which lives in the document's fonts as any other."""
    key = ("alternates", font.hash)
    fonts = stream._fonts
    if key not in fonts:
        fonts[key] = AlternateFont(font)
    return cast(AlternateFont, fonts[key])
