"""Faces that need more than to be cut: variable ones, and those with pictures for glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from weasyprint.pdf.fonts import Font


def static(cut: bytes | None, traits: Mapping[str, Any], glyphs: Iterable[int]) -> bytes | None:
    """Make a static face of a variable one, and empty the glyphs of emoji; None if that fails.

    `cut` is the face cut down to `glyphs`, `traits` what WeasyPrint knows of it.
    """
    font = SimpleNamespace(**traits, file_content=cut, index=0, subset=lambda *_: None)
    Font.clean(font, dict.fromkeys(glyphs, ""), False)
    made: bytes | None = font.file_content
    return made
