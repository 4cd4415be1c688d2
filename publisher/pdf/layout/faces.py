"""The faces that a part of a book is drawn with, and what it leaves open: companions and slots.

WeasyPrint keeps the fonts of a document in a dictionary, which each content stream asks. A
`FontSet` is that dictionary for one part. It notes which glyphs are used and never reads a font
file: the faces are cut once for the whole book, by `publisher.pdf.assembling.embedding`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pydyf
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, fontconfig, gobject, pango, pangoft2
from weasyprint.text.fonts import get_pango_font_key

from publisher.fonts.alternates import Alternate
from publisher.pdf.galley import Companion, Face, Slot
from publisher.pdf.layout.boxes import CData, Pdf, Stream
from publisher.pdf.layout.patching import Function

_TRAITS = (
    "name", "family", "flags", "ascent", "descent", "italic_angle", "stemv", "stemh", "upem",
    "bitmap", "png", "svg", "colr", "tables", "variations", "weight", "style", "font_size",
)  # fmt: skip
"""What WeasyPrint reads from a font and an embedded face is described with."""


class FontSet(dict[Any, "UsedFont"]):
    """The fonts of one part, as WeasyPrint's streams look for them, and what it leaves open."""

    def __init__(self) -> None:
        """Begin with no font."""
        super().__init__()
        self._found: dict[CData, tuple[UsedFont, float]] = {}
        self.used: dict[Any, Any] = {}
        """The glyphs that were drawn, and what drawing knows of them."""
        self.furniture: dict[int, Stream] = {}
        """The streams of running heads and folios, by the ids of these."""
        self.companions: dict[Companion, int] = {}
        self.slots: list[Slot] = []

    def font(self, pango_font: CData) -> tuple[UsedFont, float]:
        """Return the font that stands for a PangoFont, and its size in px."""
        found = self._found.get(pango_font)
        if found is None:
            key, size = _known(int(ffi.cast("uintptr_t", pango_font)))
            if key not in self:
                self[key] = _fonts[key].unused(size)
            found = self._found[pango_font] = self[key], size
        return found

    def companion(self, font: UsedFont, alternate: Alternate, text: str) -> str:
        """Return the code that stands for an alternate until the book has numbered it."""
        entry = Companion(font.hash, alternate, text)
        number = self.companions.setdefault(entry, len(self.companions))
        return "".join(chr(0x80 + (number >> shift & 15)) for shift in (12, 8, 4, 0))

    def faces(self) -> tuple[Face, ...]:
        """Return the faces in use, those of one file and style as one."""
        faces: dict[str, Face] = {}
        for font in self.values():
            face = faces.setdefault(font.hash, font.face())
            face.widths.update(font.widths)
            face.texts.update(font.to_unicode)
        return tuple(faces.values())


def add_font(_theirs: Function) -> Function:
    """Return the font of a part for a PangoFont."""

    def replacement(stream: Stream, pango_font: CData) -> Any:
        return stream._fonts.font(pango_font)

    return replacement


def build_fonts_dictionary(_theirs: Function) -> Function:
    """Return the fonts of a file: all parts of a book share one, made when they are bound."""

    def replacement(pdf: Pdf, *_arguments: Any) -> Any:
        pdf.fonts = pydyf.Dictionary()
        return pdf.fonts

    return replacement


def get_hb_object_data(_theirs: Function) -> Function:
    """Return nothing in place of a font's file: nobody asks before the faces are cut."""

    def replacement(*_arguments: Any, **_named: Any) -> bytes:
        return b""

    return replacement


class UsedFont(Font):  # type: ignore[misc]  # WeasyPrint ships no types
    """A font of WeasyPrint's that knows where its file is, and has no glyph for what it lacks."""

    def __init__(self, pango_font: CData, description: CData, size: float) -> None:
        """Look up what does not depend on where the font is used."""
        super().__init__(pango_font, description, size)
        self.path, self.index = _file(pango_font)

    def unused(self, size: float) -> UsedFont:
        """Return the font as a part begins with it, `size` px large where that is first."""
        font = UsedFont.__new__(UsedFont)
        font.__dict__.update(self.__dict__, widths={}, to_unicode={}, font_size=size)
        return font

    def width(self, glyph: Any, size: float) -> int:
        """Return the width of a glyph of this font, `size` px large, in 1/1000 em."""
        rectangle = ffi.new("PangoRectangle *")
        pango.pango_font_get_glyph_extents(glyph.font, glyph.number, ffi.NULL, rectangle)
        advance: int = round(rectangle.width * 1000 * FROM_UNITS / size)
        return advance

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """Return the glyph for a character that the font lacks: 0, as in any font."""
        del codepoint
        return 0

    def face(self) -> Face:
        """Return what has to be known to embed it."""
        traits = {name: getattr(self, name, None) for name in _TRAITS}
        return Face(self.hash, self.path, self.index, traits, {}, {})


_fonts: dict[Any, UsedFont] = {}


@cache
def _known(address: int) -> tuple[Any, float]:
    """Return key and size of the PangoFont at `address`, which stays from now on.

    Its address would be another font's, once it was freed.
    """
    pango_font = gobject.g_object_ref(ffi.cast("void *", address))
    pango_font = ffi.cast("PangoFont *", pango_font)
    key, description, size = get_pango_font_key(pango_font)
    if key not in _fonts:
        _fonts[key] = UsedFont(pango_font, description, size)
    return key, size


def _file(pango_font: CData) -> tuple[str, int]:
    """Return the file of a PangoFont, and which face of a collection it is."""
    pattern = pangoft2.pango_fc_font_get_pattern(pango_font)
    name, index = ffi.new("FcChar8 **"), ffi.new("int *")
    fontconfig.FcPatternGetString(pattern, b"file", 0, name)
    fontconfig.FcPatternGetInteger(pattern, b"index", 0, index)
    # the upper half is the number of a named instance of a variable face
    return ffi.string(ffi.cast("char *", name[0])).decode(), index[0] & 0xFFFF
