"""The one place that changes how WeasyPrint works; its version is pinned for this reason.

Subsetting: the HarfBuzz of the operating system (6.0 on Debian 12) fails on large subsets of
some faces, LXGW WenKai among them, and WeasyPrint then embeds all of their 20 MB. We cut faces
with the HarfBuzz that comes with uharfbuzz.
"""

from __future__ import annotations

from typing import Any

import weasyprint
from weasyprint.pdf import fonts as weasyprint_fonts

from publisher.errors import OutputError
from publisher.fonts.subsetting import subset

VERSION = "70.0"
"""The WeasyPrint whose inner functions this module knows."""


def install() -> None:
    """Put our functions in place of WeasyPrint's.

    Raises:
        OutputError: this is another WeasyPrint than the one we know.
    """
    if weasyprint.__version__ != VERSION:
        raise OutputError(
            "WeasyPrint",
            f"version {weasyprint.__version__} is installed, {VERSION} is needed",
            "set up again with `make book`",
        )
    weasyprint_fonts.Font.subset = _subset


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Take the place of `weasyprint.pdf.fonts.Font.subset`; glyph 0 draws what is missing."""
    del hinting
    if not to_unicode:
        return
    cut = subset(font.file_content, font.index, {0, *to_unicode})
    if cut is None:
        raise OutputError(font.family, "HarfBuzz cannot cut this face", "choose another font")
    font.file_content = cut
