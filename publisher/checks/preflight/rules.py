"""What a printer asks of each mark: colour, type, lines, pictures.

A rule is a function from a mark and its sheet to findings. What stands outside the trim (crop
and registration marks, the slug line) is cut off, and is asked for nothing but separated
colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.checks.findings import Finding
from publisher.checks.preflight.codes import finding
from publisher.pdf_marks import plane
from publisher.pdf_marks.colours import PROCESS
from publisher.pdf_marks.marks import (
    RESOLUTION,
    Area,
    Blend,
    Gradient,
    Mark,
    Picture,
    Stroke,
    TextMark,
)
from publisher.pdf_marks.sheets import Sheet

_RULE = 3.0
"""pt up to which a filled area counts as a rule."""
_SMALLEST_TEXT = 6.0
"""pt; smaller type loses its thin strokes."""
_SOLID_TEXT = 9.5
"""pt below which type wants to be solid: the dots of a screen are as large as its strokes."""
_SOLID = 95.0
"""Per cent from which an ink prints as solid."""
_MOST_PLATES = 2
"""Plates that a rule can be printed with and still look sharp."""
_HAIRLINE = 0.25
"""pt, about 0.09 mm: the thinnest line that holds on a plate."""
_MOST_INK = 300.0
"""Per cent in all; sheet-fed offset bears 300 to 330 (ISO 12647-2)."""
_SLACK = 0.005
"""pt or per cent that rounding may take."""
_LINE_ART_RESOLUTION = 600
_COARSE = 150
_FOLIO_ZONE = 0.13
"""The part of the height of a page, at its head and foot, where folios stand."""
_FOLIO_RUNS = 8
"""A folio and a running head have no more runs of text."""
_FOLIO_LINE = 6.0
"""pt by which runs of one line may stand apart, in faces of their own; two lines stand further."""


def look(mark: Mark, sheet: Sheet, *, is_cover: bool) -> Iterator[Finding]:
    """Yield what is wrong with one mark of a page. A cover may use all inks."""
    yield from _separated(mark)
    if not _touches(mark, sheet.printed):
        return
    match mark:
        case Picture():
            yield from _resolution(mark)
        case TextMark():
            yield from _type(mark, sheet)
        case Stroke() | Area():
            yield from _thin(mark, sheet)
    if _touches(mark, sheet.cut):
        yield from _ink(mark)
        yield from _few_plates(mark) if is_cover else _one_plate(mark)


def folio_alone(marks: Sequence[Mark], sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding if a page has a line of text at its head, its foot or both, and no more."""
    shown = [mark for mark in marks if _touches(mark, sheet.cut)]
    texts = [mark for mark in shown if isinstance(mark, TextMark)]
    others = [mark for mark in shown if not isinstance(mark, TextMark | Stroke)]
    if not texts or others or len(texts) > _FOLIO_RUNS:
        return
    _, bottom, _, top = sheet.cut
    zone = _FOLIO_ZONE * (top - bottom)
    lows = [mark.box[1] for mark in texts]
    foot = [low for low in lows if low <= bottom + zone]
    head = [low for low in lows if low >= top - zone]
    if len(foot) + len(head) == len(lows) and _is_a_line(foot) and _is_a_line(head):
        yield finding("folio-on-blank")


def _is_a_line(lows: Sequence[float]) -> bool:
    """Tell whether runs of text stand on no more than one line."""
    return not lows or max(lows) - min(lows) <= _FOLIO_LINE


FEW = 200
"""A page with more marks than that is not blank."""


def _separated(mark: Mark) -> Iterator[Finding]:
    """Colours that are meant for screens would be converted by whoever comes first."""
    if isinstance(mark, Blend):
        yield finding("screen-transparency", space=mark.space.label)
        return
    for colour in mark.colours:
        if colour.space.plates is None:
            yield finding("screen-colour", what=_called(mark), space=colour.space.label)


def _one_plate(mark: Mark) -> Iterator[Finding]:
    match mark:
        case TextMark():
            code = "coloured-text"
        case Stroke():
            code = "coloured-rule"
        case Area(width=width) if width <= _RULE:
            code = "coloured-rule"
        case _:
            return
    for colour in mark.colours:
        inks = [ink for ink in PROCESS[:3] if ink in colour.inks()]
        if inks:
            yield finding(code, inks=_listed(inks))


def _few_plates(mark: Mark) -> Iterator[Finding]:
    """A cover may have colours, but its rules are too thin for many plates."""
    if not isinstance(mark, Stroke | Area) or mark.width > _RULE:
        return
    for colour in mark.colours:
        inks = [ink for ink in PROCESS if ink in colour.inks()]
        if len(inks) > _MOST_PLATES:
            yield finding("many-inks", inks=_listed(inks))


def _listed(inks: Sequence[str]) -> str:
    return " and ".join(", ".join(inks).rsplit(", ", 1))


def _ink(mark: Mark) -> Iterator[Finding]:
    if isinstance(mark, Blend):
        return
    heaviest = mark.heaviest if isinstance(mark, Picture) else 0.0
    total = max((sum(colour.inks().values()) for colour in mark.colours), default=0.0)
    total = max(total, heaviest)
    if total > _MOST_INK + _SLACK:
        yield finding("heavy-ink", what=_called(mark), total=round(total))


def _type(mark: TextMark, sheet: Sheet) -> Iterator[Finding]:
    if mark.face.is_type_3:
        yield finding("type-3-font", face=mark.face.name)
    elif mark.face.program is None:
        yield finding("font-not-embedded", face=mark.face.name or "without a name")
    if mark.face.lacks(mark.codes):
        yield finding("missing-glyph", face=mark.face.name)
    if mark.size < _SMALLEST_TEXT - _SLACK and _touches(mark, sheet.cut):
        yield finding("small-text", size=f"{mark.size:.2g}")
    if mark.size < _SOLID_TEXT and _touches(mark, sheet.cut):
        yield from _screened(mark)


def _screened(mark: TextMark) -> Iterator[Finding]:
    """Black alone that is neither solid nor nothing."""
    for colour in mark.colours:
        inks = colour.inks()
        if list(inks) == [PROCESS[3]] and 0 < inks[PROCESS[3]] < _SOLID:
            yield finding("screened-text", size=f"{mark.size:.2g}")


def _thin(mark: Stroke | Area, sheet: Sheet) -> Iterator[Finding]:
    if mark.width < _HAIRLINE - _SLACK and _touches(mark, sheet.cut):
        yield finding("hairline", width=f"{mark.width:.2g}")


def _resolution(mark: Picture) -> Iterator[Finding]:
    dots = int(min(mark.resolution, 1e6))
    if dots < _COARSE:
        yield finding("coarse-picture", resolution=dots)
        return
    if mark.is_line_art and dots < _LINE_ART_RESOLUTION:
        yield finding(
            "low-resolution", resolution=dots, kind="line art", wanted=_LINE_ART_RESOLUTION
        )
    elif dots < RESOLUTION:
        yield finding("low-resolution", resolution=dots, kind="colour or grey", wanted=RESOLUTION)


def _touches(mark: Mark, place: plane.Box) -> bool:
    return plane.is_box(plane.both(mark.box, place))


def _called(mark: Mark) -> str:
    match mark:
        case TextMark():
            return "text"
        case Stroke():
            return "a line"
        case Area():
            return "an area"
        case Picture():
            return "a picture"
        case Gradient() | Blend():
            return "a gradient"
