"""Text operators of a PDF page: which glyph is shown by which code, and where the pen is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from weasyprint.text.ffi import pango

from publisher.fonts.alternates import Alternate, Placed
from publisher.fonts.clusters import shares
from publisher.pdf.layout.boxes import Stream
from publisher.pdf.layout.faces import FontSet
from publisher.pdf.layout.runs import EMPTY, Glyph
from publisher.pdf.layout.typesetting import SOFT_HYPHEN
from publisher.pdf.strings import companion_name

_UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG
"""What Pango adds to the number of a character that no face has."""


class Shown:
    """How a page shows a glyph: its face, size in px, code, and width in 1/1000 em."""

    def __init__(self, font: str, size: float, number: int, advance: int) -> None:
        self.font = font
        self.size = size
        self.number = number
        self.code = f"{number:04x}"
        self.advance = advance


_shown: dict[Glyph, Shown] = {}
"""All glyphs that this process has drawn."""


class Operators:
    """Writes glyph strings and the adjustments between them; knows where the pen really is."""

    def __init__(self, stream: Stream, x: float, y: float) -> None:
        self._stream = stream
        self._lines = [f"1 0 0 -1 {_number(x)} {_number(y)} Tm"]
        self._case = stream._fonts
        self._used: dict[Glyph, Shown] = stream._fonts.used
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


def _use(case: FontSet, glyph: Glyph, text: str) -> Shown:
    """Note that a part draws `glyph` for `text`; return how.

    A glyph that the part has drawn for another text gets a second code for this one (文 and the
    radical ⽂, a letter and the same under an accent), so that both are found.
    """
    shown = plainly(case, glyph, text)
    font, size = case.font(glyph.font)
    if font.to_unicode[shown.number] == text:
        return shown
    second = Shown(companion_name(font.hash), size, shown.number, shown.advance)
    second.code = case.companion(font, Alternate(shown.number, 0, shown.advance), text)
    return second


def plainly(case: FontSet, glyph: Glyph, text: str) -> Shown:
    """Note that a part draws `glyph` for `text`, if for nothing else before; return how.

    The width is that which the part says of its face: sizes differ by a thousandth now and then.
    """
    font, size = case.font(glyph.font)
    shown = _shown.get(glyph)
    if shown is None:
        number = 0 if glyph.number & _UNKNOWN else glyph.number
        shown = _shown[glyph] = Shown(font.hash, size, number, font.width(glyph, size))
    advance: int = font.widths.setdefault(shown.number, shown.advance)
    if advance != shown.advance:
        shown = Shown(shown.font, size, shown.number, advance)
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
