"""The cover of a book: one drawing (templates/cover.svg) for the EPUB and every PDF.

It is set as a page of an old block-printed book: a frame of a thick and a thin line, columns
ruled in cinnabar, the title standing large in the columns at the right. All text is drawn as
outlines, so that it looks the same where no Chinese font is installed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import resvg_py

from publisher import html
from publisher.fonts.outlines import Face, Outline
from publisher.model import Metadata
from publisher.settings import Trim

_UNITS = 1000.0
"""The drawing is 1000 units wide, whatever the trim."""

_FRAME = 86.0
_COLUMNS = 6
_FOOT = 96.0
_TITLE_SIZE = 168.0
_PIXELS = 1600


@dataclass(frozen=True, slots=True)
class Placed:
    """An outline at a place: `x`, `y` in units, `size` in units an em."""

    path: str
    x: float
    y: float
    size: float


def draw(metadata: Metadata, count: int, trim: Trim, mark: str = "") -> str:
    """Return the cover as SVG, its shape that of the trim.

    `count` is the number of topics. `mark` is the letter or number of a volume; without it
    the seal shows the count.
    """
    height = _UNITS * trim.height / trim.width
    column = (_UNITS - 2 * _FRAME) / _COLUMNS
    title = _title(metadata.title, height - 2 * _FRAME - _FOOT - 110, column)
    beside = _UNITS - _FRAME - title.columns * column
    small = Face("LXGW WenKai", "regular")
    texts = [
        _standing(small, text, beside - column * (place + 0.5), _FRAME + 60, 46, height - 520)
        for place, text in enumerate((metadata.subtitle, metadata.author))
        if text
    ]
    seal_y = height - _FRAME - _FOOT - column / 2 - 22
    seal = _lying(
        Face("Noto Serif CJK SC", "bold"),
        mark or str(count),
        _FRAME + column / 2,
        seal_y,
        column * 0.5,
        column * 0.56,
    )
    foot = height - _FRAME - _FOOT / 2
    imprint = _lying(small, metadata.publisher or "", 0, foot, 34, 380)
    tally = _lying(small, f"收录专题 {count} 篇", 0, foot, 34, 380)
    return html.render(
        "cover.svg",
        title=metadata.title,
        width=_UNITS,
        height=round(height, 2),
        frame=_FRAME,
        rules=[_FRAME + column * place for place in range(1, _COLUMNS - title.columns + 1)],
        texts=[*title.lines, *texts],
        seal=seal,
        seal_side=column * 0.8,
        seal_x=_FRAME + column / 2,
        seal_y=seal_y,
        band=height - _FRAME - _FOOT,
        foot=[
            replace(imprint, x=_FRAME + 30),
            replace(tally, x=_UNITS - _FRAME - 30 + 2 * tally.x),
        ],
    )


def png(svg: str) -> bytes:
    """Draw the cover as a picture, 1600 pixels wide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=_PIXELS, skip_system_fonts=True))


@dataclass(frozen=True, slots=True)
class _Title:
    lines: tuple[Placed, ...]
    columns: int


def _title(text: str, room: float, column: float) -> _Title:
    """Stand the title in one line or two (two columns each), as large as the room allows."""
    face = Face("Noto Serif CJK SC", "black")
    whole = face.vertical(text)
    halves = (
        [whole] if room / whole.length >= 100 else [face.vertical(part) for part in _halve(text)]
    )
    size = min(_TITLE_SIZE, *(room / half.length for half in halves))
    width = 2 if len(halves) == 1 else 1.5
    lines = tuple(
        Placed(half.path, _UNITS - _FRAME - column * width * (place + 0.5), _FRAME + 60, size)
        for place, half in enumerate(halves)
    )
    return _Title(lines, 2 if len(halves) == 1 else 3)


def _halve(text: str) -> tuple[str, str]:
    """Break a long title near its middle, after a mark or space if one is near."""
    middle = (len(text) + 1) // 2
    near = [
        place + 1
        for place in range(middle - 4, middle + 4)
        if 0 <= place < len(text) - 1 and text[place] in "，、：；？！》）” "
    ]
    cut = min(near, key=lambda place: abs(place - middle), default=middle)
    return text[:cut].strip(), text[cut:].strip()


def _standing(face: Face, text: str, x: float, y: float, size: float, room: float) -> Placed:
    outline = face.vertical(text)
    return Placed(outline.path, x, y, _fit(outline, size, room))


def _lying(face: Face, text: str, x: float, y: float, size: float, room: float) -> Placed:
    """Place a horizontal line of text centred on (x, y)."""
    outline = face.horizontal(text)
    fitted = _fit(outline, size, room)
    return Placed(outline.path, x - outline.length * fitted / 2, y + fitted * 0.37, fitted)


def _fit(outline: Outline, size: float, room: float) -> float:
    return min(size, room / outline.length) if outline.length else size
