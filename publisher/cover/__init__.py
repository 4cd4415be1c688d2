"""The cover of a book: one design (templates/cover/) for the EPUB, the screen PDF and the press.

    placing  text as outlines, so that it looks the same where no Chinese font is installed
    front    the front
    barcode  the ISBN as bars
    sheet    back, spine and front for the press

It is set as a page of an old block-printed book: a frame of a thick and a thin line, columns
ruled in cinnabar, the title standing large in the columns at the right.
"""

from __future__ import annotations

from publisher import cache, fingerprint, html
from publisher.model import Metadata
from publisher.settings import Trim

_PIXELS = 1600


def draw(metadata: Metadata, count: int, trim: Trim, mark: str = "") -> str:
    """Return the front cover as SVG, its shape that of the trim.

    `count` is the number of topics. `mark` is the letter or number of a volume; without it
    the seal shows the count.
    """
    shown = metadata.title, metadata.subtitle, metadata.author, metadata.publisher
    key = cache.key(fingerprint.taken(), "front", repr((shown, count, trim, mark)))

    def drawn() -> bytes:
        # only now: it loads what reads the faces
        from publisher.cover.front import front
        from publisher.cover.placing import UNITS

        panel = front(metadata, count, UNITS * trim.height / trim.width, mark)
        return html.render("cover/front.svg", title=metadata.title, panel=panel).encode()

    return cache.once(key, drawn).decode()


def png(svg: str, width: int = _PIXELS) -> bytes:
    """Draw a cover as a picture, `width` pixels wide."""
    key = cache.key(fingerprint.taken(), "picture", svg, str(width))

    def drawn() -> bytes:
        import resvg_py

        return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))

    return cache.once(key, drawn)
