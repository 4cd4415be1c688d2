"""Where WeasyPrint asks for a line or a width of a paragraph, ours, if the paragraph is ours."""

from __future__ import annotations

from math import isfinite
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes

from publisher.composing.paragraph import Paragraph
from publisher.pdf.layout import fallback, lines
from publisher.pdf.layout.boxes import BlockBox, Box, Context, LineBox, SkipStack, Style
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.typesetting import Typesetting, typeset

_NextLine: TypeAlias = tuple[LineBox | None, SkipStack]
"""A line and where to go on after it; twice None if there is none."""


def get_next_linebox(theirs: Function) -> Function:
    """Return the next line of a paragraph."""

    def replacement(
        context: Context, box: LineBox, top: float, bottom_space: float, skip_stack: SkipStack,
        block: BlockBox, absolute: list[Any], fixed: list[Any], first_letter_style: Style | None,
        first_line_style: Style | None,
    ) -> _NextLine:  # fmt: skip
        if first_letter_style or first_line_style:
            _leave_for_good(box)
        if setting := _setting(box):
            try:
                return _sound(
                    lines.next_line(setting, context, box, top, skip_stack, block), skip_stack
                )
            except Exception as error:
                fallback.leave(fallback.text_of(box), error)
                _leave_for_good(box)
                if skip_stack:
                    raise fallback.AgainError from error
        found: _NextLine = theirs(
            context, box, top, bottom_space, skip_stack, block,
            absolute, fixed, first_letter_style, first_line_style,
        )  # fmt: skip
        return found

    return replacement


def inline_max_content_width(theirs: Function) -> Function:
    """Return the width that a paragraph needs to stand on one line."""

    def replacement(context: Context, box: Box, *more: Any, **named: Any) -> float:
        setting = _setting(box) if isinstance(box, boxes.LineBox) else None
        width: float = setting.natural_width if setting else theirs(context, box, *more, **named)
        return width

    return replacement


def inline_min_content_width(theirs: Function) -> Function:
    """Return the width that a paragraph needs on lines as short as can be."""

    def replacement(context: Context, box: Box, *more: Any, **named: Any) -> float:
        setting = _setting(box) if isinstance(box, boxes.LineBox) else None
        if setting is None or box.style["overflow_wrap"] == "anywhere":
            width: float = theirs(context, box, *more, **named)
        else:
            width = setting.narrowest_width
        return width

    return replacement


def _sound(found: _NextLine, skip_stack: SkipStack) -> _NextLine:
    """Return a line and where to go on, as they are.

    Raises:
        ValueError: that cannot be a line.
    """
    line, resume = found
    if line and not isfinite(line.width + line.height + line.position_x + line.position_y):
        raise ValueError("a line without measures")
    if resume and next(iter(resume)) <= (next(iter(skip_stack)) if skip_stack else 0):
        raise ValueError("a line without text")
    return found


def _leave_for_good(linebox: LineBox) -> None:
    """Leave all lines that are still to come to WeasyPrint."""
    linebox.typesetting, linebox.is_typeset = None, True


def _setting(linebox: LineBox) -> Typesetting | None:
    """Return the typesetting of a line box, made at the first of its lines."""
    if not linebox.is_typeset:
        linebox.typesetting, linebox.is_typeset = _typeset(linebox), True
    return linebox.typesetting


def _typeset(linebox: LineBox) -> Typesetting | None:
    """Return the typesetting of a line box, if there is one and it has all of the text."""
    if fallback.is_left(linebox):
        return None
    try:
        setting = typeset(linebox)
        if setting and not _is_whole(setting, linebox):
            raise ValueError("text without glyphs")
    except Exception as error:
        fallback.leave(fallback.text_of(linebox), error)
        return None
    return setting


def _is_whole(setting: Typesetting, linebox: LineBox) -> bool:
    return isfinite(setting.natural_width) and text(setting.paragraph) == fallback.text_of(linebox)


def text(paragraph: Paragraph) -> str:
    """Return all text of a paragraph."""
    return "".join([unit.text for unit in paragraph.units])
