"""What a designer may choose about composition; the defaults are mainland trade-book practice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkTrim(StrEnum):
    """How wide marks are (clreq 3.1.6); the values are those of CSS Text 4 where it has one."""

    ALL_FULL = "space-all"
    """全角式: every mark takes an em, always."""
    BOTH = "trim-both"
    """Every mark takes an em but beside another mark and at the edges of a line."""
    KAIMING = "kaiming"
    """开明式: 。？！ take an em, all others half an em."""
    ALL_HALF = "trim-all"
    """半角式: every mark takes half an em."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one paragraph.

    `gap` is the Han–Latin gap in em of the smaller neighbour (clreq 3.2.2: a quarter).
    `strict` keeps —— and …… from the start of a line (clreq 6.1.1).
    """

    trim: MarkTrim = MarkTrim.BOTH
    gap: float = 0.25
    strict: bool = True


TRADE = Rules()
"""What holds where a style sheet says nothing: mainland trade-book practice."""
