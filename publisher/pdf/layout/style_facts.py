"""What follows for a box from its style alone, found out once a style and not once a box.

WeasyPrint asks each box anew whether it is in the flow, and for lengths that may be
relative to something. A page has a hundred boxes and a dozen styles. A fact is kept with the
style; what WeasyPrint changes in a style (a marker's `position`) it changes before a box has it.

Each function takes one of WeasyPrint's and returns that which stands in its place.
"""

from __future__ import annotations

from typing import Any

from publisher.pdf.layout.boxes import Box, ParentBox, Value
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.remembered import facts

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"{prefix}{axis}" for prefix in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)


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
