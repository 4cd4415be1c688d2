"""The cover of a book: one design (templates/cover/) for the EPUB, the screen PDF and the press.

    placing  text as outlines, so that it looks the same where no Chinese font is installed
    front    the front
    barcode  the ISBN as bars
    sheet    back, spine and front for the press

It is set as a page of an old block-printed book: a frame of a thick and a thin line, columns
ruled in cinnabar, the title standing large in the columns at the right.
"""

from __future__ import annotations

import resvg_py

from publisher import html
from publisher.cover.front import front
from publisher.cover.placing import UNITS
from publisher.model import Metadata
from publisher.settings import Trim

_PIXELS = 1600


def draw(metadata: Metadata, count: int, trim: Trim, mark: str = "") -> str:
    """Return the front cover as SVG, its shape that of the trim.

    `count` is the number of topics. `mark` is the letter or number of a volume; without it
    the seal shows the count.
    """
    panel = front(metadata, count, UNITS * trim.height / trim.width, mark)
    return html.render("cover/front.svg", title=metadata.title, panel=panel)


def png(svg: str, width: int = _PIXELS) -> bytes:
    """Draw a cover as a picture, `width` pixels wide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
