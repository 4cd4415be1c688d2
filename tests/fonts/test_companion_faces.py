"""A glyph looks the same in a companion face, however the face it comes from draws it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.fonts import companion
from publisher.fonts.alternates import Alternate, Placed

NAMES = [".notdef", "bar", "moved", "nested", "twice"]
BOXES = [(0, 0, 100, 500), (0, 0, 100, 500), (200, 50, 300, 550), (200, 150, 300, 650)]
"""What the glyphs from .notdef to nested cover."""


def bar() -> TTGlyphPen:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (100, 500), (100, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def put_together(*parts: tuple[str, int, int]) -> Any:
    pen = TTGlyphPen(dict.fromkeys(NAMES))
    for name, x, y in parts:
        pen.addComponent(name, (1, 0, 0, 1, x, y))
    return pen.glyph()


def truetype(path: Path) -> None:
    """Make a face with a glyph that is made of another, and one that is made of such ones."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(NAMES)
    builder.setupCharacterMap({})
    builder.setupGlyf(
        {
            ".notdef": bar().glyph(),
            "bar": bar().glyph(),
            "moved": put_together(("bar", 200, 50)),
            "nested": put_together(("moved", 0, 100)),
            "twice": put_together(("nested", 0, 0), ("moved", 300, 0)),
        }
    )
    finish(builder, path)


OUTLINES = {
    ".notdef": [600, 0, "hmoveto", 100, "hlineto", 500, "vlineto", -100, "hlineto", "endchar"],
    "bar": [0, "hmoveto", 100, "hlineto", 500, "vlineto", -100, "hlineto", "endchar"],
    "moved": [200, 50, "rmoveto", 100, "hlineto", 500, "vlineto", -100, "hlineto", "endchar"],
    "nested": [700, 200, 150, "rmoveto", 100, 0, 0, 500, -100, 0, "rlineto", "endchar"],
    "twice": [500, "endchar"],
}


def compact(path: Path) -> None:
    """Make a CFF face whose outlines begin in all ways, with and without a width."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(NAMES)
    builder.setupCharacterMap({})
    outlines = {name: T2CharString(program=program) for name, program in OUTLINES.items()}
    builder.setupCFF("Bars", {}, outlines, {})
    finish(builder, path)


def finish(builder: FontBuilder, path: Path) -> None:
    # a TrueType outline stands where its metrics say, not where its points do
    glyphs = builder.font["glyf"].glyphs if "glyf" in builder.font else {}
    builder.setupHorizontalMetrics(
        {name: (600, getattr(glyphs.get(name), "xMin", 0)) for name in NAMES}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def boxes(face: bytes) -> list[Any]:
    """Return what the glyphs of a face cover, by their numbers."""
    font = hb.Font(hb.Face(face))
    found = []
    for number in range(TTFont(io.BytesIO(face))["maxp"].numGlyphs):
        pen = BoundsPen(None)
        font.draw_glyph_with_pen(number, pen)
        found.append(pen.bounds and tuple(map(round, pen.bounds)))
    return found


@pytest.mark.parametrize("make", [truetype, compact])
def test_a_glyph_is_moved_whole_whatever_it_is_made_of(make: Any, tmp_path: Path) -> None:
    make(tmp_path / "face.font")
    wanted = [Alternate(number, 40, 700) for number in (3, 2, 1)]
    made = companion.build(str(tmp_path / "face.font"), 0, wanted, "Companion")
    assert made is not None
    expected = [(left + 40, low, right + 40, high) for left, low, right, high in BOXES[:0:-1]]
    assert boxes(made)[1:] == expected


@pytest.mark.parametrize("make", [truetype, compact])
def test_a_letter_and_its_marks_are_one_glyph(make: Any, tmp_path: Path) -> None:
    make(tmp_path / "face.font")
    wanted = [
        Alternate(1, 0, 600, 0, (Placed(2, -150, 300),)),
        Alternate(1, 0, 600, 25),
    ]
    made = companion.build(str(tmp_path / "face.font"), 0, wanted, "Companion")
    assert made is not None
    assert boxes(made)[1:] == [(0, 0, 150, 850), (0, 25, 100, 525)]


def test_equal_alternates_give_equal_bytes(tmp_path: Path) -> None:
    truetype(tmp_path / "face.font")
    wanted = [Alternate(4, 10, 650), Alternate(3, 0, 600, 40)]
    first, second = (
        companion.build(str(tmp_path / "face.font"), 0, wanted, "Companion") for _ in range(2)
    )
    assert first == second
