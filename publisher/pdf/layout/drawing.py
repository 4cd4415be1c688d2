"""Placed glyphs -> the text operators of a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from weasyprint.text.ffi import pango

from publisher.composing import bidi
from publisher.composing.kinds import Kind
from publisher.composing.paragraph import Unit
from publisher.fonts.alternates import Alternate, Placed
from publisher.fonts.clusters import shares
from publisher.pdf.galley import Counter, Drawn, Slot
from publisher.pdf.layout.shaping import EMPTY, Glyph, shape, shape_line
from publisher.pdf.layout.typesetting import SOFT_HYPHEN, Piece
from publisher.pdf.strings import companion_name

_UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG
"""What Pango adds to the number of a character that no face has."""

_WIDE = 0.08
"""From so many em on, readers of a file take a space between two Han for one that was typed.

On such a line the space goes into the glyphs' own widths.
"""


class _Shown:
    """How a page shows a glyph: its face, size in px, code, and width in 1/1000 em."""

    def __init__(self, font: str, size: float, number: int, advance: int) -> None:
        self.font = font
        self.size = size
        self.number = number
        self.code = f"{number:04x}"
        self.advance = advance


_shown: dict[Glyph, _Shown] = {}
"""All glyphs that this process has drawn."""


def draw(stream: Any, piece: Piece, x: float, y: float) -> None:
    """Draw the units of a piece of a line from `x`, `y` px on, each exactly where it was placed."""
    operators = _Operators(stream, x, y)
    target = _draw_both_ways(operators, piece) if piece.shaped.levels else _draw(operators, piece)
    if piece.hyphen:
        operators.cluster(piece.hyphen.glyphs, SOFT_HYPHEN, 0.0, 0.0, target)
    operators.finish()


def _draw(operators: _Operators, piece: Piece) -> float:
    """Draw a piece that runs from left to right; return its end."""
    paragraph, line = piece.paragraph, piece.line
    units, kinds = paragraph.units, paragraph.kinds
    glyphs = piece.shaped.glyphs
    target = 0.0
    for place in range(piece.start, piece.stop):
        unit, inner = units[place], place - line.start
        space = line.space[inner]
        before, after = 0.0, 0.0
        if kinds[place] != Kind.HAN:
            before, after = line.added(paragraph, place)
        cluster = glyphs[place - piece.first]
        wide = space > _WIDE * unit.size and not unit.text.isspace()
        inside = after + space if wide else after
        target = operators.cluster(cluster, unit.text, before, inside, target)
        target += before + after + space
    return target


def _draw_both_ways(operators: _Operators, piece: Piece) -> float:
    """Draw a piece in which something may run from right to left; return its end."""
    paragraph, line = piece.paragraph, piece.line
    inside = slice(piece.start - piece.first, piece.stop - piece.first)
    units = paragraph.units[piece.start : piece.stop]
    beside = _Beside(len(units))
    for place in range(piece.start, piece.stop):
        own = place - piece.start
        beside.before[own], beside.after[own] = line.added(paragraph, place)
        beside.space[own] = line.space[place - line.start]
    glyphs, levels = piece.shaped.glyphs[inside], piece.shaped.levels[inside]
    beside.turn(levels)
    return _draw_line(operators, units, glyphs, levels, beside)


def draw_layout(stream: Any, layout: Any, style: Any, x: float, y: float) -> bool:
    """Draw a line that Pango has set in the style of its box; return whether it is drawn.

    It looks as WeasyPrint draws it; and what is several glyphs, or runs from right to left, can
    be read. Pictures instead of outlines are left to WeasyPrint.
    """
    shaped = shape_line(layout, style)
    fonts = [stream._fonts.font(glyph.font)[0] for of in shaped.glyphs for glyph in of]
    if any(font.png or font.svg or font.colr or font.bitmap for font in fonts):
        return False
    operators = _Operators(stream, x, y)
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
            for place in range(first, last + 1):
                if levels[place] % 2:
                    left = self.after[place] + self.space[place]
                    self.before[place], self.after[place] = left, self.before[place]
                    self.space[place] = 0.0


def _draw_line(
    operators: _Operators, units: Sequence[Unit], glyphs: Sequence[tuple[Glyph, ...]],
    levels: Sequence[int], beside: _Beside,
) -> float:  # fmt: skip
    """Draw units where they are seen; return the end of the line."""
    targets, target = [0.0] * len(units), 0.0
    for place in bidi.visual(levels):
        targets[place] = target
        target += beside.before[place] + units[place].advance + beside.after[place]
        target += beside.space[place]
    for place, text in bidi.written([unit.text for unit in units], levels):
        before, after = beside.before[place], beside.after[place]
        if levels[place]:
            operators.whole(glyphs[place], text, targets[place] + before)
        else:
            operators.cluster(glyphs[place], text, before, after, targets[place])
    return target


class _Operators:
    """Writes glyph strings and the adjustments between them; knows where the pen really is."""

    def __init__(self, stream: Any, x: float, y: float) -> None:
        self._stream = stream
        self._lines = [f"1 0 0 -1 {_number(x)} {_number(y)} Tm"]
        self._case = stream._fonts
        self._used: dict[Glyph, _Shown] = stream._fonts.used
        self._font = ""
        self._size = 1.0
        self._pen = 0.0
        self._parts: list[str] = []
        self._text: list[str] = []

    def cluster(
        self, glyphs: tuple[Glyph, ...], text: str, before: float, after: float, target: float
    ) -> float:
        """Draw the glyphs of a unit, `target` px from the start of the piece; return their end.

        `before` and `after` px are added on its sides.
        """
        if len(glyphs) != 1:
            return self.whole(glyphs, text, target, before, after)
        glyph = glyphs[0]
        is_long = len(text) > 1 and not text.isascii()
        if before or after or text == SOFT_HYPHEN or glyph.y_offset or is_long:
            return self.whole(glyphs, text, target, before, after)
        self.plain(glyph, text, target)
        return target + glyph.advance

    def whole(
        self, glyphs: tuple[Glyph, ...], text: str, target: float, before: float = 0.0,
        after: float = 0.0,
    ) -> float:  # fmt: skip
        """Draw a cluster as one glyph of the companion face, which has all of its text.

        One of several faces, or that its face lacks, is drawn as it is; for a part that is lacking
        stands the box of that face.
        """
        drawn = [glyph for glyph in glyphs if glyph.number != EMPTY]
        is_known = any(not glyph.number & _UNKNOWN for glyph in drawn)
        if is_known and len({glyph.font for glyph in drawn}) == 1:
            self.alternate(glyphs, text, before, after, target)
            return target + sum((glyph.advance for glyph in glyphs), 0.0)
        shared = zip(glyphs, shares(text, len(glyphs)), strict=True)
        for _, run in groupby(shared, key=lambda entry: entry[0].font):
            of, texts = zip(*run, strict=True)
            own = "".join(glyph.text or share for glyph, share in zip(of, texts, strict=True))
            if len(of) > 1 and any(glyph.number < EMPTY for glyph in of):
                self.alternate(of, own, 0.0, 0.0, target)
            else:
                self.plain(of[0], own, target)
            target += sum((glyph.advance for glyph in of), 0.0)
        return target

    def plain(self, glyph: Glyph, text: str, target: float) -> None:
        """Draw a glyph as it is, `target` px from the start of the piece."""
        shown = self._used.get(glyph)
        if shown is None:
            if glyph.number == EMPTY:
                return
            shown = self._used[glyph] = _use(self._case, glyph, text)
        self._show(shown.font, shown.size, shown.code, shown.advance, target + glyph.x_offset)

    def alternate(
        self, glyphs: tuple[Glyph, ...], text: str, before: float, after: float, target: float
    ) -> None:
        """Draw glyphs as one, `before` and `after` px added on its sides, or taken from them.

        Widths go by steps; what a step leaves over, the next glyph makes up.
        """
        font, size = self._case.font(next(g.font for g in glyphs if g.number != EMPTY))
        shift = _step(before / size)
        parts, natural = _placed(glyphs, size, shift)
        first, *others = parts
        advance = round(natural * 1000 / size) + shift + _step(after / size)
        alternate = Alternate(first.number, first.shift, advance, first.rise, tuple(others))
        code = self._case.companion(font, alternate, text)
        self._show(companion_name(font.hash), size, code, alternate.advance, target)

    def _show(self, font: str, size: float, code: str, advance: int, target: float) -> None:
        if font != self._font or size != self._size:
            self._finish_run()
            self._font, self._size = font, size
            if self._stream._current_font != (font, size):
                self._stream._current_font = font, size
                self._lines.append(f"/{font} {_number(size)} Tf")
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

    def _finish_run(self) -> None:
        self._close()
        if self._parts:
            self._lines.append(f"[{''.join(self._parts)}] TJ")
            self._parts.clear()

    def finish(self) -> None:
        """Write all into the stream, as one entry."""
        self._finish_run()
        self._stream.stream.append("\n".join(self._lines).encode("latin-1"))


def _number(value: float) -> str:
    """Write a number as pydyf does."""
    return str(int(value)) if value.is_integer() else f"{value:f}".rstrip("0")


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
        *[char for kind, text in pieces if kind == "text" for char in text],
    }
    glyphs = {}
    size = box.style["font_size"]
    for char in sorted(wanted):
        shown = _plainly(stream._fonts, shape(char, box.style).glyphs[0][0], char)
        glyphs[char] = Drawn(shown.font, shown.number, shown.advance)
        size = shown.size
    align = {"center": 0.5, "right": 1.0, "end": 1.0}.get(box.style["text_align_all"], 0.0)
    room = box.width * 1000 / size
    slots = stream._fonts.slots
    stream.set_text_matrix(*matrix.values)
    stream.stream.append(f"\x90{len(slots)}\x90".encode("latin-1"))
    stream._current_font = None
    slots.append(Slot(target, pieces, glyphs, room, 1.0 if target else align, size, leader))


def _use(case: Any, glyph: Glyph, text: str) -> _Shown:
    """Note that a part draws `glyph` for `text`; return how.

    A glyph that the part has drawn for another text gets a second code for this one (文 and the
    radical ⽂, a letter and the same under an accent), so that both are found.
    """
    shown = _plainly(case, glyph, text)
    font, size = case.font(glyph.font)
    if font.to_unicode[shown.number] == text:
        return shown
    second = _Shown(companion_name(font.hash), size, shown.number, shown.advance)
    second.code = case.companion(font, Alternate(shown.number, 0, shown.advance), text)
    return second


def _plainly(case: Any, glyph: Glyph, text: str) -> _Shown:
    """Note that a part draws `glyph` for `text`, if for nothing else before; return how.

    The width is that which the part says of its face: sizes differ by a thousandth now and then.
    """
    font, size = case.font(glyph.font)
    shown = _shown.get(glyph)
    if shown is None:
        number = 0 if glyph.number & _UNKNOWN else glyph.number
        shown = _shown[glyph] = _Shown(font.hash, size, number, font.width(glyph, size))
    advance: int = font.widths.setdefault(shown.number, shown.advance)
    if advance != shown.advance:
        shown = _Shown(shown.font, size, shown.number, advance)
    font.to_unicode.setdefault(shown.number, text)
    return shown


def _placed(glyphs: Sequence[Glyph], size: float, shift: int) -> tuple[list[Placed], float]:
    """Return glyphs, each at its place in 1/1000 em, and how wide they are, in px."""
    placed, pen = [], 0.0
    for glyph in glyphs:
        if glyph.number != EMPTY:
            x, y = pen + glyph.x_offset, glyph.y_offset
            across, rise = round(x * 1000 / size), round(-y * 1000 / size)
            number = 0 if glyph.number & _UNKNOWN else glyph.number
            placed.append(Placed(number, shift + across, rise))
        pen += glyph.advance
    return placed, pen


def _step(width: float) -> int:
    """Round a width in em to fiftieths, given in 1/1000 em, so that few alternates will do."""
    return round(width * 50) * 20
