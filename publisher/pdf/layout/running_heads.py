"""What stands around the type area, running heads and folios, for a verso and for a recto.

WeasyPrint makes the margin boxes of every page anew. A part does not know yet on which side
its pages will stand, nor their numbers. So the margin boxes are made for both sides, with a
slot where a page number goes, and once for all pages that show the same.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, NamedTuple

from weasyprint.draw import draw_stacking_context
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.stacking import StackingContext

from publisher.pdf.galley import Counter, Side
from publisher.pdf.layout.boxes import Context, Html, PageBox, PageType, Stream, Style, StyleFor
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.remembered import font_facts  # fmt: skip
from publisher.pdf.numbering import numeral

_SIDES: tuple[Side, Side] = ("left", "right")

_COUNTED: tuple[Counter, ...] = ("page", "pages")
_FIRST = 0xE000
"""From this private character on, each stands for a counter in a style of numbering."""

_MOST = 2000
"""Page numbers up to here are looked at for the characters that they need."""

_GEOMETRY = (
    "size",
    *(f"{what}_{side}" for what in ("margin", "padding") for side in ("left", "right")),
    *(f"{what}_{side}" for what in ("margin", "padding") for side in ("top", "bottom")),
)
"""The properties of a page by which its type area is placed."""


class _Mark(int):
    """The value of a counter that is not known yet."""

    counter: Counter


class _Numbering:
    """Stands for WeasyPrint's counter styles while margin boxes are made: notes what is asked."""

    def __init__(self, styles: Any, asked: list[tuple[Counter, str]]) -> None:
        self._styles = styles
        self._asked = asked

    def render_value(self, value: Any, *arguments: Any, **named: Any) -> str:
        if not isinstance(value, _Mark):
            return str(self._styles.render_value(value, *arguments, **named))
        style = arguments[0] if arguments else named.get("counter_name")
        wanted = value.counter, style if isinstance(style, str) else "decimal"
        if wanted not in self._asked:
            self._asked.append(wanted)
        return chr(_FIRST + self._asked.index(wanted))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._styles, name)


class Furniture(NamedTuple):
    """The margin boxes of one kind of page, on a page of their own; and the counters in them."""

    page: PageBox
    asked: list[tuple[Counter, str]]

    def pieces(self, text: str) -> tuple[tuple[Counter, str], ...]:
        """Split the text of a box at its counters, each replaced by its style of numbering."""
        pieces: list[tuple[Counter, str]] = []
        for char in text:
            place = ord(char) - _FIRST
            if 0 <= place < len(self.asked):
                pieces.append(self.asked[place])
            elif pieces and pieces[-1][0] == "text":
                pieces[-1] = ("text", pieces[-1][1] + char)
            else:
                pieces.append(("text", char))
        return tuple(pieces)


def has_counter(text: str) -> bool:
    """Tell whether there is a counter in the text of a margin box."""
    return any(_FIRST <= ord(char) < _FIRST + 64 for char in text)


def make_margin_boxes(theirs: Function) -> Function:
    """Give a page its furniture, which is no part of the page."""

    def replacement(context: Context, page: PageBox, state: Any) -> tuple[()]:
        _lay_out(theirs, context, page, state)
        return ()

    return replacement


def set_page_type_computed_styles(theirs: Function) -> Function:
    """Compute the styles of a page and its margin boxes, for both sides of the sheet."""

    def replacement(page_type: PageType, html: Html, style_for: StyleFor) -> None:
        known = _page_styles(style_for)
        for side in _SIDES:
            known.compute(theirs, page_type._replace(side=side), html, style_for)

    return replacement


def draw_page(theirs: Function) -> Function:
    """Draw a page, and its furniture into streams of their own."""

    def replacement(page: PageBox, stream: Stream) -> None:
        theirs(page, stream)
        drawn: dict[Side, Stream] = {}
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
                    _draw(shown, other)
            drawn[side] = known[id(shown)]
        stream.furniture = drawn

    return replacement


def _lay_out(make: Function, context: Context, page: PageBox, state: Any) -> None:
    """Give `page` its furniture on either side; `make` is WeasyPrint's make_margin_boxes."""
    styles = _page_styles(context.style_for)
    styles.sided = styles.sided or _is_sided(context, page)
    furniture: dict[Side, Furniture] = {}
    for side in _SIDES:
        if styles.sided and side != page.page_type.side:
            continue
        kind = page.page_type._replace(side=side)
        shown = styles.shown.setdefault(styles.kind(kind), _Shown())
        furniture[side] = shown.on_this_page(context, page) or shown.add(
            context, page, _make(make, context, page, kind, state)
        )
    page.furniture = furniture


class _Shown:
    """The furniture of one kind of page: what it asked for, and what it was for each answer."""

    def __init__(self) -> None:
        self._asked: list[tuple[str, str]] = []
        self._known: dict[tuple[Any, ...], Furniture] = {}

    def on_this_page(self, context: Context, page: PageBox) -> Furniture | None:
        """Return what a page before showed, if this one shows the same."""
        return self._known.get(self._answers(context, page))

    def add(self, context: Context, page: PageBox, made: tuple[Furniture, list[Any]]) -> Furniture:
        """Keep the furniture of a page, unless it has boxes of the page's own text."""
        furniture, self._asked = made
        if not any(context.running_elements.values()):
            self._known[self._answers(context, page)] = furniture
        return furniture

    def _answers(self, context: Context, page: PageBox) -> tuple[Any, ...]:
        return tuple(context.get_string_set_for(page, *asked) for asked in self._asked)


def _make(
    make: Function, context: Context, page: PageBox, kind: PageType, state: Any
) -> tuple[Furniture, list[Any]]:
    """Lay out the margin boxes of a kind of page; return also which strings they asked for."""
    other = page.copy_with_children([])
    other.page_type, other.style = kind, context.style_for(kind)
    counted: list[tuple[Counter, str]] = []
    strings: list[tuple[str, str]] = []
    # the state is the page's; making its margin boxes counts on in it
    quote_depth, counters, *rest = copy.deepcopy(state)
    for counter in _COUNTED:
        mark = _Mark(1)
        mark.counter = counter
        counters[counter] = [mark]
    answer = context.get_string_set_for

    def note(page: Any, name: str, keyword: str = "first") -> Any:
        strings.append((name, keyword))
        return answer(page, name, keyword)

    # for as long as the boxes are made, what they ask for is noted
    styles = context.counter_style
    context.counter_style = _Numbering(styles, counted)
    context.get_string_set_for = note
    try:
        other.children = tuple(make(context, other, (quote_depth, counters, *rest)))
    finally:
        context.counter_style = styles
        # ours stood before the method of the class
        del context.get_string_set_for
    for box in other.children:
        layout_box_backgrounds(other, box, context.get_image_from_uri)
    return Furniture(other, counted), strings


def _draw(furniture: Furniture, stream: Stream) -> None:
    """Draw margin boxes: an artifact, no part of what is read (ISO 32000-1, 14.8.2.2)."""
    if not furniture.page.children:
        return
    stream.begin_marked_content("Artifact")
    stream.furniture_of = furniture
    for box in furniture.page.children:
        draw_stacking_context(stream, StackingContext.from_box(box, furniture.page))
    stream.end_marked_content()


@cache
def characters(style: str) -> str:
    """Return all characters that page numbers in a style of numbering may need."""
    return "".join(sorted({char for n in range(1, _MOST) for char in numeral(n, style)}))


class PageStyles:
    """The styles of the kinds of pages, each computed once for all documents with these sheets."""

    def __init__(self, style_for: StyleFor) -> None:
        """Look whether the sheets ask for single pages by number."""
        self.sided = False
        self.shown: dict[PageType, _Shown] = {}
        self._known: dict[PageType, list[tuple[str | None, Style]]] = {}
        self._numbered = any(
            selector.index is not None
            for sheet, _, _ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for _, _, selector in selectors
        )

    def kind(self, page_type: PageType) -> PageType:
        """Return what is the same for all page types that get the same style."""
        if self._numbered:
            return page_type
        return page_type._replace(index=min(page_type.index, 1), groups=())

    def compute(
        self, theirs: Function, page_type: PageType, html: Html, style_for: StyleFor
    ) -> None:
        """Compute the styles of a page and its margin boxes; `theirs` does it in full."""
        kind = self.kind(page_type)
        styles = style_for.get_computed_styles()
        if kind not in self._known:
            theirs(kind, html, style_for)
            # their keys are elements too, which compare slowly
            self._known[kind] = [
                (key[1], style)
                for key, style in styles.items()
                if type(key[0]) is type(kind) and key[0] == kind
            ]
        for pseudo_type, style in self._known[kind]:
            styles[page_type, pseudo_type] = style


def _page_styles(style_for: StyleFor) -> PageStyles:
    """Return the page styles of a document, shared by all with the same sheets and language."""
    known = font_facts(style_for.font_config).pages
    root = next(style for key, style in style_for.get_computed_styles().items() if not key[1])
    sheets = tuple(id(sheet) for sheet, _, _ in style_for._sheets)
    key = sheets, root["lang"], root["font_size"], root["direction"]
    if key not in known:
        known[key] = PageStyles(style_for)
    return known[key]


def _is_sided(context: Context, page: PageBox) -> bool:
    left, right = (context.style_for(page.page_type._replace(side=side)) for side in _SIDES)
    return any(left[name] != right[name] for name in _GEOMETRY)
