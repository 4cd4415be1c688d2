"""The front: the title stands large in the ruled columns at the right, a seal below at the left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publisher import wording
from publisher.composing.balancing import balanced
from publisher.composing.paragraph import Paragraph, Unit
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
from publisher.fonts.outlines import OutlineFace
from publisher.model import Metadata
from publisher.wording import Faces

_FOOT = 96.0
_TITLE_SIZE = 168.0
_LARGE = 100.0
"""Units an em of the largest title, and of one that needs no more lines."""
_MOST_LINES = 12
_SOLID = 0.84
"""What a line of the title may take of its width."""
_TRIES = (1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.6, 2.0)
"""How much longer than the average the lines of a title may be."""
_FIRST_HAN = 0x2E80
_LYING = 0.55
"""Em of a letter that lies on its side, on the average."""
_LEAST = 24.0
"""Units an em below which small type is cut instead."""
_SEAL_ROOM = 520.0
"""Units of the height that standing lines leave to the frame, the seal and the foot."""


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


def faces(families: Faces) -> tuple[OutlineFace, OutlineFace, OutlineFace]:
    """Let fontconfig look for the faces of the title, the seal and all else, at once."""
    return song(families, "black"), song(families, "bold"), kai(families)


def front(metadata: Metadata, count: int, height: float, mark: str = "") -> Front:
    """Design the front of a book of `count` topics, `height` units high.

    `mark` is the letter or number of a volume; without it the seal shows the count.
    """
    words = wording.of(metadata.language)
    title_face, seal_face, small_face = faces(words.faces)
    title = _title(title_face, metadata.title, height - 2 * FRAME - _FOOT - 110)
    beside = UNITS - FRAME - title.columns * COLUMN
    room = height - _SEAL_ROOM
    texts = [
        standing(small_face, text, beside - COLUMN * (index + 0.5), FRAME + 60, 46, room, _LEAST)
        for index, text in enumerate((metadata.subtitle, metadata.author))
        if text and room > 0
    ]
    seal_y = height - FRAME - _FOOT - COLUMN / 2 - 22
    seal = lying(
        seal_face, mark or str(count), FRAME + COLUMN / 2, seal_y, COLUMN * 0.5, COLUMN * 0.56
    )
    foot = height - FRAME - _FOOT / 2
    imprint = lying(small_face, metadata.publisher or "", 0, foot, 34, 380, _LEAST)
    tally = lying(small_face, words.cover.topics(count), 0, foot, 34, 380)
    return Front(
        height=round(height, 2),
        rules=tuple(FRAME + COLUMN * index for index in range(1, COLUMNS - title.columns + 1)),
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


def _title(face: OutlineFace, text: str, room: float) -> _Title:
    """Stand the title in as few lines as it can be large in, or in those in which it is largest.

    One line has two columns, two have three, and so have all that are more.
    """
    length = sum(map(_reach, clusters(text)))
    sizes = {count: _size(count, room, length / count) for count in range(1, _MOST_LINES + 1)}
    large = (count for count, size in sizes.items() if size >= _LARGE)
    count = next(large, max(sizes, key=sizes.__getitem__))
    lines = [face.vertical(part) for part in _parted(text, count)]
    columns = _columns(len(lines))
    size = min(_size(len(lines), room, line.length) for line in lines)
    width = columns / len(lines)
    placed = tuple(
        Placed(
            line.path,
            UNITS - FRAME - COLUMN * width * (index + 0.5),
            FRAME + 60,
            size,
            line.length * size,
        )
        for index, line in enumerate(lines)
    )
    return _Title(placed, columns)


def _columns(count: int) -> int:
    return 2 if count == 1 else 3


def _size(count: int, room: float, length: float) -> float:
    """Return how large a title can be in `count` lines of which one is `length` em long."""
    across = _SOLID * _columns(count) * COLUMN / count
    return min(_TITLE_SIZE, across, room / max(length, 1.0))


def _parted(text: str, count: int) -> list[str]:
    """Break a title into at most so many lines of one length, within a word if it has to be."""
    parts = list(clusters(text))
    paragraph = Paragraph([Unit(part, _reach(part), 1.0) for part in parts])
    even = paragraph.width(0, len(parts)) / count
    for longer in _TRIES:
        lines = balanced(paragraph, 0, even * longer, even * longer)
        if 0 < len(lines) <= count:
            return ["".join(parts[line.start : line.stop]).strip() for line in lines]
    step = -(-len(parts) // count)
    return ["".join(parts[start : start + step]).strip() for start in range(0, len(parts), step)]


def _reach(cluster: str) -> float:
    """Return about how many em a cluster takes of a standing line."""
    return 1.0 if ord(cluster[0]) >= _FIRST_HAN else _LYING
