"""The grid: every line has its baseline where the face of the text has it, blocks fill lines."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

from publisher.pdf.layout import design
from publisher.pdf.layout.boxes import BlockBox, Context, Style, TextBox
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.remembered import facts

_SAME = 0.01
"""px by which two lines may differ and still be equally high."""


def split_text_box(theirs: Function) -> Function:
    """Cut a text box at the end of a line; a fallback face on the line does not move it."""

    def replacement(*arguments: Any, **named: Any) -> Any:
        made = theirs(*arguments, **named)
        box: TextBox | None = made[0]
        if box:
            _, baseline = inline.strut(box.style)
            box.margin_top += baseline - box.baseline
            box.margin_bottom -= baseline - box.baseline
            box.baseline = baseline
        return made

    return replacement


def block_container_layout(theirs: Function) -> Function:
    """Lay out a block; one that asks for it becomes whole lines of the text high."""

    def replacement(context: Context, box: BlockBox, *more: Any, **named: Any) -> Any:
        made = theirs(context, box, *more, **named)
        new, resume_at = made[:2]
        if new is not None and resume_at is None and design.fills_lines(box.style):
            line, _ = inline.strut(design.root(box.style))
            new.height += -new.border_height() % line
        return made

    return replacement


def strut(theirs: Function) -> Function:
    """Return height and baseline of an empty line; theirs looks them up by fourteen properties."""

    def replacement(style: Style) -> tuple[float, float]:
        known = facts(style)
        if known.strut is None:
            known.strut = _level(theirs, style)
        return known.strut

    return replacement


def _level(theirs: Function, style: Style) -> tuple[float, float]:
    """Return height and baseline of a line, the baseline as in the face of the text.

    Theirs puts the middle of each face into the middle of the line, so that Kai stands a point
    higher than Song. A line as high as those of the text has the baseline that they have,
    whatever its size: both stand on one grid.
    """
    height, baseline = theirs(style)
    root = design.root(style)
    if style["line_height"] == "normal" or not (style["font_size"] and root["font_size"]):
        return height, baseline
    text_height, text_baseline = theirs(root)
    rise = (text_baseline - text_height / 2) / root["font_size"]
    size = root if abs(height - text_height) < _SAME else style
    return height, height / 2 + rise * size["font_size"]
