"""All colours -> the plates of the press. What a design sets in CMYK stays so.

A book has one plate, black: grey and colour become a tint by their luminance (IEC 61966-2-1), so
that a red rule does not come out as dark as the text. A cover has four: its colours go through
the profile, each onto two plates at most, black and grey stay on the black plate.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache, partial
from typing import Any

import pikepdf
from PIL import Image, ImageCms

from publisher.errors import OutputError
from publisher.pdf.press.profile import Profile

_RGB = re.compile(rb"(?m)^([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)$")
_SPACE = re.compile(rb"(?m)^/(\S+) (?:cs|CS)$")
_WEIGHTS = 0.2126, 0.7152, 0.0722
_REMEDY = "give the theme plain or device-cmyk() colours for print"


class Inks(Enum):
    """How many plates there are."""

    BLACK = 1
    FOUR = 4


def convert(pdf: pikepdf.Pdf, profile: Profile, inks: Inks) -> None:
    """Put the colours of all pages, forms and pictures of `pdf` on the plates of the press."""
    mix = cache(partial(_mixed, profile)) if inks is Inks.FOUR else _tint
    for stream in _streams(pdf):
        if stream.get("/Subtype") == "/Image":
            _picture(stream, profile)
        elif "/ShadingType" in stream or stream.get("/PatternType") == 2:
            raise OutputError("the theme", "has a gradient", _REMEDY)
        elif _draws(stream):
            stream.write(separated(stream.read_bytes(), mix))
        if "/Group" in stream:
            stream.Group["/CS"] = pikepdf.Name.DeviceCMYK


def separated(content: bytes, mix: Callable[[float, float, float], str]) -> bytes:
    """Return a content stream with each RGB colour as what `mix` says: four inks, 0 to 1.

    Raises:
        OutputError: it uses a colour space that has no plate.
    """
    for match in _SPACE.finditer(content):
        # patterns are streams of their own, with colours of their own
        if match[1] not in (b"DeviceCMYK", b"Pattern"):
            raise OutputError("the theme", f"has a colour in {match[1].decode()}", _REMEDY)

    def replaced(match: re.Match[bytes]) -> bytes:
        operator = b"k" if match[4] == b"rg" else b"K"
        return b"%b %b" % (mix(*map(float, match.groups()[:3])).encode(), operator)

    return _RGB.sub(replaced, content)


def _tint(*channels: float) -> str:
    """Return a colour as a tint of black."""
    light = sum(weight * _linear(value) for weight, value in zip(_WEIGHTS, channels, strict=True))
    return f"0 0 0 {round(1 - _encoded(light), 3):g}"


def _mixed(profile: Profile, red: float, green: float, blue: float) -> str:
    """Return a colour in two inks at most, grey in black alone.

    Of those that the profile mixes it from the strongest two are taken: rules in more plates
    than that come out fringed.
    """
    if red == green == blue:
        return _tint(red, green, blue)
    spot = Image.new("RGB", (1, 1), (round(red * 255), round(green * 255), round(blue * 255)))
    inks = _in_inks(spot, profile).tobytes()
    weakest = sorted(range(4), key=inks.__getitem__)[:2]
    kept = (0 if index in weakest else ink for index, ink in enumerate(inks))
    return " ".join(f"{ink / 255:.3f}" for ink in kept)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    """Return how light grey of that luminance is; the press adds its own dot gain."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield all streams and dictionaries that may hold a colour."""
    for entry in pdf.objects:
        is_shading = isinstance(entry, pikepdf.Dictionary) and "/ShadingType" in entry
        if is_shading or isinstance(entry, pikepdf.Stream):
            yield entry


def _draws(stream: Any) -> bool:
    """Tell whether a stream is drawn: page contents have no type, forms and patterns do."""
    kinds = stream.get("/Type"), stream.get("/Subtype")
    return (kinds == (None, None) and "/Length1" not in stream) or "/BBox" in stream


def _picture(stream: Any, profile: Profile) -> None:
    space = stream.get("/ColorSpace")
    if stream.get("/ImageMask") or space in ("/DeviceGray", "/DeviceCMYK"):
        return
    picture = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
    inks = _in_inks(picture, profile)
    stream.ColorSpace = pikepdf.Name.DeviceCMYK
    stream.BitsPerComponent = 8
    for key in ("/DecodeParms", "/Decode", "/Intent"):
        if key in stream:
            del stream[key]
    stream.write(zlib.compress(inks.tobytes()), filter=pikepdf.Name.FlateDecode)


def _in_inks(picture: Image.Image, profile: Profile) -> Image.Image:
    """Separate an RGB picture through the profile of the press."""
    inks = ImageCms.applyTransform(picture, profile.separation)
    if inks is None:
        raise OutputError("the theme", "has a picture that cannot be separated", _REMEDY)
    return inks
