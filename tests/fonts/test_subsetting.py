"""A face can be cut, however many of its glyphs a book uses."""

from __future__ import annotations

import io
import random
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables

from publisher.fonts.subsetting import subset

GLYPHS = 60_000


def classed(path: Path) -> None:
    """Make a large face that says of each glyph that it is a base, as HanaMinB does."""
    names = [".notdef", *(f"glyph{number}" for number in range(1, GLYPHS))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf(dict.fromkeys(names, TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    table = otTables.GDEF()
    table.Version = 0x00010000
    table.GlyphClassDef = otTables.GlyphClassDef()
    table.GlyphClassDef.classDefs = dict.fromkeys(names[1:], 1)
    builder.font["GDEF"] = newTable("GDEF")
    builder.font["GDEF"].table = table
    builder.save(path)


def test_thousands_of_rare_characters_of_one_face_can_be_embedded(tmp_path: Path) -> None:
    classed(tmp_path / "face.ttf")
    wanted = random.Random(1).sample(range(GLYPHS), 3000)  # noqa: S311 -- glyphs, no secret
    made = subset(str(tmp_path / "face.ttf"), 0, {0, *wanted})
    assert made is not None
    assert TTFont(io.BytesIO(made))["maxp"].numGlyphs == max(wanted) + 1
