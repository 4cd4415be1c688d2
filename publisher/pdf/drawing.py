"""Placed glyphs -> the text operators of a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.text.ffi import pango

from publisher.fonts.alternates import Alternate
from publisher.fonts.clusters import shares
from publisher.pdf.composition.kinds import Kind
from publisher.pdf.galley import Counter, Drawn, Slot
from publisher.pdf.shaping import EMPTY, Glyph, shape
from publisher.pdf.strings import companion_name
from publisher.pdf.typesetting import SOFT_HYPHEN, Piece

_UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG

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
    if piece.hyphen:
        operators.cluster(piece.hyphen.glyphs, SOFT_HYPHEN, 0.0, 0.0, target)
    operators.finish()


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

        One glyph has `before` and `after` px added on its sides; of several that is not known.
        """
        if (before or after or text == SOFT_HYPHEN) and _is_one_glyph(glyphs):
            self.alternate(glyphs[0], text, before, after, target)
            return target + glyphs[0].advance
        shared = (text,) if len(glyphs) == 1 else shares(text, len(glyphs))
        for glyph, share in zip(glyphs, shared, strict=True):
            self.plain(glyph, glyph.text or share, target)
            target += glyph.advance
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
        self, glyph: Glyph, text: str, before: float, after: float, target: float
    ) -> None:
        """Draw a glyph with `before` and `after` px added on its sides, or taken from them.

        Widths go by steps; what a step leaves over, the next glyph makes up.
        """
        font, size = self._case.font(glyph.font)
        shift = _step(before / size)
        natural = round(glyph.advance * 1000 / size)
        alternate = Alternate(glyph.number, shift, natural + shift + _step(after / size))
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


def _is_one_glyph(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a unit is one glyph that its face really has, not an empty or unknown one."""
    return len(glyphs) == 1 and glyphs[0].number < EMPTY


def _step(width: float) -> int:
    """Round a width in em to fiftieths, given in 1/1000 em, so that few alternates will do."""
    return round(width * 50) * 20
