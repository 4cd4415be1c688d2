"""Numbers in the styles of CSS that a theme may ask for, beside decimal and roman."""

from __future__ import annotations

from weasyprint.html import UA_COUNTER_STYLE


def written(number: int, style: str) -> str:
    """Write a number in a style of numbering (CSS Counter Styles 3, 6)."""
    return str(UA_COUNTER_STYLE.render_value(number, style))
