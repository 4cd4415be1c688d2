"""Where WeasyPrint draws a text box, ours: composed lines, slots for numbers, what is cut short."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from weasyprint.layout import leader
from weasyprint.text.line_break import line_size

from publisher.pdf.galley import Counter
from publisher.pdf.layout import drawing, fallback, lines, paragraphs, running_heads, shaping
from publisher.pdf.layout.boxes import Context, LineBox, Matrix, Stream, TextBox
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.typesetting import Piece

_NEVER_LAST = " ，、：；（《“‘·"
"""What no line that is cut ends with, before its …"""
_ROUNDING = 0.01
"""px by which a line that just fits may be too long."""
_NUMBER: tuple[tuple[Counter, str], ...] = (("page", "decimal"),)
"""What stands where a cross reference, the contents or the index name a page."""


def draw_first_line(theirs: Function) -> Function:
    """Draw the text of a box; return its emoji, which ours has none of."""

    def replacement(
        stream: Stream, textbox: TextBox, text_overflow: str, block_ellipsis: Any, matrix: Matrix
    ) -> Any:
        if target := _target(textbox):
            _draw_slot(stream, textbox, _NUMBER, target, matrix)
            return []
        shown = stream.furniture_of
        if shown and running_heads.has_counter(textbox.text):
            _draw_slot(stream, textbox, shown.pieces(textbox.text), None, matrix)
            return []
        if isinstance(textbox.pango_layout, lines.ComposedText):
            x, y = matrix.values[4:]
            _draw_piece(stream, textbox.pango_layout.piece, x, y)
            return []
        if text_overflow == "ellipsis":
            _cut(textbox)
            text_overflow = "clip"
        is_hard = _is_hard_to_read(textbox, text_overflow, block_ellipsis)
        if is_hard and _draw_whole(stream, textbox, matrix):
            return []
        return theirs(stream, textbox, text_overflow, block_ellipsis, matrix)

    return replacement


def handle_leader(theirs: Function) -> Function:
    """Fill a line with its leader; one before a page number is drawn with it, by its slot."""

    def replacement(context: Context, line: LineBox, containing_block: Any) -> None:
        theirs(context, line, containing_block)
        _, found = leader.leader_index(line)
        if found is None or not _target(found) or not found.children:
            return
        # their leader is a box for each dot, from the right
        last, first = found.children[0], found.children[-1]
        first.width = last.position_x + last.width - first.position_x
        found.children = (first,)

    return replacement


def _cut(textbox: TextBox) -> None:
    """Cut a line that is too long, with … at its end.

    Pango would do so with a glyph that stands for all that it hides, to whoever reads the file.
    """
    layout, text = textbox.pango_layout, textbox.text

    def width(count: int) -> float:
        layout.set_text(f"{text[:count].rstrip(_NEVER_LAST)}…" if count < len(text) else text)
        return float(line_size(layout.get_first_line()[0], textbox.style)[0])

    counts = range(1, len(text) + 1)
    width(max(1, bisect_right(counts, layout.max_width + _ROUNDING, key=width)))


def _draw_piece(stream: Stream, piece: Piece, x: float, y: float) -> None:
    try:
        drawing.draw(stream, piece, x, y)
    except Exception as error:
        fallback.leave_drawn(paragraphs.text(piece.paragraph), error)


def _draw_whole(stream: Stream, textbox: TextBox, matrix: Matrix) -> bool:
    """Draw a line of WeasyPrint's as ours are; tell whether that could be done."""
    x, y = matrix.values[4:]
    try:
        return drawing.draw_layout(stream, textbox.pango_layout, textbox.style, x, y)
    except Exception:
        return False


def _is_hard_to_read(textbox: TextBox, text_overflow: str, block_ellipsis: Any) -> bool:
    """Tell whether WeasyPrint would write the text of its box so that nobody finds it."""
    is_whole = text_overflow == "clip" and block_ellipsis == "none"
    return is_whole and shaping.MANY_GLYPHS.search(textbox.text) is not None


def _target(textbox: TextBox) -> str | None:
    """Return the anchor whose page number is to stand in a text box, if it is there for one."""
    # text of an SVG has none
    element = getattr(textbox, "element", None)
    return None if element is None else element.get("data-folio")


def _draw_slot(
    stream: Stream, box: TextBox, pieces: tuple[tuple[Counter, str], ...], target: str | None,
    matrix: Matrix,
) -> None:  # fmt: skip
    styles = {style for kind, style in pieces if kind != "text"}
    characters = "".join(map(running_heads.characters, sorted(styles)))
    drawing.draw_slot(stream, box, pieces, target, characters, matrix)
