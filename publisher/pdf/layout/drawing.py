"""Lines of placed glyphs -> the text operators of a page, and room for page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.composing import bidi
from publisher.composing.kinds import Kind
from publisher.composing.paragraph import Unit
from publisher.pdf.galley import Counter, Drawn, Slot
from publisher.pdf.layout.boxes import Matrix, Stream, Style, TextBox, TextLayout
from publisher.pdf.layout.operators import Operators, plainly
from publisher.pdf.layout.runs import Glyph
from publisher.pdf.layout.shaping import shape, shape_line
from publisher.pdf.layout.typesetting import SOFT_HYPHEN, Piece

_WIDE = 0.08
"""From so many em on, readers of a file take a space between two Han for one that was typed.

On such a line the space goes into the glyphs' own widths.
"""


def draw(stream: Stream, piece: Piece, x: float, y: float) -> None:
    """Draw the units of a piece of a line from `x`, `y` px on, each exactly where it was placed."""
    operators = Operators(stream, x, y)
    target = _draw_both_ways(operators, piece) if piece.shaped.levels else _draw(operators, piece)
    if piece.hyphen:
        operators.cluster(piece.hyphen.glyphs, SOFT_HYPHEN, 0.0, 0.0, target)
    operators.finish()


def _draw(operators: Operators, piece: Piece) -> float:
    """Draw a piece that runs from left to right; return its end."""
    paragraph, line = piece.paragraph, piece.line
    units, kinds = paragraph.units, paragraph.kinds
    glyphs = piece.shaped.glyphs
    target = 0.0
    for index in range(piece.start, piece.stop):
        unit, inner = units[index], index - line.start
        space = line.space[inner]
        before, after = 0.0, 0.0
        if kinds[index] != Kind.HAN:
            before, after = line.added(paragraph, index)
        cluster = glyphs[index - piece.first]
        wide = space > _WIDE * unit.size and not unit.text.isspace()
        inside = after + space if wide else after
        target = operators.cluster(cluster, unit.text, before, inside, target)
        target += before + after + space
    return target


def _draw_both_ways(operators: Operators, piece: Piece) -> float:
    """Draw a piece in which something may run from right to left; return its end."""
    paragraph, line = piece.paragraph, piece.line
    inside = slice(piece.start - piece.first, piece.stop - piece.first)
    units = paragraph.units[piece.start : piece.stop]
    beside = _Beside(len(units))
    for index in range(piece.start, piece.stop):
        own = index - piece.start
        beside.before[own], beside.after[own] = line.added(paragraph, index)
        beside.space[own] = line.space[index - line.start]
    glyphs, levels = piece.shaped.glyphs[inside], piece.shaped.levels[inside]
    beside.turn(levels)
    return _draw_line(operators, units, glyphs, levels, beside)


def draw_layout(stream: Stream, layout: TextLayout, style: Style, x: float, y: float) -> bool:
    """Draw a line that Pango has set in the style of its box; return whether it is drawn.

    It looks as WeasyPrint draws it; and what is several glyphs, or runs from right to left, can
    be read. Pictures instead of outlines are left to WeasyPrint.
    """
    shaped = shape_line(layout, style)
    fonts = [stream._fonts.font(glyph.font)[0] for of in shaped.glyphs for glyph in of]
    if any(font.png or font.svg or font.colr or font.bitmap for font in fonts):
        return False
    operators = Operators(stream, x, y)
    beside = _Beside(len(shaped.units))
    _draw_line(operators, shaped.units, shaped.glyphs, shaped.levels, beside)
    operators.finish()
    return True


class _Beside:
    """The space beside the units of a line in px: on their sides (cut, or a gap), and after them.

    Sides are the left and the right one when all is turned round that runs so.
    """

    def __init__(self, count: int) -> None:
        self.before = [0.0] * count
        self.after = [0.0] * count
        self.space = [0.0] * count

    def turn(self, levels: Sequence[int]) -> None:
        """Turn round what belongs to units from right to left.

        The gap between them and what stands around becomes that of the latter: so all of them are
        one string in one face. Readers put several into the order in which they are seen.
        """
        for first, last in bidi.runs(levels):
            lead, tail = self.before[first], self.after[last] + self.space[last]
            self.before[first] = self.after[last] = self.space[last] = 0.0
            if first:
                self.after[first - 1] += lead
            if last + 1 < len(levels):
                self.before[last + 1] += tail
            for index in range(first, last + 1):
                if levels[index] % 2:
                    left = self.after[index] + self.space[index]
                    self.before[index], self.after[index] = left, self.before[index]
                    self.space[index] = 0.0


def _draw_line(
    operators: Operators, units: Sequence[Unit], glyphs: Sequence[tuple[Glyph, ...]],
    levels: Sequence[int], beside: _Beside,
) -> float:  # fmt: skip
    """Draw units where they are seen; return the end of the line."""
    targets, target = [0.0] * len(units), 0.0
    for index in bidi.visual(levels):
        targets[index] = target
        target += beside.before[index] + units[index].advance + beside.after[index]
        target += beside.space[index]
    for index, text in bidi.written([unit.text for unit in units], levels):
        before, after = beside.before[index], beside.after[index]
        if levels[index]:
            operators.whole(glyphs[index], text, targets[index] + before)
        else:
            operators.cluster(glyphs[index], text, before, after, targets[index])
    return target


def draw_slot(
    stream: Stream, box: TextBox, pieces: tuple[tuple[Counter, str], ...], target: str | None,
    characters: str, matrix: Matrix,
) -> None:  # fmt: skip
    """Leave room in `stream` for a page number, as wide as the text box `box`.

    `characters` are all that the number may be written with; for the rest see `Slot`.
    """
    leader = box.text if target else ""
    wanted = {
        *leader,
        *characters,
        *[char for kind, text in pieces if kind == "text" for char in text],
    }
    glyphs = {}
    size = box.style["font_size"]
    for char in sorted(wanted):
        shown = plainly(stream._fonts, shape(char, box.style).glyphs[0][0], char)
        glyphs[char] = Drawn(shown.font, shown.number, shown.advance)
        size = shown.size
    align = {"center": 0.5, "right": 1.0, "end": 1.0}.get(box.style["text_align_all"], 0.0)
    room = box.width * 1000 / size
    slots = stream._fonts.slots
    stream.set_text_matrix(*matrix.values)
    stream.stream.append(f"\x90{len(slots)}\x90".encode("latin-1"))
    stream._current_font = None
    slots.append(Slot(target, pieces, glyphs, room, 1.0 if target else align, size, leader))
