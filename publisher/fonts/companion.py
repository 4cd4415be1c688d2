"""A small companion face: glyphs of another face with other widths.

A mark that gives up its blank half has to be half an em wide in the file itself. Moving the
next glyph back over it looks the same, but then readers of the file see overlapping letters
and cut the text there. So the marks, and the letters that stand beside Han, get glyphs of
their own: the same outline, moved and with another advance.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.fonts.alternates import Alternate
from publisher.fonts.subsetting import subset


def build(path: str, index: int, alternates: Sequence[Alternate], name: str) -> bytes | None:
    """Return a face whose glyph 1 is the first of `alternates`, 2 the second, and so on.

    `path` and `index` are the face that the outlines are taken from. None if HarfBuzz cannot
    cut that face.

    Raises:
        OSError: the file cannot be read.
    """
    numbers = sorted({0, *(alternate.number for alternate in alternates)})
    cut = subset(path, index, numbers, renumber=True)
    if cut is None:
        return None
    source = TTFont(io.BytesIO(cut), lazy=True)
    glyphs = source.getGlyphSet()
    order = source.getGlyphOrder()
    names = {number: order[place] for place, number in enumerate(numbers)}
    wanted = [Alternate(0, 0, 1000), *alternates]
    return _assemble(source, glyphs, [(names[entry.number], entry) for entry in wanted], name)


def _assemble(
    source: TTFont, glyphs: Any, wanted: Sequence[tuple[str, Alternate]], name: str
) -> bytes:
    upem = source["head"].unitsPerEm
    is_truetype = "glyf" in source
    order = [".notdef", *(f"cid{place:05d}" for place in range(1, len(wanted)))]
    builder = FontBuilder(upem, isTTF=is_truetype)
    # bounds are those of the whole face: to find them anew is to draw all glyphs twice more
    builder.font.recalcBBoxes = False
    builder.setupGlyphOrder(order)
    charstrings = {} if is_truetype else source["CFF "].cff.topDictIndex[0].CharStrings
    builder.setupCharacterMap({})
    drawn, metrics = {}, {}
    for new, (old, entry) in zip(order, wanted, strict=True):
        shift, advance = round(entry.shift * upem / 1000), round(entry.advance * upem / 1000)
        if is_truetype:
            pen = TTGlyphPen(glyphs)
            glyphs[old].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
            drawn[new] = pen.glyph()
        else:
            drawn[new] = _moved(charstrings[old], shift, advance)
        metrics[new] = (advance, 0)
    if is_truetype:
        builder.setupGlyf(drawn)
        for new in order:
            metrics[new] = (metrics[new][0], getattr(builder.font["glyf"][new], "xMin", 0))
    else:
        bounds = source["CFF "].cff.topDictIndex[0].FontBBox
        builder.setupCFF(name, {"FontBBox": bounds}, drawn, {})
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


def _moved(outline: T2CharString, shift: int, advance: int) -> T2CharString:
    """Return a CFF outline with another width, moved to the right (Adobe TN 5177, 4.1).

    All in it is relative to the first point, so only that is moved. It has no hints and calls
    no subroutines: HarfBuzz took them out.
    """
    outline.decompile()
    program = outline.program
    place = next(place for place, token in enumerate(program) if isinstance(token, str))
    first = program[place]
    count = {"rmoveto": 2, "hmoveto": 1, "vmoveto": 1, "endchar": 0}[first]
    start = program[place - count : place]
    if first == "vmoveto":
        first, start = "rmoveto", [0, *start]
    if start:
        start = [start[0] + shift, *start[1:]]
    return T2CharString(program=[advance, *start, first, *program[place + 1 :]])


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
