"""The cover for the press: back, spine and front side by side, with bleed all round.

The back lists topics as an old table of contents does, standing in the ruled columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from publisher import wording
from publisher.books import markup
from publisher.cover import barcode
from publisher.cover.barcode import Barcode
from publisher.cover.front import front
from publisher.cover.placing import (
    COLUMN,
    COLUMNS,
    FRAME,
    UNITS,
    Placed,
    kai,
    lying,
    song,
    standing,
)
from publisher.model import Book, Metadata
from publisher.settings import Trim

THIN = 6.0
"""mm below which a spine bears no text: a fold that is off by one would show it on the cover."""

_CLEAR = 5.0
"""mm round the barcode."""
_ENTRY = 40.0
_LEAST_ENTRY = 24.0
"""Units an em of a title on the back, and below which it is cut."""
_LEAST_ON_SPINE = 20.0
"""Units an em below which text on the spine is cut."""


@dataclass(frozen=True, slots=True)
class _Back:
    height: float
    rules: tuple[float, ...]
    band: float
    texts: tuple[Placed, ...]
    barcode: Barcode | None
    width: float = UNITS
    frame: float = FRAME


@dataclass(frozen=True, slots=True)
class _Spine:
    width: float
    texts: tuple[Placed, ...]


def draw(book: Book, trim: Trim, spine: float, bleed: float, mark: str = "") -> str:
    """Draw the cover sheet: back, spine and front.

    Args:
        book: What is printed on it comes from its metadata and chapters.
        trim: The size of the front, and of the back.
        spine: How thick the book is, in mm.
        bleed: How far the drawing goes beyond the trim, in mm.
        mark: The letter or number of a volume.

    Returns:
        The sheet as SVG, bleed included.
    """
    scale = UNITS / trim.width
    height = trim.height * scale
    back = _back(book, height, scale)
    return markup.render(
        "cover/sheet.svg",
        title=book.metadata.title,
        width=2 * UNITS + (spine + 2 * bleed) * scale,
        height=height + 2 * bleed * scale,
        bleed=bleed * scale,
        back=back,
        spine=_spine(book.metadata, spine, height, scale),
        front=front(book.metadata, len(book.chapters), height, mark),
    )


def _back(book: Book, height: float, scale: float) -> _Back:
    words, data = wording.of(book.metadata.language), book.metadata.colophon
    foot = (barcode.HEIGHT + 2 * _CLEAR) * scale if data.isbn else 96.0
    band = height - FRAME - foot
    right = UNITS - FRAME - _CLEAR * scale
    bottom = band + foot - _CLEAR * scale
    bars = barcode.barcode(data.isbn, right, bottom, scale) if data.isbn else None
    lines = [
        words.cover.price(data.price) if data.price else None,
        None if data.isbn else words.colophon.internal,
    ]
    small = kai(words.faces)
    notes = [
        replace(lying(small, line, 0, band + 48 + 52 * index, 34, 420), x=FRAME + 30)
        for index, line in enumerate(filter(None, lines))
    ]
    rules = tuple(FRAME + COLUMN * index for index in range(1, COLUMNS))
    return _Back(round(height, 2), rules, band, (*_topics(book, band), *notes), bars)


def _topics(book: Book, band: float) -> list[Placed]:
    """Stand the first topics in the columns, from the right, two lines to a column."""
    most = 2 * COLUMNS
    words = wording.of(book.metadata.language)
    titles = [chapter.title for chapter in book.chapters]
    if len(titles) > most:
        titles = [*titles[: most - 1], words.cover.others(len(titles))]
    room = band - FRAME - 80
    return [
        standing(
            kai(words.faces),
            title,
            UNITS - FRAME - COLUMN * (index / 2 + 0.27),
            FRAME + 40,
            _ENTRY,
            room,
            _LEAST_ENTRY,
        )
        for index, title in enumerate(titles)
    ]


def _spine(metadata: Metadata, width: float, height: float, scale: float) -> _Spine:
    """Stand title, author and publisher on the spine, unless it is too thin for text."""
    room = width * scale
    if width < THIN:
        return _Spine(room, ())
    middle, size = room / 2, min(room * 0.6, 84.0)
    small = size * 0.62
    head = min(FRAME, height * 0.08)
    inner = height - 2 * head
    least, least_small = min(size, _LEAST_ON_SPINE), min(small, _LEAST_ON_SPINE)
    faces = wording.of(metadata.language).faces
    black, small_face = song(faces, "black"), kai(faces)
    texts = [standing(black, metadata.title, middle, head, size, inner * 0.56, least)]
    if metadata.author and metadata.author != metadata.publisher:
        begin, long = head + inner * 0.62, inner * 0.17
        texts.append(standing(small_face, metadata.author, middle, begin, small, long, least_small))
    if metadata.publisher:
        foot = standing(small_face, metadata.publisher, middle, 0, small, inner * 0.18, least_small)
        texts.append(replace(foot, y=height - head - foot.length))
    return _Spine(room, tuple(texts))
