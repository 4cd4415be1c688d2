"""A line box of WeasyPrint as a paragraph of ours: collected once, broken, handed out in lines.

A `Typesetting` belongs to one line box (all of a block's inline content): it has the units of
all its text boxes in a row, keeps the lines that were chosen for the measure at hand, and knows
which part of each text box stands on a line. `publisher.pdf.layout.lines` makes boxes of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from weasyprint.formatting_structure import boxes

from publisher.composing.balancing import balanced
from publisher.composing.breaking import Line, break_lines
from publisher.composing.paragraph import Paragraph, Unit
from publisher.composing.penalties import SEPARATOR
from publisher.composing.rules import MarkTrim, Rules
from publisher.composing.setting import SetLine, set_line
from publisher.composing.tokens import LONG
from publisher.pdf.layout import design, hyphenation
from publisher.pdf.layout.boxes import Box, InlineBox, LineBox, ParentBox, Style, TextBox
from publisher.pdf.layout.runs import Glyph
from publisher.pdf.layout.shaping import Shaped, shape

SOFT_HYPHEN = "\u00ad"
"""What a hyphen that we set is to readers of the file: none of the text."""

_WIDE_HYPHEN, _NARROW_HYPHEN = "\u2010", "-"
"""What CSS takes for a hyphen, an em wide in Chinese faces, and what it is to be."""

_WIDEST_WHOLE = 8.0
"""The widest word or token that a column of a table is made wider for, in em."""

_LONG_TOKEN = re.compile(rf"\S{{{LONG}}}")
_OTHER_SCRIPT = re.compile("[\u0590-\u1fff]")

_SAME = 0.01
"""px by which two measures may differ and still be the same."""


class Hyphen(NamedTuple):
    """What a broken word ends its line with; `width` in px."""

    glyphs: tuple[Glyph, ...]
    width: float


class Slot(NamedTuple):
    """A text box and the units of the paragraph that are its own, `first` to `end`."""

    box: TextBox
    shaped: Shaped
    first: int
    end: int


class Span(NamedTuple):
    """An inline box, the units that are in it, `first` to `end`, and what it is made of."""

    box: InlineBox
    first: int
    end: int
    parts: tuple[Slot | Span, ...]


class Stretch(NamedTuple):
    """What one line takes of a paragraph: the units from `start` to `stop`, as `line` has them.

    Spaces at its end belong to it, and are not in `line`.
    """

    start: int
    stop: int
    line: SetLine


class Piece(NamedTuple):
    """The part of a text box on one line: the units `start` to `stop` (excluded) of a paragraph.

    `first` is the unit of the paragraph that is the first of `shaped`.
    """

    text: str
    width: float
    shaped: Shaped
    paragraph: Paragraph
    line: SetLine
    first: int
    start: int
    stop: int
    hyphen: Hyphen | None


class Typesetting:
    """The lines of one line box, which is made of `parts`."""

    def __init__(
        self, parts: tuple[Slot | Span, ...], units: list[Unit], rules: Rules, *,
        justify: bool, balance: bool = False,
    ) -> None:  # fmt: skip
        """Prepare the paragraph; the lines are chosen when the first measure is known."""
        self.parts = parts
        self.paragraph = Paragraph(units, rules, self._find_hyphens)
        self.end = len(units)
        self.justify = justify
        self.balance = balance
        self._planned: dict[int, tuple[Line, float]] = {}
        self._narrowest: float | None = None
        self._hyphens: dict[int, Hyphen] = {}

    def _find_hyphens(self) -> Iterator[tuple[int, float]]:
        """Yield where words may be broken, with the widths of their hyphens in px."""
        for slot in _slots(self.parts):
            units, style = self.paragraph.units[slot.first : slot.end], slot.box.style
            places = [slot.first + index for index in hyphenation.points(units, style)]
            if places:
                hyphen = self._hyphens[slot.first] = _hyphen(style)
                for index in places:
                    yield index, hyphen.width

    @property
    def natural_width(self) -> float:
        """The width in px that the whole paragraph needs to stand on one line."""
        return self.paragraph.width(0, self.end) + _SAME

    @property
    def narrowest_width(self) -> float:
        """The width in px that the paragraph needs on lines as short as can be.

        A word or token that is wider than `_WIDEST_WHOLE` asks for no more: it can be broken.
        """
        if self._narrowest is None:
            start, width = 0, 0.0
            while start < self.end:
                most = _WIDEST_WHOLE * self.paragraph.units[start].size
                width = max(width, min(most, self.least_width(start)))
                start = self._next_break(start)
            self._narrowest = width + _SAME
        return self._narrowest

    def least_width(self, start: int) -> float:
        """Return the width in px of the shortest line that can begin at a unit."""
        return self.paragraph.width(start, self._next_break(start))

    def _next_break(self, start: int) -> int:
        """Return where the shortest line that begins at a unit stops, no word broken."""
        penalties = self.paragraph.penalties
        stops = range(start + 1, self.end + 1)
        return next(stop for stop in stops if penalties[stop - 1] <= SEPARATOR)

    def stretch(self, start: int, measure: float, rest: float) -> Stretch:
        """Choose the line that begins at `start`, `measure` px wide; others have `rest`."""
        line, planned = self._planned.get(start, (None, 0.0))
        if line is None or abs(planned - measure) > _SAME:
            chosen = self._break(start, measure, rest)
            self._planned = {entry.start: (entry, rest) for entry in chosen}
            self._planned[start] = (chosen[0], measure)
            line = chosen[0]
        made = set_line(self.paragraph, line, measure, justify=self.justify)
        return Stretch(start, line.stop, made)

    def _break(self, start: int, measure: float, rest: float) -> list[Line]:
        """Choose the lines from `start` on."""
        if self.balance and (lines := balanced(self.paragraph, start, measure, rest)):
            return lines
        return break_lines(self.paragraph, start, measure, rest, justify=self.justify)

    def piece(self, slot: Slot, line: SetLine) -> Piece:
        """Return the part of a text box that stands on a line."""
        start, stop = max(line.start, slot.first), min(line.stop, slot.end)
        text = slot.shaped.text_of(start - slot.first, stop - slot.first)
        ends_line = stop == line.stop and self.paragraph.is_hyphenated(stop)
        hyphen = self._hyphens.get(slot.first) if ends_line else None
        width = self._width(line, start, stop) + (hyphen.width if hyphen else 0.0)
        return Piece(
            text, width, slot.shaped, self.paragraph, line, slot.first, start, stop, hyphen
        )

    def _width(self, line: SetLine, start: int, stop: int) -> float:
        """Return the width in px of the units from `start` to `stop` on a line."""
        width = 0.0
        for index in range(start, stop):
            before, after = line.added(self.paragraph, index)
            width += self.paragraph.units[index].advance + before + after
            width += line.space[index - line.start]
        return width


def typeset(linebox: LineBox) -> Typesetting | None:
    """Return how to set the content of `linebox`, or None where WeasyPrint shall set it.

    Ours is text in Chinese or Japanese, or with an address in it, that runs from left to right,
    without boxes, floats, leaders, forced breaks or spaced-out letters between its words.
    """
    if not (_is_chinese(linebox.style) and _is_plain(linebox.style) and _is_text(linebox)):
        return None
    rules = design.rules(linebox.style)
    units: list[Unit] = []
    parts = tuple(_parts(linebox, units, rules, 0.0))
    composed = any(unit.text[0] >= "\u2e80" or unit.latin for unit in units)
    if not composed and not _has_long_token(units):
        return None
    justify = linebox.style["text_align_all"] == "justify"
    balance = not justify and design.balances(linebox.style)
    return Typesetting(parts, units, rules, justify=justify, balance=balance)


def _has_long_token(units: list[Unit]) -> bool:
    """Tell whether there is an address or a row of marks in a text without Han.

    WeasyPrint would tear the line before it apart. In scripts that join or turn around (U+0590
    to U+1FFF) it is left to do so.
    """
    text = "".join([unit.text for unit in units])
    return _LONG_TOKEN.search(text) is not None and _OTHER_SCRIPT.search(text) is None


def _is_text(box: ParentBox) -> bool:
    """Tell whether there is nothing below `box` but text that we can set."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            if "\n" in child.text or not _is_plain(child.style):
                return False
        elif not _is_inline(child) or not _is_text(child):
            return False
    return True


def _is_inline(box: Box) -> bool:
    return isinstance(box, boxes.InlineBox) and box.is_in_normal_flow() and not box.is_leader


def _parts(box: ParentBox, units: list[Unit], rules: Rules, rigid: float) -> Iterator[Slot | Span]:
    """Yield what `box` is made of; add its units to `units`, `rigid` px before the first."""
    for child in box.children:
        first = len(units)
        if isinstance(child, boxes.TextBox):
            if not child.text:
                continue
            shaped = shape(child.text, child.style)
            own = list(shaped.units)
            if rules.trim == MarkTrim.ALL_FULL:
                own = [replace(unit, before=0.0, after=0.0) for unit in own]
            if rigid:
                own[0] = replace(own[0], rigid=rigid)
            units += own
            yield Slot(child, shaped, first, len(units))
        else:
            parts = tuple(_parts(child, units, rules, rigid + _edges(child.style)))
            yield Span(child, first, len(units), parts)
        rigid = 0.0


def _slots(parts: tuple[Slot | Span, ...]) -> Iterator[Slot]:
    """Yield the text boxes among `parts` and in them, in order."""
    for part in parts:
        if isinstance(part, Slot):
            yield part
        else:
            yield from _slots(part.parts)


def _hyphen(style: Style) -> Hyphen:
    """Return the hyphen of a style."""
    wanted = style["hyphenate_character"]
    shaped = shape(_NARROW_HYPHEN if wanted == _WIDE_HYPHEN else wanted, style)
    return Hyphen(shaped.glyphs[0], shaped.units[0].advance)


def _is_chinese(style: Style) -> bool:
    return (style["lang"] or "").lower().split("-")[0] in ("zh", "ja")


def _is_plain(style: Style) -> bool:
    return (
        style["direction"] == "ltr"
        and style["white_space"] == "normal"
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["font_size"] > 0
    )


def _edges(style: Style) -> float:
    """Return the padding, border and margin on both sides of an inline box, in px."""
    width = 0.0
    for side in ("left", "right"):
        width += style[f"border_{side}_width"]
        for name in (f"padding_{side}", f"margin_{side}"):
            width += getattr(style[name], "value", 0) or 0
    return width
