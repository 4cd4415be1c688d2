"""Text as outlines, so that a cover needs no font where it is shown. The importer of uharfbuzz."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

import uharfbuzz as hb

from publisher.errors import OutputError
from publisher.fonts import fontconfig
from publisher.fonts.clusters import SILENT, clusters, is_picture
from publisher.model import Missing

_MATCH = "--format", "%{file}\n%{index}"
_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*")


@dataclass(frozen=True, slots=True)
class Outline:
    """A drawn text. `path` is SVG path data in em, y down, from the start of the text.

    `length` is how far the text reaches along its line, in em.
    """

    path: str
    length: float


class OutlineFace:
    """One installed face, for drawing text as outlines."""

    def __init__(self, family: str, weight: str = "regular") -> None:
        """Have fontconfig look for `family`, `weight` one of its names; the face loads later.

        Raises:
            OutputError: fontconfig is not installed, or, when text is drawn, has no face at all.
        """
        self._family = family
        pattern = f"{family}:{weight}"
        self._pattern = pattern
        self._found = fontconfig.begin("fc-match", *_MATCH, pattern)

    @cached_property
    def _font(self) -> hb.Font:
        found = self._found()
        if not found.strip():
            raise OutputError(self._family, "no face is installed", fontconfig.INSTALL)
        return _load(found)

    @property
    def _upem(self) -> int:
        return int(self._font.face.upem)

    def horizontal(self, text: str) -> Outline:
        """Draw `text` from left to right, its baseline on y = 0."""
        return self._draw(text, "ltr", _SvgPen(self._upem))

    def vertical(self, text: str) -> Outline:
        """Draw `text` from top to bottom, centred on x = 0.

        Han characters stand upright with their vertical forms, and a number of one or two
        digits beside each other in the room of one (纵中横); any other run of Latin lies on
        its side, turned clockwise (clreq 2.3.2).
        """
        paths: list[str] = []
        reached = 0.0
        for upright, group in groupby(clusters(text), key=_stands_upright):
            run = "".join(group)
            if _NUMBER.fullmatch(run):
                outline = self._squared(run.strip(), reached)
            elif upright:
                outline = self._draw(run, "ttb", _SvgPen(self._upem, reached))
            else:
                outline = self._draw(run, "ltr", _SvgPen(self._upem, reached, turned=True))
            paths.append(outline.path)
            reached += outline.length
        return Outline("".join(paths), reached)

    def _squared(self, number: str, start: float) -> Outline:
        """Draw digits from left to right in the em that begins at `start`, narrowed to fit."""
        length = self.horizontal(number).length
        narrow = min(1.0, 1 / length)
        baseline = start + 0.5 + _SvgPen.MIDDLE
        pen = _SvgPen(self._upem, baseline, -length * narrow / 2, narrow)
        drawn = self._draw(number, "ltr", pen)
        return Outline(drawn.path, 1.0)

    def _draw(self, text: str, direction: str, pen: _SvgPen) -> Outline:
        reached = 0.0
        for font, run in self._runs(text):
            buffer = hb.Buffer()
            buffer.add_str(run)
            buffer.guess_segment_properties()
            buffer.direction = direction
            hb.shape(font, buffer, {})
            upem = pen.upem = self._upem if font is self._font else _em(font, buffer)
            along = reached * upem
            x, y = (0.0, -along) if direction == "ttb" else (along, 0.0)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                pen.move_origin(x + position.x_offset, y + position.y_offset)
                font.draw_glyph_with_pen(info.codepoint, pen)
                x += position.x_advance
                y += position.y_advance
            reached = abs(y if direction == "ttb" else x) / upem
        return Outline(pen.path, reached)

    def _runs(self, text: str) -> Iterator[tuple[hb.Font, str]]:
        """Yield a text in pieces, each with a font that has it; what none has as its code point."""
        fonts = ((cluster, self._font_for(cluster)) for cluster in clusters(text))
        shown = ((font, f"〔{Missing(of).code_point}〕" if not font else of) for of, font in fonts)
        for font, run in groupby(shown, key=lambda entry: entry[0] or self._font):
            yield font, "".join(piece for _, piece in run)

    def _font_for(self, cluster: str) -> hb.Font | None:
        """Return this face if it has a cluster, else one that has it, if there is any."""
        if not is_picture(cluster) and _has(self._font, cluster):
            return self._font
        first = next((char for char in cluster if not SILENT.match(char)), cluster)
        family = "emoji" if is_picture(cluster) else self._pattern
        other = _load(fontconfig.ask("fc-match", *_MATCH, f"{family}:charset={ord(first):x}"))
        return other if _has(other, cluster) else None


@cache
def _load(found: str) -> hb.Font:
    """Load the face that `fc-match` has found."""
    path, _, index = found.partition("\n")
    # fontconfig keeps the named instance of a variable font in the upper 16 bits
    return hb.Font(hb.Face(hb.Blob.from_file_path(path), int(index) & 0xFFFF))


def _has(font: hb.Font, cluster: str) -> bool:
    return all(
        font.get_nominal_glyph(ord(char)) for char in cluster if not SILENT.match(char)
    )  # fmt: skip


def _em(font: hb.Font, buffer: hb.Buffer) -> float:
    """Return the em of a face that lends a few characters: none is wider than an em of ours."""
    widest = max(font.get_glyph_h_advance(info.codepoint) for info in buffer.glyph_infos)
    return float(max(font.face.upem, widest))


def _stands_upright(cluster: str) -> bool:
    char = cluster[0]
    return ord(char) >= 0x2E80 or char in "—…“”‘’·" or is_picture(cluster)


class _SvgPen:
    """A fontTools-style pen that writes SVG path data in em, y down.

    `start` and `left` move the drawing down and to the right by so many em, `narrow` is its
    width to its own. A `turned` drawing lies on its side, its middle (a third of an em above
    the baseline) on x = 0.
    """

    MIDDLE = 0.35

    def __init__(
        self,
        upem: int,
        start: float = 0.0,
        left: float = 0.0,
        narrow: float = 1.0,
        *,
        turned: bool = False,
    ) -> None:
        self.upem: float = upem
        """The em of the font that draws now."""
        self._start = start
        self._left = left
        self._narrow = narrow
        self._turned = turned
        self._origin = (0.0, 0.0)
        self._parts: list[str] = []

    @property
    def path(self) -> str:
        return "".join(self._parts)

    def move_origin(self, x: float, y: float) -> None:
        self._origin = (x, y)

    def _point(self, point: tuple[float, float]) -> str:
        x = (point[0] + self._origin[0]) / self.upem
        y = (point[1] + self._origin[1]) / self.upem
        if self._turned:
            return f"{y - self.MIDDLE:.4f} {self._start + x:.4f}"
        return f"{self._left + x * self._narrow:.4f} {self._start - y:.4f}"

    def _segment(self, command: str, points: Iterable[tuple[float, float]]) -> None:
        self._parts.append(command + " ".join(map(self._point, points)))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 -- fontTools' pen protocol
        self._segment("M", (point,))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._segment("L", (point,))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._segment("C", points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._segment("Q", points)

    def closePath(self) -> None:  # noqa: N802
        self._parts.append("Z")
