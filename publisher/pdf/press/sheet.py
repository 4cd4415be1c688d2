"""A page of the trimmed size -> a sheet: boxes, room for the bleed, crop and registration marks.

MediaBox > BleedBox > TrimBox (ISO 15930-7, 6.4). The marks stand outside the bleed, in the
colour `All`, which is on every plate (ISO 32000-1, 8.6.6.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.pdf.type_area import MM
from publisher.settings import Press

_MARK = 5 * MM
"""pt that a crop mark is long; a registration mark is as wide."""
_CLEAR = 1 * MM
"""pt between the bleed and the marks."""
_HAIR = 0.25
"""pt that a mark is thick."""
_CIRCLE = 0.5523
"""How far a Bézier curve's handles reach for a quarter of a circle, in radii."""


def dress(
    pdf: pikepdf.Pdf, press: Press, *, bled: bool = False, folds: Sequence[float] = ()
) -> None:
    """Give every page of `pdf` its boxes and marks.

    Its MediaBox is the trim, or if it is `bled` the trim with the bleed. At `folds`, in mm from
    the left of the trim, the sheet gets marks for folding.
    """
    bleed = press.bleed * MM
    slug = bleed + (_CLEAR + _MARK if press.marks else 0.0)
    drawn_bleed = bleed if bled else 0.0
    every_plate = pdf.make_indirect(_every_plate())
    for page in pdf.pages:
        width, height = (float(value) - 2 * drawn_bleed for value in list(page.MediaBox)[2:])
        trim = slug, slug, slug + width, slug + height
        corner = _number(slug - drawn_bleed)
        drawn = b"q 1 0 0 1 %b %b cm\n" % (corner, corner)
        marks = "\n".join(_marks(trim, bleed, folds)) if press.marks else ""
        page.contents_add(pdf.make_stream(drawn), prepend=True)
        page.contents_add(pdf.make_stream(f"Q\n{marks}".encode()))
        page.contents_coalesce()
        page.MediaBox = Array([0, 0, *map(_rounded, (width + 2 * slug, height + 2 * slug))])
        page.BleedBox = _box(trim, bleed)
        page.TrimBox = _box(trim, 0)
        if press.marks:
            page.Resources.ColorSpace["/EveryPlate"] = every_plate


def _marks(trim: tuple[float, ...], bleed: float, folds: Sequence[float]) -> Iterator[str]:
    """Yield the operators of two crop marks at each corner, folds, and a target on each side."""
    left, bottom, right, top = trim
    near, far = bleed + _CLEAR, bleed + _CLEAR + _MARK
    yield f"q /EveryPlate CS 1 SCN {_HAIR} w"
    for x in (left, *(left + fold * MM for fold in folds), right):
        for edge, out in ((bottom, -1), (top, 1)):
            yield f"{x:.3f} {edge + out * near:.3f} m {x:.3f} {edge + out * far:.3f} l S"
    for y in (bottom, top):
        for edge, out in ((left, -1), (right, 1)):
            yield f"{edge + out * near:.3f} {y:.3f} m {edge + out * far:.3f} {y:.3f} l S"
    middle = bleed + _CLEAR + _MARK / 2
    # a cover has its folds in the middle, where a book page has its targets
    across, up = (left + right) / (4 if folds else 2), (bottom + top) / 2
    yield from _target(across, bottom - middle)
    yield from _target(across, top + middle)
    yield from _target(left - middle, up)
    yield from _target(right + middle, up)
    yield "Q"


def _target(x: float, y: float) -> Iterator[str]:
    """Yield a registration mark: a circle with a cross, round a point."""
    arm, radius = _MARK / 2, _MARK / 4
    yield f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l S"
    yield f"{x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l S"
    handle = radius * _CIRCLE
    yield f"{x + radius:.3f} {y:.3f} m"
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        points = (
            (dx * radius - dy * handle, dy * radius + dx * handle),
            (dx * handle - dy * radius, dy * handle + dx * radius),
            (-dy * radius, dx * radius),
        )
        yield " ".join(f"{x + a:.3f} {y + b:.3f}" for a, b in points) + " c"
    yield "S"


def _every_plate() -> Array:
    """Return the colour space whose one colour goes on all plates."""
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1,
        C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]),
    )  # fmt: skip
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, function])


def _box(trim: tuple[float, ...], wider: float) -> Array:
    left, bottom, right, top = trim
    return Array(list(map(_rounded, (left - wider, bottom - wider, right + wider, top + wider))))


def _rounded(value: float) -> float:
    return round(value, 3)


def _number(value: float) -> bytes:
    return f"{value:.3f}".encode()
