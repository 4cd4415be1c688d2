"""A line box of WeasyPrint as a paragraph of ours: collected once, broken, handed out in lines.

WeasyPrint asks for a paragraph line by line, and within a line text box by text box. A
`Typesetting` belongs to one line box (all of a block's inline content): it has the units of
all its text boxes in a row, keeps the lines that were chosen for the measure at hand, and
knows which part of each text box stands on the line that is being filled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from weasyprint.formatting_structure import boxes

from publisher.pdf import design, hyphenation
from publisher.pdf.composition.breaking import Line, break_lines
from publisher.pdf.composition.kinds import Kind
from publisher.pdf.composition.paragraph import Paragraph, Unit
from publisher.pdf.composition.rules import Rules, Trim
from publisher.pdf.composition.setting import SetLine, set_line
from publisher.pdf.shaping import Glyph, Shaped, shape

SkipStack: TypeAlias = dict[int, "SkipStack | None"] | None
"""WeasyPrint's bookmark into a box tree: child index -> bookmark, at last a byte offset."""

SOFT_HYPHEN = "\u00ad"
"""What a hyphen that we set is to readers of the file: none of the text."""

_SAME = 0.01
"""px by which two measures may differ and still be the same."""


Placed: TypeAlias = tuple[Unit, tuple[Glyph, ...], float, float, float]
"""A unit on a line, its glyphs, and what in px is added before it, after it, and as space.

What is added before and after is its own: its share of a gap, or less than nothing where a
blank half is cut. The space is what justification puts behind it.
"""


class Hyphen(NamedTuple):
    """What a broken word ends its line with; `width` in px."""

    glyphs: tuple[Glyph, ...]
    width: float


class _Slot(NamedTuple):
    """A text box and the units of the paragraph that are its own, `first` to `end`."""

    box: Any
    shaped: Shaped
    first: int
    end: int
    hyphen: Hyphen | None


class Piece(NamedTuple):
    """The part of a text box on one line: the units `start` to `stop` (excluded) of a paragraph.

    `first` is the unit of the paragraph that is the first of `shaped`. `resume` is the byte of
    the text box to go on from; None: all is set.
    """

    text: str
    width: float
    shaped: Shaped
    resume: int | None
    paragraph: Paragraph
    line: SetLine
    first: int
    start: int
    stop: int
    hyphen: Hyphen | None

    def placed(self) -> Iterator[Placed]:
        """Yield the units of the piece as they are to be drawn."""
        paragraph, line = self.paragraph, self.line
        inner = slice(self.start - line.start, self.stop - line.start)
        glyphs = self.shaped.glyphs[self.start - self.first : self.stop - self.first]
        units = paragraph.units[self.start : self.stop]
        kinds = paragraph.kinds[self.start : self.stop]
        spaces = line.space[inner]
        for place, (unit, kind) in enumerate(zip(units, kinds, strict=True), self.start):
            shown, space = glyphs[place - self.start], spaces[place - self.start]
            if kind == Kind.HAN:
                yield unit, shown, 0.0, 0.0, space
                continue
            before, after = _gaps(paragraph, line, place)
            at = place - line.start
            yield unit, shown, before - line.cut_before[at], after - line.cut_after[at], space
        if self.hyphen:
            size = paragraph.units[self.stop - 1].size
            unit = Unit(SOFT_HYPHEN, self.hyphen.width, size)
            yield unit, self.hyphen.glyphs, 0.0, 0.0, 0.0


def _gaps(paragraph: Paragraph, line: SetLine, place: int) -> tuple[float, float]:
    """Return the gaps before and after a unit that are its own: those of the Latin side."""
    if paragraph.kinds[place] != Kind.WORD:
        return 0.0, 0.0
    inner = place - line.start
    return line.gap[inner - 1] if inner else 0.0, line.gap[inner]


class Typesetting:
    """The lines of one line box."""

    def __init__(self, linebox: Any, slots: list[_Slot], units: list[Unit], rules: Rules) -> None:
        """Prepare the paragraph; the lines are chosen when the first measure is known."""
        self._root = linebox
        self._slots = {id(slot.box): slot for slot in slots}
        self.paragraph = Paragraph(units, rules)
        self._justify = linebox.style["text_align_all"] == "justify"
        self._planned: dict[int, tuple[Line, float]] = {}
        self._line: SetLine | None = None
        self._stop = 0

    def take(self) -> None:
        """Let each text box know who sets it."""
        for slot in self._slots.values():
            slot.box.typesetting = self

    def give_back(self) -> None:
        """Leave the text boxes to WeasyPrint."""
        for slot in self._slots.values():
            slot.box.typesetting = None

    @property
    def natural_width(self) -> float:
        """The width in px that the whole paragraph needs to stand on one line."""
        return self.paragraph.width(0, len(self.paragraph.units)) + _SAME

    def start_line(self, skip_stack: SkipStack, measure: float, rest: float) -> None:
        """Choose the line that begins at `skip_stack`, `measure` px wide; others have `rest`."""
        start = self._unit_at(self._root, skip_stack)
        line, planned = self._planned.get(start, (None, 0.0))
        if line is None or abs(planned - measure) > _SAME:
            chosen = break_lines(self.paragraph, start, measure, rest, justify=self._justify)
            self._planned = {entry.start: (entry, rest) for entry in chosen}
            self._planned[start] = (chosen[0], measure)
            line = chosen[0]
        self._line = set_line(self.paragraph, line, measure, justify=self._justify)
        self._stop = line.stop

    def piece(self, box: Any, skip: int) -> Piece:
        """Return the part of text box `box`, from byte `skip` on, that stands on the line."""
        slot = self._slots[id(box)]
        at = slot.shaped.bytes_at
        line = self._line
        if line is None:
            raise RuntimeError("a piece was asked for before its line was started")
        start = slot.first + bisect_right(at, skip) - 1
        stop = min(line.stop, slot.end)
        text = slot.shaped.text_of(start - slot.first, stop - slot.first)
        resume = None
        if self._stop <= slot.end and self._stop < len(self.paragraph.units):
            resume = at[self._stop - slot.first]
        ends_line = stop == line.stop and self.paragraph.is_hyphenated(stop)
        hyphen = slot.hyphen if ends_line else None
        width = self._width(line, start, stop) + (hyphen.width if hyphen else 0.0)
        return Piece(
            text, width, slot.shaped, resume, self.paragraph, line, slot.first, start, stop, hyphen
        )

    def _width(self, line: SetLine, start: int, stop: int) -> float:
        """Return the width in px of the units from `start` to `stop` on a line."""
        inner = slice(start - line.start, stop - line.start)
        width = sum(unit.advance for unit in self.paragraph.units[start:stop])
        width += sum(line.space[inner]) - sum(line.cut_before[inner]) - sum(line.cut_after[inner])
        if any(line.gap):
            width += sum(sum(_gaps(self.paragraph, line, at)) for at in range(start, stop))
        return width

    def _unit_at(self, box: Any, skip_stack: SkipStack) -> int:
        """Return the unit that a bookmark points at."""
        if isinstance(box, boxes.TextBox):
            slot = self._slots.get(id(box))
            if slot is None:
                return 0
            offset = next(iter(skip_stack)) if skip_stack else 0
            return slot.first + bisect_right(slot.shaped.bytes_at, offset) - 1
        index, deeper = next(iter(skip_stack.items())) if skip_stack else (0, None)
        if index >= len(box.children):
            return len(self.paragraph.units)
        child = box.children[index]
        if isinstance(child, boxes.TextBox) and id(child) not in self._slots:
            return self._unit_at(box, {index + 1: None})
        return self._unit_at(child, deeper)


def typeset(linebox: Any) -> Typesetting | None:
    """Return how to set the content of `linebox`, or None where WeasyPrint shall set it.

    Ours is text in Chinese or Japanese, in a language that runs from left to right, without
    boxes, floats, leaders, forced breaks or spaced-out letters between its words.
    """
    if not (_is_chinese(linebox.style) and _is_plain(linebox.style)):
        return None
    rules = design.rules(linebox.style)
    slots: list[_Slot] = []
    units: list[Unit] = []
    for box, rigid in _texts(linebox):
        if box is None:
            return None
        shaped = shape(box.text, box.style)
        own = list(shaped.units)
        if rules.trim == Trim.ALL_FULL:
            own = [unit._replace(before=0.0, after=0.0) for unit in own]
        if rigid and own:
            own[0] = own[0]._replace(rigid=rigid)
        hyphen = _hyphenate(own, box.style)
        slots.append(_Slot(box, shaped, len(units), len(units) + len(own), hyphen))
        units += own
    if not any(unit.text[0] >= "\u2e80" for unit in units):
        return None
    return Typesetting(linebox, slots, units, rules)


def _hyphenate(units: list[Unit], style: Any) -> Hyphen | None:
    """Mark in `units` where words may be broken; return the hyphen if there is such a place."""
    places = tuple(hyphenation.points(units, style))
    if not places:
        return None
    shaped = shape(style["hyphenate_character"], style)
    hyphen = Hyphen(shaped.glyphs[0], shaped.units[0].advance)
    for place in places:
        units[place] = units[place]._replace(hyphen=hyphen.width)
    return hyphen


def _is_chinese(style: Any) -> bool:
    return (style["lang"] or "").lower().split("-")[0] in ("zh", "ja")


def _is_plain(style: Any) -> bool:
    return (
        style["direction"] == "ltr"
        and style["white_space"] == "normal"
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["font_size"] > 0
    )


def _texts(box: Any, rigid: float = 0.0) -> Iterator[tuple[Any, float]]:
    """Yield the text boxes below `box` with the rigid space around each; None for a stranger."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            if not child.text:
                continue
            strange = "\n" in child.text or not _is_plain(child.style) or _has_emoji(child.text)
            yield (None if strange else child), rigid
            rigid = 0.0
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            if child.is_leader:
                yield None, 0.0
                return
            yield from _texts(child, rigid + _edges(child.style))
            rigid = 0.0
        else:
            yield None, 0.0
            return


def _has_emoji(text: str) -> bool:
    return any("\U0001f000" <= char <= "\U0001faff" for char in text)


def _edges(style: Any) -> float:
    """Return the padding, border and margin on both sides of an inline box, in px."""
    width = 0.0
    for side in ("left", "right"):
        width += style[f"border_{side}_width"]
        for name in (f"padding_{side}", f"margin_{side}"):
            width += getattr(style[name], "value", 0) or 0
    return width
