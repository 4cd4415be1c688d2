"""The lines of a paragraph of ours, as line boxes of WeasyPrint.

WeasyPrint finds out how much of a paragraph stands on a line by trying box after box. Here that
is known beforehand, so a line's boxes are made once and each gets its place at once. Measures,
positions and what is left open are as in WeasyPrint's `layout.inline`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.layout import inline
from weasyprint.layout.float import avoid_collisions

from publisher.pdf.layout.boxes import (
    BlockBox,
    Box,
    Context,
    InlineBox,
    LineBox,
    SkipStack,
    Style,
    TextBox,
)  # fmt: skip
from publisher.pdf.layout.typesetting import Piece, Slot, Span, Stretch, Typesetting


class ComposedText:
    """Stands where WeasyPrint keeps a Pango layout: a piece of a line, ready to be drawn."""

    first_line_direction = 0

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.text = piece.text

    def reactivate(self, style: Style) -> None:
        """Nothing to do: no Pango layout was given up."""

    def deactivate(self) -> None:
        """Nothing to give up."""

    def __getattr__(self, name: str) -> Any:
        """Ask the shaped text's Pango layout for what only decorated text needs."""
        return getattr(self.piece.shaped.layout, name)


def next_line(
    setting: Typesetting, context: Context, linebox: LineBox, top: float, skip: SkipStack,
    block: BlockBox,
) -> tuple[LineBox | None, SkipStack]:  # fmt: skip
    """Return the line box that begins at `skip`, and where to go on; at the end twice None.

    A line of ours is bookmarked by the unit of the paragraph that it begins with.
    `top` in px is where the line is to be, lower if floats leave no room for it there.
    """
    start = next(iter(skip)) if skip else 0
    if start == setting.end:
        return None, None
    linebox.width = linebox.height = 0
    linebox.position_y = top
    if context.excluded_shapes:
        linebox.width = setting.least_width(start)
        linebox.height, _ = inline.strut(linebox.style)
    height = linebox.height
    x, y, room = place = _room(context, linebox, block)
    while True:
        linebox.position_x, linebox.position_y = x, y
        indented = x + linebox.text_indent
        stretch = setting.stretch(start, x + room - indented, block.width)
        line = _line(setting, stretch, linebox, indented, block)
        linebox.width, linebox.height = line.width, line.height
        _, _, room = _room(context, linebox, block)
        last = stretch.stop == setting.end
        shift = 0 if setting.justify and not last else _shift(context, line, room, last=last)
        _place(line, shift, y)
        # what is higher than thought may stand beside other floats
        if not context.excluded_shapes or line.height <= height:
            break
        height = line.height
        before, place = place, _room(context, line, block)
        if place[:2] == before[:2]:
            break
        x, y, room = place
    return line, None if last else {stretch.stop: None}


def _room(context: Context, box: Box, block: BlockBox) -> tuple[float, float, float]:
    """Return where a line box may begin, and how wide it may be, in px."""
    if context.excluded_shapes:
        place: tuple[float, float, float] = avoid_collisions(context, box, block, outer=False)
        return place
    x = block.content_box_x()
    return x, box.position_y, x + block.width - x


def _shift(context: Context, line: LineBox, room: float, *, last: bool) -> float:
    """Return how far a line is moved to the right for its alignment, in px."""
    align = line.style["text_align_all"]
    if last and line.style["text_align_last"] != "auto":
        align = line.style["text_align_last"]
    # our lines are as wide as they shall be
    return 0 if align == "justify" else float(inline.text_align(context, line, room, last))


def _line(
    setting: Typesetting, stretch: Stretch, linebox: LineBox, x: float, block: BlockBox
) -> LineBox:
    """Return the line box of a stretch, its text from `x` px on."""
    new = linebox.copy_with_children(_boxes(setting, setting.parts, stretch, x, block))
    _fit(new)
    return new


def _fit(box: LineBox | InlineBox) -> None:
    """Give a box the width of what is in it, and the height of its style."""
    box.width = 0
    if box.children:
        last = box.children[-1]
        box.width = last.position_x + last.margin_width() - box.content_box_x()
    inline._adjust_line_height(box)


def _boxes(
    setting: Typesetting, parts: Iterable[Slot | Span], stretch: Stretch, x: float, block: BlockBox
) -> list[Box]:
    """Return the boxes of those of `parts` that are on a line, side by side from `x` px on."""
    made: list[Box] = []
    box: Box
    for part in parts:
        if isinstance(part, Span):
            if not _is_on(part, stretch, setting.end):
                continue
            box = _inline_box(setting, part, stretch, x, block)
        elif part.first < stretch.line.stop and part.end > stretch.start:
            box = _text_box(part.box, setting.piece(part, stretch.line), block)
            box.position_x = x
        else:
            continue
        made.append(box)
        x += box.margin_width()
    return made


def _is_on(span: Span, stretch: Stretch, end: int) -> bool:
    """Tell whether an inline box is on a line; one without text at a break is on the next."""
    if span.first == span.end:
        return stretch.start <= span.first < stretch.stop or span.first == stretch.stop == end
    return span.first < stretch.stop and span.end > stretch.start


def _inline_box(
    setting: Typesetting, span: Span, stretch: Stretch, x: float, block: BlockBox
) -> InlineBox:
    box = span.box
    inline.resolve_percentages(box, block)
    if box.margin_left == "auto":
        box.margin_left = 0
    if box.margin_right == "auto":
        box.margin_right = 0
    start = span.first >= stretch.start
    end = span.end < stretch.stop or stretch.stop == setting.end
    inside = x
    if start or box.style["box_decoration_break"] == "clone":
        inside += box.padding_left + box.margin_left + box.border_left_width
    box.position_x = x
    new = box.copy_with_children(_boxes(setting, span.parts, stretch, inside, block))
    new.remove_decoration(start=not start, end=not end)
    _fit(new)
    return new


def _text_box(box: TextBox, piece: Piece, block: BlockBox) -> TextBox:
    """Return the box of a piece, with the measures that `split_text_box` gives its boxes."""
    if not hasattr(box, "margin_left"):
        inline.resolve_percentages(box, block)
    new = box.copy_with_text(piece.text)
    new.width = piece.width
    new.pango_layout = ComposedText(piece)
    new.height = piece.shaped.height
    line_height, new.baseline = inline.strut(box.style)
    new.margin_top = new.baseline - piece.shaped.baseline
    new.margin_bottom = line_height - new.height - new.margin_top
    return new


def _place(line: LineBox, shift: float, y: float) -> None:
    """Give a line and what is on it their height, and their place: its top at `y` px."""
    bottom, top = inline.line_box_verticality(line)
    line.baseline = -top
    line.position_y = top
    line.height = bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(shift, y - top)
    line.position_y = y
