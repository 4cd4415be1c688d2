"""What is found out once for a style, or for all styles with the same fonts, and hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.composing.rules import Rules
    from publisher.pdf.layout.boxes import FontConfiguration, Style, TextLayout
    from publisher.pdf.layout.running_heads import PageStyles
    from publisher.pdf.layout.styles import Shared


@dataclass(slots=True)
class StyleFacts:
    """What follows from a style alone, each found out when it is first asked for."""

    composition: Rules | None = None
    fills_lines: bool | None = None
    strut: tuple[float, float] | None = None
    in_normal_flow: bool | None = None
    lengths: Mapping[str, float] | None = None
    """The used lengths of its boxes; none where they depend on something else."""
    font: FontMemory | None = None


@dataclass(slots=True)
class FontFacts:
    """What is known of all styles that were computed with the same fonts."""

    fonts: dict[tuple[str, ...], FontMemory] = field(default_factory=dict)
    styles: dict[tuple[Any, ...], Shared] = field(default_factory=dict)
    pages: dict[tuple[Any, ...], PageStyles] = field(default_factory=dict)


@dataclass(slots=True)
class FontMemory:
    """What is known of all text in one font: its layout, its line, what was cast in it."""

    layout: TextLayout | None = None
    line: tuple[float, float] | None = None
    """Height and baseline of a line in it, in px."""
    units: dict[str, Any] = field(default_factory=dict)
    drawn: dict[Any, Any] = field(default_factory=dict)


def facts(style: Style) -> StyleFacts:
    """Return what we know of a style."""
    found = style.facts
    if found is None:
        found = style.facts = StyleFacts()
    return found


def font_facts(config: FontConfiguration) -> FontFacts:
    """Return what we know of all styles with these fonts."""
    found = config.facts
    if found is None:
        found = config.facts = FontFacts()
    return found
