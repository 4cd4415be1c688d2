"""A small companion face: glyphs of another face with other widths, as one, or for another text.

A mark that gives up its blank half has to be half an em wide in the file itself. Moving the
next glyph back over it looks the same, but then readers of the file see overlapping letters
and cut the text there. So the marks, and the letters that stand beside Han, get glyphs of
their own: the same outline, moved and with another advance.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import uharfbuzz as hb
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publisher.fonts.alternates import Alternate
from publisher.fonts.subsetting import subset


def build(
    path: str,
    index: int,
    alternates: Sequence[Alternate],
    name: str,
    variations: Mapping[str, float] = MappingProxyType({}),
) -> bytes | None:
    """Make a face of glyphs of another one.

    Args:
        path: The file of the face that the outlines are taken from.
        index: Which face of that file, from 0.
        alternates: Its glyphs: 1 is the first of them, 2 the second, and so on.
        name: What the new face is called.
        variations: Where on the axes of a variable face, in the axes' own units.

    Returns:
        The file of the face; None if HarfBuzz cannot cut the other one.

    Raises:
        OSError: The file cannot be read.
    """
    wanted = [Alternate(0, 0, 1000), *alternates]
    numbers = sorted({0, *(entry.number for entry in alternates)})
    cut = subset(path, index, numbers, renumber=True)
    if cut is None:
        return None
    source = TTFont(io.BytesIO(cut), lazy=True)
    font = hb.Font(hb.Face(hb.Blob.from_file_path(path), index))
    font.set_variations(dict(variations))
    return _assemble(source, _Outlines(font, _charstrings(source, numbers)), wanted, name)


def _charstrings(source: TTFont, numbers: Sequence[int]) -> dict[int, T2CharString]:
    """Return the CFF outlines of a face that was cut, by their numbers in the whole face."""
    if "CFF " not in source or "fvar" in source or source["maxp"].numGlyphs != len(numbers):
        return {}
    outlines = source["CFF "].cff.topDictIndex[0].CharStrings
    return {
        number: outlines[name] for number, name in zip(numbers, source.getGlyphOrder(), strict=True)
    }


def _assemble(source: TTFont, outlines: _Outlines, wanted: Sequence[Alternate], name: str) -> bytes:
    upem = source["head"].unitsPerEm
    is_truetype = "glyf" in source
    order = [".notdef", *(f"cid{index:05d}" for index in range(1, len(wanted)))]
    builder = FontBuilder(upem, isTTF=is_truetype)
    # bounds are those of the whole face: to find them anew is to draw all glyphs twice more
    builder.font.recalcBBoxes = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({})
    draw = outlines.truetype if is_truetype else outlines.compact
    drawn = {new: draw(entry) for new, entry in zip(order, wanted, strict=True)}
    metrics = {
        new: (_units(entry.advance, upem), 0) for new, entry in zip(order, wanted, strict=True)
    }
    if is_truetype:
        builder.setupGlyf(drawn)
        for new in order:
            metrics[new] = (metrics[new][0], getattr(builder.font["glyf"][new], "xMin", 0))
    else:
        builder.setupCFF(name, {"FontBBox": _bounds(source)}, drawn, {})
        _key_by_number(builder.font)
    builder.setupHorizontalMetrics(metrics)
    header = source["hhea"]
    builder.setupHorizontalHeader(
        ascent=header.ascent,
        descent=header.descent,
        advanceWidthMax=max(advance for advance, _ in metrics.values()),
        minLeftSideBearing=header.minLeftSideBearing,
        minRightSideBearing=header.minRightSideBearing,
        xMaxExtent=header.xMaxExtent,
    )
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    return _bytes(builder.font)


def _units(width: int, upem: int) -> int:
    """Return 1/1000 em in units of the face."""
    return round(width * upem / 1000)


def _bounds(source: TTFont) -> list[int]:
    """Return the box of the whole face."""
    if "CFF " in source:
        bounds: list[int] = source["CFF "].cff.topDictIndex[0].FontBBox
        return bounds
    head = source["head"]
    return [head.xMin, head.yMin, head.xMax, head.yMax]


class _Outlines:
    """Draws alternates of a face.

    HarfBuzz draws what a glyph looks like, however the face says it: in one outline, put together
    from others, or with variations. `charstrings` are outlines that can be copied.
    """

    def __init__(self, font: hb.Font, charstrings: Mapping[int, T2CharString]) -> None:
        self._upem = font.face.upem
        self._font = font
        self._charstrings = charstrings

    def truetype(self, entry: Alternate) -> Glyph:
        pen = TTGlyphPen(None)
        self._draw(entry, pen)
        return pen.glyph()

    def compact(self, entry: Alternate) -> T2CharString:
        """Return a CFF outline: that of the face, moved, where there is one that can be."""
        advance = _units(entry.advance, self._upem)
        outline = self._charstrings.get(entry.number)
        if outline is not None and not (entry.rise or entry.others):
            moved = _moved(outline, _units(entry.shift, self._upem), advance)
            if moved is not None:
                return moved
        pen = T2CharStringPen(advance, None)
        self._draw(entry, pen)
        return pen.getCharString()

    def _draw(self, entry: Alternate, pen: Any) -> None:
        for number, shift, rise in entry.parts:
            at = _units(shift, self._upem), _units(rise, self._upem)
            placed = TransformPen(pen, (1, 0, 0, 1, *at))
            self._font.draw_glyph_with_pen(number, placed)


_FIRST = {"rmoveto": 2, "hmoveto": 1, "vmoveto": 1, "endchar": 0}
"""The operators that an outline can begin with, and how many numbers each takes."""


def _moved(outline: T2CharString, shift: int, advance: int) -> T2CharString | None:
    """Return a CFF outline with another width, moved to the right (Adobe TN 5177, 4.1).

    All in it is relative to the first point, so only that is moved. It has no hints and calls
    no subroutines: HarfBuzz took them out. None if it begins in another way: an accented letter
    that is put together from two (Adobe TN 5177, appendix C), or operators that few faces use.
    """
    outline.decompile()
    program = outline.program
    index = next((index for index, token in enumerate(program) if isinstance(token, str)), -1)
    first = program[index] if index >= 0 else None
    if first not in _FIRST or index - (count := _FIRST[first]) > 1:
        return None
    start = program[index - count : index]
    if first == "vmoveto":
        first, start = "rmoveto", [0, *start]
    if start:
        start = [start[0] + shift, *start[1:]]
    return T2CharString(program=[advance, *start, first, *program[index + 1 :]])


def _key_by_number(font: TTFont) -> None:
    """Turn a CFF table with glyph names into one with CIDs (Adobe TN 5176, 18).

    A PDF refers to our glyphs by number. In a face with names some readers look a number up
    as if it were a code of Adobe's standard encoding, and find nothing.
    """
    top = font["CFF "].cff.topDictIndex[0]
    part = FontDict()
    part.Private = top.Private
    parts, choice = FDArrayIndex(), FDSelect()
    parts.append(part)
    choice.format, choice.gidArray = 3, [0] * len(top.charset)
    del top.Private
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = len(top.charset)
    top.FDArray = top.CharStrings.fdArray = parts
    top.FDSelect = top.CharStrings.fdSelect = choice


def _bytes(font: TTFont) -> bytes:
    """Save without the clock: equal fonts are equal bytes."""
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
