"""The front: the title stands large in the ruled columns at the right, a seal below at the left."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
from publisher.fonts.clusters import clusters
from publisher.fonts.outlines import Face
from publisher.model import Metadata

_FOOT = 96.0
_TITLE_SIZE = 168.0


@dataclass(frozen=True, slots=True)
class Front:
    """The front panel. `rules` are where columns end, `band` where the foot begins."""

    height: float
    rules: tuple[float, ...]
    band: float
    texts: tuple[Placed, ...]
    seal: Placed
    seal_y: float
    seal_x: float = FRAME + COLUMN / 2
    seal_side: float = COLUMN * 0.8
    width: float = UNITS
    frame: float = FRAME


def faces() -> tuple[Face, Face, Face]:
    """Let fontconfig look for the faces of the title, the seal and all else, at once."""
    return song("black"), song("bold"), kai()


def front(metadata: Metadata, count: int, height: float, mark: str = "") -> Front:
    """Design the front of a book of `count` topics, `height` units high.

    `mark` is the letter or number of a volume; without it the seal shows the count.
    """
    title_face, seal_face, small_face = faces()
    title = _title(title_face, metadata.title, height - 2 * FRAME - _FOOT - 110)
    beside = UNITS - FRAME - title.columns * COLUMN
    texts = [
        standing(small_face, text, beside - COLUMN * (place + 0.5), FRAME + 60, 46, height - 520)
        for place, text in enumerate((metadata.subtitle, metadata.author))
        if text
    ]
    seal_y = height - FRAME - _FOOT - COLUMN / 2 - 22
    seal = lying(
        seal_face, mark or str(count), FRAME + COLUMN / 2, seal_y, COLUMN * 0.5, COLUMN * 0.56
    )
    foot = height - FRAME - _FOOT / 2
    imprint = lying(small_face, metadata.publisher or "", 0, foot, 34, 380)
    tally = lying(small_face, f"收录专题 {count} 篇", 0, foot, 34, 380)
    return Front(
        height=round(height, 2),
        rules=tuple(FRAME + COLUMN * place for place in range(1, COLUMNS - title.columns + 1)),
        band=height - FRAME - _FOOT,
        texts=(
            *title.lines,
            *texts,
            replace(imprint, x=FRAME + 30),
            replace(tally, x=UNITS - FRAME - 30 + 2 * tally.x),
        ),
        seal=seal,
        seal_y=seal_y,
    )


@dataclass(frozen=True, slots=True)
class _Title:
    lines: tuple[Placed, ...]
    columns: int


def _title(face: Face, text: str, room: float) -> _Title:
    """Stand the title in one line or two (two columns each), as large as the room allows."""
    whole = face.vertical(text)
    halves = (
        [whole] if room / whole.length >= 100 else [face.vertical(part) for part in _halve(text)]
    )
    size = min(_TITLE_SIZE, *(room / half.length for half in halves))
    width = 2 if len(halves) == 1 else 1.5
    lines = tuple(
        Placed(half.path, UNITS - FRAME - COLUMN * width * (place + 0.5), FRAME + 60, size)
        for place, half in enumerate(halves)
    )
    return _Title(lines, 2 if len(halves) == 1 else 3)


def _halve(text: str) -> tuple[str, str]:
    """Break a long title near its middle, after a mark or space if one is near."""
    parts = list(clusters(text))
    middle = (len(parts) + 1) // 2
    near = [
        place + 1
        for place in range(middle - 4, middle + 4)
        if 0 <= place < len(parts) - 1 and parts[place] in "，、：；？！》）” "
    ]
    cut = min(near, key=lambda place: abs(place - middle), default=middle)
    return "".join(parts[:cut]).strip(), "".join(parts[cut:]).strip()
