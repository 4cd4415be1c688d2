"""SVG -> PNG, for where a cover is shown as a picture. The importer of thorvg and Pillow."""

from __future__ import annotations

import io

from PIL import Image
from thorvg_python.base import Result
from thorvg_python.canvas.sw import SwCanvas
from thorvg_python.engine import Engine
from thorvg_python.paint.picture import Picture

_COLOURS = 64
"""A cover has three and what lies between them at the edges."""


def draw(svg: str, width: int) -> bytes:
    """Draw an SVG as a PNG that is `width` pixels wide and has the shape of the drawing.

    Raises:
        ValueError: it is no SVG.
    """
    engine = Engine()
    drawing, canvas = Picture(engine), SwCanvas(engine)
    _check(drawing.load_data(svg.encode(), "svg", None, True))
    _, own_width, own_height = drawing.get_size()
    size = width, round(width * own_height / own_width)
    drawing.set_size(*size)
    canvas.set_target(*size)
    for result in (canvas.add(drawing), canvas.update(), canvas.draw(True), canvas.sync()):
        _check(result)
    image = Image.frombytes("RGB", size, bytes(canvas.buffer_arr or b""), "raw", "RGBX")
    flat = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    flat.save(file, "PNG")
    return file.getvalue()


def _check(result: Result) -> None:
    if result != Result.SUCCESS:
        raise ValueError(f"thorvg cannot draw this: {result.name}")
