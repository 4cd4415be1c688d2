"""What a style sheet says about composition, in custom properties that cascade as all others.

    --text-spacing-trim: trim-both | space-all | kaiming | trim-all
    --text-autospace: 0.25em | no-autospace | any other length in em
    --line-break: strict | normal
    --full-width-marks: "Noto Serif CJK SC"     the face for “ ” ‘ ’ … — where one has narrow ones
    --text-wrap: balance | wrap     lines of one length, for a title that is not justified
    --block-step: line | none       a block is whole lines of the text high; not inherited

CSS Text 4 has the first three and text-wrap, CSS Rhythmic Sizing block-step-size as properties of
their own, without the dashes; WeasyPrint drops those unread. A value that is none of these counts
as the first, or as the last of the last two, as CSS does it.
"""

from __future__ import annotations

from typing import Any

from publisher.composing.rules import TRADE, MarkTrim, Rules
from publisher.pdf.layout.boxes import Style
from publisher.pdf.layout.remembered import facts

_WIDEST_GAP = 0.5


def rules(style: Style) -> Rules:
    """Return the rules of composition that a box's style asks for, looked up once a style."""
    known = facts(style)
    if known.composition is None:
        known.composition = Rules(
            trim=_trim(_word(style, "__text_spacing_trim"), TRADE.trim),
            gap=_gap(style, TRADE.gap),
            strict=_word(style, "__line_break") != "normal",
        )
    return known.composition


def full_width_marks(style: Style) -> str | None:
    """Return the family that lends its quotation marks, or None."""
    tokens = _tokens(style, "__full_width_marks")
    return next((token.value for token in tokens if token.type == "string"), None)


def balances(style: Style) -> bool:
    """Tell whether lines are to be of one length."""
    return _word(style, "__text_wrap") == "balance"


def root(style: Style) -> Style:
    """Return the style of the root element, which is that of the text."""
    while style.parent_style is not None:
        style = style.parent_style
    return style


def fills_lines(style: Style) -> bool:
    """Tell whether a block is to be whole lines of the text high, looked up once a style."""
    known = facts(style)
    if known.fills_lines is None:
        known.fills_lines = _own_word(style, "__block_step") == "line"
    return known.fills_lines


def _trim(word: str, default: MarkTrim) -> MarkTrim:
    return MarkTrim(word) if word in set(MarkTrim) else default


def _gap(style: Style, default: float) -> float:
    for token in _tokens(style, "__text_autospace"):
        if token.type == "ident" and token.lower_value == "no-autospace":
            return 0.0
        if token.type == "dimension" and token.lower_unit == "em":
            return min(max(0.0, float(token.value)), _WIDEST_GAP)
    return default


def _word(style: Style, name: str) -> str:
    """Return the first keyword of a custom property, in lower case."""
    tokens = _tokens(style, name)
    return next((token.lower_value for token in tokens if token.type == "ident"), "")


def _own_word(style: Style, name: str) -> str:
    """Return the first keyword of a custom property that this very style declares."""
    return _word(style, name) if name in getattr(style, "cascaded", ()) else ""


def _tokens(style: Style, name: str) -> Any:
    """Return the value of a custom property, from the nearest ancestor that declares it.

    Asking `style` itself would compute and keep the value for every box on the way.
    """
    at: Style | None = style
    while at is not None:
        if name in getattr(at, "cascaded", ()):
            return at[name] or ()
        at = at.parent_style
    return ()
