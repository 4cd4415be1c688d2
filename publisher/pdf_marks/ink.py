"""How much ink a picture puts on one spot of the paper, all plates together."""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageChops

from publisher.pdf_marks import objects
from publisher.pdf_marks.objects import DamageError, entry

_LARGEST = 256 << 20
"""Bytes of a picture, unpacked: A3 at 600 dpi."""
_SPOT = 4
"""Dots in a row that count as one spot: what a screen of 75 lines per inch does at 300 dpi."""


def heaviest(image: Any) -> float:
    """Return the ink of the darkest spot of a picture in four inks of 8 bits, in per cent.

    Of a picture that is packed as JPEG, or whose values are turned round, it is not known: 0.
    """
    size = objects.whole(entry(image, "/Width")), objects.whole(entry(image, "/Height"))
    is_plain = entry(image, "/BitsPerComponent") == 8 and entry(image, "/Decode") is None
    steps = objects.filters(image)
    if not is_plain or not set(steps) <= {"FlateDecode", "LZWDecode"} or not all(size):
        return 0.0
    content = objects.unpacked(image, _LARGEST)
    if len(content) < 4 * size[0] * size[1]:
        raise DamageError("a picture has too few dots for its size")
    cyan, magenta, yellow, black = Image.frombytes("CMYK", size, content).reduce(_SPOT).split()
    halves = ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2)
    return 400 * max(ImageChops.add(*halves, 2).tobytes()) / 255
