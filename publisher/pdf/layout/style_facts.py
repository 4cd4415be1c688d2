"""What follows for a box from its style alone, found out once a style and not once a box.

WeasyPrint asks each box anew whether it floats, has a border, a background, or lengths that are
relative to something. A page has a hundred boxes and a dozen styles. A fact is kept with the
style; what WeasyPrint changes in a style (a marker's `position`) it changes before a box has it.

Each function takes one of WeasyPrint's and returns that which stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.draw.color import get_color

from publisher.pdf.layout import design

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"{prefix}{axis}" for prefix in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_SAME = 0.01
"""px by which two lines may differ and still be equally high."""
_NO_BACKGROUND = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS} | {"background": None}
"""What is set in a box that has no background."""


def is_in_normal_flow(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Tell whether a box is in the normal flow."""

    def replacement(box: Any) -> bool:
        style = box.style
        try:
            return bool(style.in_normal_flow)
        except AttributeError:
            known: bool = theirs(box)
            style.in_normal_flow = known
            return known

    return replacement


def page_values(_theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Return the `page` of a box's first and last descendants, not asking all children."""

    def replacement(box: Any) -> tuple[Any, Any]:
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


def _counts(box: Any) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


def resolve_percentages(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Give a box its used lengths; those of a style in which nothing is relative are the same."""

    def replacement(box: Any, containing_block: Any) -> None:
        style = box.style
        known = getattr(style, "resolved", None)
        if known is None:
            theirs(box, containing_block)
            known = style.resolved = _resolved(box)
        elif known:
            box.__dict__.update(known)
        else:
            theirs(box, containing_block)

    return replacement


def _resolved(box: Any) -> dict[str, Any]:
    """Return the used lengths of a box if they depend on nothing but its style, else nothing."""
    values = [box.style[name] for name in _LENGTHS]
    if not all(value == "auto" or getattr(value, "unit", None) == "px" for value in values):
        return {}
    if box.style["box_sizing"] != "content-box" or box.style["border_collapse"] == "collapse":
        return {}
    return {name: getattr(box, name) for name in (*_LENGTHS, *_BORDERS)}


def strut(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Return height and baseline of an empty line; theirs looks them up by fourteen properties."""

    def replacement(style: Any) -> tuple[float, float]:
        found: tuple[float, float] | None = getattr(style, "strut", None)
        if found is None:
            found = style.strut = _level(theirs, style)
        return found

    return replacement


def _level(theirs: Callable[..., Any], style: Any) -> tuple[float, float]:
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


def layout_box_backgrounds(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Lay out the backgrounds of a box and of all in it."""

    def replacement(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not _is_bare(box.style):
            theirs(page, box, get_image, layout_children, style)
            return
        # a placeholder of a positioned box speaks for it
        getattr(box, "_box", box).__dict__.update(_NO_BACKGROUND)
        if layout_children:
            for child in box.all_children():
                replacement(page, child, get_image)

    return replacement


def _is_bare(style: Any) -> bool:
    """Tell whether a style has nothing to paint: no background, shadow, picture, round corner."""
    known: bool | None = getattr(style, "bare", None)
    if known is None:
        known = style.bare = (
            all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and style["visibility"] != "hidden"
            and get_color(style, "background_color").alpha == 0
        )
    return known


def draw_border(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Draw the border of a box, and the rules between its columns."""

    def replacement(stream: Any, box: Any) -> None:
        style = box.style
        bordered = getattr(style, "bordered", None)
        if bordered is None:
            bordered = style.bordered = (
                style["border_image_source"][0] != "none"
                or style["border_collapse"] == "collapse"
                or style["column_width"] != "auto"
                or style["column_count"] != "auto"
                or any(style[name] for name in _BORDERS)
            )
        if bordered:
            theirs(stream, box)

    return replacement
