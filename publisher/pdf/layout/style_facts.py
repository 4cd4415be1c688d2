"""What follows for a box from its style alone, found out once a style and not once a box.

WeasyPrint asks each box anew whether it floats, has a border, a background, or lengths that are
relative to something. A page has a hundred boxes and a dozen styles. A fact is kept with the
style; what WeasyPrint changes in a style (a marker's `position`) it changes before a box has it.

Each function takes one of WeasyPrint's and returns that which stands in its place.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color

from publisher.pdf.layout.boxes import Box, ParentBox, Stream, Style, Value
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.remembered import facts

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"{prefix}{axis}" for prefix in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_NO_BACKGROUND = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS} | {"background": None}
"""What is set in a box that has no background."""


def is_in_normal_flow(theirs: Function) -> Function:
    """Tell whether a box is in the normal flow."""

    def replacement(box: Box) -> bool:
        known = facts(box.style)
        if known.in_normal_flow is None:
            known.in_normal_flow = bool(theirs(box))
        return known.in_normal_flow

    return replacement


def page_values(_theirs: Function) -> Function:
    """Return the `page` of a box's first and last descendants, not asking all children."""

    def replacement(box: ParentBox) -> tuple[Value, Value]:
        own = box.style["page"]
        first = next(filter(_counts, box.children), None)
        if first is None:
            return own, own
        last = next(filter(_counts, reversed(box.children)))
        start, end = first.page_values()
        if last is not first:
            _, end = last.page_values()
        return start or own, end or own

    return replacement


def _counts(box: Box) -> bool:
    return box.is_in_normal_flow() or box.is_floated()


def resolve_percentages(theirs: Function) -> Function:
    """Give a box its used lengths; those of a style in which nothing is relative are the same."""

    def replacement(box: Box, containing_block: Any) -> None:
        known = facts(box.style)
        if known.lengths:
            box.__dict__.update(known.lengths)
            return
        theirs(box, containing_block)
        if known.lengths is None:
            known.lengths = _resolved(box)

    return replacement


def _resolved(box: Box) -> dict[str, Any]:
    """Return the used lengths of a box if they depend on nothing but its style, else nothing."""
    values = [box.style[name] for name in _LENGTHS]
    if not all(value == "auto" or getattr(value, "unit", None) == "px" for value in values):
        return {}
    if box.style["box_sizing"] != "content-box" or box.style["border_collapse"] == "collapse":
        return {}
    return {name: getattr(box, name) for name in (*_LENGTHS, *_BORDERS)}


def layout_box_backgrounds(theirs: Function) -> Function:
    """Lay out the backgrounds of a box and of all in it."""

    def replacement(
        page: Box, box: Box, get_image: Any, layout_children: bool = True,
        style: Style | None = None,
    ) -> None:  # fmt: skip
        if style is not None or box is page or not _is_bare(box.style):
            theirs(page, box, get_image, layout_children, style)
            return
        # a placeholder of a positioned box speaks for it
        getattr(box, "_box", box).__dict__.update(_NO_BACKGROUND)
        if layout_children:
            for child in box.all_children():
                replacement(page, child, get_image)

    return replacement


def _is_bare(style: Style) -> bool:
    """Tell whether a style has nothing to paint: no background, shadow, picture, round corner."""
    known = facts(style)
    if known.bare is None:
        known.bare = (
            all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and style["visibility"] != "hidden"
            and get_color(style, "background_color").alpha == 0
        )
    return known.bare


def draw_border(theirs: Function) -> Function:
    """Draw the border of a box, and the rules between its columns."""

    def replacement(stream: Stream, box: Box) -> None:
        style = box.style
        known = facts(style)
        if known.bordered is None:
            known.bordered = (
                style["border_image_source"][0] != "none"
                or style["border_collapse"] == "collapse"
                or style["column_width"] != "auto"
                or style["column_count"] != "auto"
                or any(style[name] for name in _BORDERS)
            )
        if known.bordered:
            theirs(stream, box)

    return replacement
