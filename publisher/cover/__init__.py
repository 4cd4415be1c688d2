"""The cover of a book: one design (templates/cover/) for the EPUB, the screen PDF and the press.

    picture  the front as a PNG
    placing  text as outlines, so that it looks the same where no Chinese font is installed
    front    the front
    barcode  the ISBN as bars
    sheet    back, spine and front for the press
    spine    how wide the spine is

It is set as a page of an old block-printed book: a frame of a thick and a thin line, columns
ruled in cinnabar, the title standing large in the columns at the right.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from publisher import wording
from publisher.books import fingerprint, markup
from publisher.model import Colophon, Metadata, Series
from publisher.runtime import codec, memo
from publisher.runtime.memo import Memo
from publisher.settings import Trim

_PIXELS = 1600
_ORDERED = (Metadata, Colophon, Series, Trim, datetime, timedelta, timezone)
"""What an order is made of."""


def draw(metadata: Metadata, count: int, trim: Trim, mark: str = "") -> str:
    """Return the front cover as SVG, its shape that of the trim.

    `count` is the number of topics. `mark` is the letter or number of a volume; without it
    the seal shows the count.
    """
    shown = metadata.title, metadata.subtitle, metadata.author, metadata.publisher
    language = metadata.language
    key = memo.key(fingerprint.current(), "front", repr((shown, language, count, trim, mark)))

    def drawn() -> str:
        # only now: it loads what reads the faces
        from publisher.cover.front import front
        from publisher.cover.placing import UNITS

        panel = front(metadata, count, UNITS * trim.height / trim.width, mark)
        return markup.render("cover/front.svg", title=metadata.title, panel=panel)

    return Memo(str).once(key, drawn)


def order(metadata: Metadata, count: int, trim: Trim, mark: str = "") -> bytes:
    """Return what `picture_of` needs to draw the front, for another process."""
    return codec.dump((metadata, count, trim, mark), _ORDERED)


def picture_of(ordered: bytes) -> bytes:
    """Return the picture that was ordered: as `png` of what `draw` draws."""
    return png(draw(*codec.load(ordered, _ORDERED)))


def prepare(language: str) -> None:
    """Load what draws a cover in a language, which takes as long as drawing it."""
    from publisher.cover import front, picture  # noqa: F401

    front.faces(wording.of(language).faces)


def png(svg: str, width: int = _PIXELS) -> bytes:
    """Draw a cover as a picture, `width` pixels wide."""
    key = memo.key(fingerprint.current(), "picture", svg, str(width))

    def drawn() -> bytes:
        from publisher.cover import picture

        return picture.draw(svg, width)

    return Memo(bytes).once(key, drawn)
