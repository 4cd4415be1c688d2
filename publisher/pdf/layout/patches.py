"""The one place that changes how WeasyPrint works; its version is pinned for this reason.

The grid: every line has its baseline where the face of the text has it, and blocks that ask for
it are whole lines high.

Composition: the lines of Chinese paragraphs are chosen by `typesetting`, set by
`lines` and drawn by `drawing`. All else of the layout stays
WeasyPrint's.

Galleys: a part of a book is drawn without its fonts (`faces`), its running heads
and folios for either side (`running_heads`), page numbers left open.

Subsetting: the HarfBuzz of the operating system (6.0 on Debian 12) fails on large subsets of
some faces, LXGW WenKai among them, and WeasyPrint then embeds all of their 20 MB. We cut faces
with the HarfBuzz that comes with uharfbuzz.

Time: the list of pages is made once a file, not once a tag; the styles of a page once a kind,
those of elements once for all parts (`styles`), and what follows from a style once
(`style_facts`).
"""

from __future__ import annotations

import hashlib
import linecache
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from types import CodeType
from typing import Any, cast

import pydyf
import weasyprint.layout as layout
from weasyprint import __version__, css, document, draw, pdf
from weasyprint.css import tokens
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, inline, leader, page, preferred
from weasyprint.pdf import fonts, stream
from weasyprint.text.line_break import line_size

from publisher.errors import OutputError
from publisher.pdf.layout import (
    design,
    drawing,
    fallback,
    lines,
    running_heads,
    shaping,
    style_facts,
    styles,
)
from publisher.pdf.layout.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Replacement:
    """A function of WeasyPrint, known by the hash of its source, and the maker of ours.

    `make` takes theirs and returns the function that stands in its place.
    """

    owner: Any
    name: str
    source: str
    make: Callable[[Callable[..., Any]], Callable[..., Any]]

    @property
    def function(self) -> Callable[..., Any]:
        """The function that stands there now; that of the getter if it is a property."""
        value = getattr(self.owner, self.name)
        return cast(Callable[..., Any], value.fget if isinstance(value, property) else value)

    def put(self, function: Callable[..., Any]) -> None:
        """Put `function` in its place."""
        is_property = isinstance(getattr(self.owner, self.name), property)
        setattr(self.owner, self.name, property(function) if is_property else function)


_NEVER_LAST = " ，、：；（《“‘·"
"""What no line that is cut ends with, before its …"""
_ROUNDING = 0.01
"""px by which a line that just fits may be too long."""


def install() -> None:
    """Put our functions in place of WeasyPrint's; the second time changes nothing.

    Raises:
        OutputError: a function is not the one we know, so this is another WeasyPrint.
    """
    for entry in REPLACEMENTS:
        theirs = entry.function
        if hasattr(theirs, "stands_for"):
            continue
        if fingerprint(theirs) != entry.source:
            raise OutputError(
                f"WeasyPrint {__version__}",
                f"its {entry.name} is not the one that our composition knows",
                "set up again with `make book`, which installs the WeasyPrint that fits",
            )
        ours = entry.make(theirs)
        ours.stands_for = theirs  # type: ignore[attr-defined]
        entry.put(ours)


def fingerprint(function: Callable[..., Any]) -> str:
    """Return the hash of a function's source, by which an upgrade is noticed.

    `inspect.getsource` reads it token by token, which takes longer than to load this module.
    """
    code = function.__code__
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 : _end(code)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _end(code: CodeType) -> int:
    """Return the last line of a function."""
    own = max(end or 0 for _, end, _, _ in code.co_positions())
    return max([own, *(_end(inner) for inner in code.co_consts if isinstance(inner, CodeType))])


def _get_next_linebox(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(
        context: Any, box: Any, top: float, bottom_space: float, skip_stack: Any, block: Any,
        absolute: Any, fixed: Any, first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        if first_letter_style or first_line_style:
            # left to WeasyPrint for good
            box.typesetting = None
        if setting := _setting(box):
            try:
                return _sound(
                    lines.next_line(setting, context, box, top, skip_stack, block), skip_stack
                )
            except Exception as error:
                fallback.leave(fallback.text_of(box), error)
                box.typesetting = None
                if skip_stack:
                    raise fallback.AgainError from error
        return theirs(
            context, box, top, bottom_space, skip_stack, block,
            absolute, fixed, first_letter_style, first_line_style,
        )  # fmt: skip

    return replacement


def _sound(found: Any, skip_stack: Any) -> Any:
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


def _setting(linebox: Any) -> Any:
    """Return the typesetting of a line box, made at the first of its lines."""
    if not hasattr(linebox, "typesetting"):
        linebox.typesetting = _typeset(linebox)
    return linebox.typesetting


def _typeset(linebox: Any) -> Any:
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


def _is_whole(setting: Any, linebox: Any) -> bool:
    return isfinite(setting.natural_width) and _text(setting.paragraph) == fallback.text_of(linebox)


def _text(paragraph: Any) -> str:
    return "".join([unit.text for unit in paragraph.units])


def _max_content_width(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(context: Any, box: Any, *more: Any, **named: Any) -> float:
        setting = _setting(box) if isinstance(box, boxes.LineBox) else None
        width: float = setting.natural_width if setting else theirs(context, box, *more, **named)
        return width

    return replacement


def _min_content_width(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(context: Any, box: Any, *more: Any, **named: Any) -> float:
        setting = _setting(box) if isinstance(box, boxes.LineBox) else None
        if setting is None or box.style["overflow_wrap"] == "anywhere":
            width: float = theirs(context, box, *more, **named)
        else:
            width = setting.narrowest_width
        return width

    return replacement


def _split_text_box(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(*arguments: Any, **named: Any) -> Any:
        made = theirs(*arguments, **named)
        if box := made[0]:
            # a fallback face on the line must not move it
            _, baseline = inline.strut(box.style)
            box.margin_top += baseline - box.baseline
            box.margin_bottom -= baseline - box.baseline
            box.baseline = baseline
        return made

    return replacement


def _block_container_layout(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(context: Any, box: Any, *more: Any, **named: Any) -> Any:
        made = theirs(context, box, *more, **named)
        new, resume_at = made[:2]
        if new is not None and resume_at is None and design.fills_lines(box.style):
            line, _ = inline.strut(design.root(box.style))
            new.height += -new.border_height() % line
        return made

    return replacement


def _draw_first_line(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        if target := _target(textbox):
            pieces = (("page", "decimal"),)
            _draw_slot(stream, textbox, pieces, target, matrix)
            return []
        shown = getattr(stream, "furniture_of", None)
        if shown and running_heads.has_counter(textbox.text):
            _draw_slot(stream, textbox, shown.pieces(textbox.text), None, matrix)
            return []
        if not isinstance(textbox.pango_layout, lines.ComposedText):
            if text_overflow == "ellipsis":
                _cut(textbox)
                text_overflow = "clip"
            is_hard = _is_hard_to_read(textbox, text_overflow, block_ellipsis)
            if is_hard and _draw_whole(stream, textbox, matrix):
                return []
            return theirs(stream, textbox, text_overflow, block_ellipsis, matrix)
        _draw_piece(stream, textbox.pango_layout.piece, *matrix.values[4:])
        return []

    return replacement


def _cut(textbox: Any) -> None:
    """Cut a line that is too long, with … at its end.

    Pango would do so with a glyph that stands for all that it hides, to whoever reads the file.
    """
    layout, text = textbox.pango_layout, textbox.text

    def width(count: int) -> float:
        layout.set_text(f"{text[:count].rstrip(_NEVER_LAST)}…" if count < len(text) else text)
        return float(line_size(layout.get_first_line()[0], textbox.style)[0])

    counts = range(1, len(text) + 1)
    width(max(1, bisect_right(counts, layout.max_width + _ROUNDING, key=width)))


def _draw_piece(stream: Any, piece: Any, x: float, y: float) -> None:
    try:
        drawing.draw(stream, piece, x, y)
    except Exception as error:
        fallback.leave_drawn(_text(piece.paragraph), error)


def _draw_whole(stream: Any, textbox: Any, matrix: Any) -> bool:
    """Draw a line of WeasyPrint's as ours are; tell whether that could be done."""
    x, y = matrix.values[4:]
    try:
        return drawing.draw_layout(stream, textbox.pango_layout, textbox.style, x, y)
    except Exception:
        return False


def _is_hard_to_read(textbox: Any, text_overflow: str, block_ellipsis: Any) -> bool:
    """Tell whether WeasyPrint would write the text of its box so that nobody finds it."""
    is_whole = text_overflow == "clip" and block_ellipsis == "none"
    return is_whole and shaping.MANY_GLYPHS.search(textbox.text) is not None


def _draw_text(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(
        stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any = "none"
    ) -> None:
        composed, style = textbox.pango_layout, textbox.style
        if (
            not isinstance(composed, lines.ComposedText)
            or style["text_decoration_line"] != "none"
            or style["visibility"] != "visible"
            or hasattr(stream, "furniture_of")
            or _target(textbox)
        ):
            theirs(stream, textbox, offset_x, text_overflow, block_ellipsis)
        elif textbox.text.strip():
            stream.set_color(style["color"])
            stream.begin_text()
            x, y = textbox.position_x, textbox.position_y + textbox.baseline
            _draw_piece(stream, composed.piece, x, y)
            stream.end_text()

    return replacement


def _handle_leader(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(context: Any, line: Any, containing_block: Any) -> None:
        theirs(context, line, containing_block)
        _, found = leader.leader_index(line)
        if found is None or not _target(found) or not found.children:
            return
        # their leader is a box for each dot, from the right; a slot draws them all
        last, first = found.children[0], found.children[-1]
        first.width = last.position_x + last.width - first.position_x
        found.children = (first,)

    return replacement


def _target(textbox: Any) -> str | None:
    """Return the anchor whose page number is to stand in a text box, if it is there for one."""
    # text of an SVG has none
    element = getattr(textbox, "element", None)
    return None if element is None else element.get("data-folio")


def _draw_slot(stream: Any, box: Any, pieces: Any, target: str | None, matrix: Any) -> None:
    styles = {style for kind, style in pieces if kind != "text"}
    characters = "".join(map(running_heads.characters, sorted(styles)))
    drawing.draw_slot(stream, box, pieces, target, characters, matrix)


def _make_margin_boxes(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(context: Any, page: Any, state: Any) -> Any:
        running_heads.lay_out(theirs, context, page, state)
        return ()

    return replacement


def _style_for(_theirs: Callable[..., Any]) -> Callable[..., Any]:
    return styles.compute


def _page_type_styles(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(page_type: Any, html: Any, style_for: Any) -> None:
        known = running_heads.page_styles(style_for)
        for side in running_heads.SIDES:
            known.compute(theirs, page_type._replace(side=side), html, style_for)

    return replacement


def _draw_page(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(page: Any, stream: Any) -> None:
        theirs(page, stream)
        stream.furniture = {}
        scale = stream.ctm.values[0]
        known = stream._fonts.furniture
        for side, shown in page.furniture.items():
            # most pages of a part show the same, but for the number in its slot
            if id(shown) not in known:
                known[id(shown)] = other = stream.clone(tags=None)
                # it goes on where the page's own stream ends, which is where that began
                other._ctm_stack = stream._ctm_stack[:1]
                with other.stacked():
                    other.transform(a=scale, d=scale)
                    running_heads.draw(shown, other)
            stream.furniture[side] = known[id(shown)]

    return replacement


def _add_font(_theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(stream: Any, pango_font: Any) -> Any:
        return stream._fonts.font(pango_font)

    return replacement


def _fonts_dictionary(_theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(pdf: Any, *_arguments: Any) -> Any:
        # all parts of a book share one, made when they are put together
        pdf.fonts = pydyf.Dictionary()
        return pdf.fonts

    return replacement


def _font_data(_theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(*_arguments: Any, **_named: Any) -> bytes:
        # 20 MB a face, copied; nobody asks for them before the faces are cut
        return b""

    return replacement


def _solve(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(pending: Any, tokens: Any, wanted_key: str, base_url: str | None) -> Any:
        # asked for by each element of each document, with a few answers for each declaration
        known = pending.__dict__.setdefault("known", {})
        key = wanted_key, base_url, *(token.serialize() for token in tokens)
        if key not in known:
            known[key] = theirs(pending, tokens, wanted_key, base_url)
        return known[key]

    return replacement


def _page_references(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(pdf: Any) -> Any:
        # asked for once a tag, and each time made anew for all pages
        count, references = getattr(pdf, "known_references", (0, ()))
        if count != len(pdf.pages["Kids"]):
            references = theirs(pdf)
            pdf.known_references = len(pdf.pages["Kids"]), references
        return references

    return replacement


REPLACEMENTS = (
    Replacement(inline, "get_next_linebox", "67af458c2545e74f", _get_next_linebox),
    Replacement(inline, "split_text_box", "8c564329599ef23f", _split_text_box),
    Replacement(block, "block_container_layout", "65842ca53a8391eb", _block_container_layout),
    Replacement(preferred, "inline_max_content_width", "6860df1a22c6d6a7", _max_content_width),
    Replacement(preferred, "inline_min_content_width", "15cde37816a624cf", _min_content_width),
    Replacement(text, "draw_first_line", "1bb8eae6d88e71b1", _draw_first_line),
    Replacement(inline, "handle_leader", "e4bf5941eb946d0b", _handle_leader),
    Replacement(layout, "make_margin_boxes", "4a2d2e301eb3bc47", _make_margin_boxes),
    Replacement(css.StyleFor, "__init__", "b1e725a7552502aa", _style_for),
    Replacement(page, "set_page_type_computed_styles", "4e68b396b35c4a06", _page_type_styles),
    Replacement(document, "draw_page", "d5bda6b6e6758688", _draw_page),
    Replacement(stream.Stream, "add_font", "e4226e1117477217", _add_font),
    Replacement(pdf, "build_fonts_dictionary", "fc551bef35d0d6c3", _fonts_dictionary),
    Replacement(fonts, "get_hb_object_data", "03040a623df04c2b", _font_data),
    Replacement(tokens.Pending, "solve", "7163bf515d3c22ef", _solve),
    Replacement(inline, "strut", "b57885b70dd08efe", style_facts.strut),
    Replacement(inline, "resolve_percentages", "71673078096fcf87", style_facts.resolve_percentages),
    Replacement(block, "resolve_percentages", "71673078096fcf87", style_facts.resolve_percentages),
    Replacement(boxes.Box, "is_in_normal_flow", "5f49d6ab23da7e51", style_facts.is_in_normal_flow),
    Replacement(boxes.ParentBox, "page_values", "9bcfda076d1961e6", style_facts.page_values),
    Replacement(
        background,
        "layout_box_backgrounds",
        "617a870678c82755",
        style_facts.layout_box_backgrounds,
    ),
    Replacement(draw, "draw_border", "8ba918f30893929f", style_facts.draw_border),
    Replacement(draw, "draw_text", "ebaf96239c6ca363", _draw_text),
    Replacement(pydyf.PDF, "page_references", "060bf90aad55931b", _page_references),
)
