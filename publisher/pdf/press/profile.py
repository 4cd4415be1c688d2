"""The ICC profile of the press: which ink on which paper the colours are meant for."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import ImageCms

from publisher.errors import OutputError
from publisher.runtime import reading
from publisher.settings import MOST

_REMEDY = "ask the printer for the profile of press and paper (FOGRA39, Japan Color 2001 …)"
_PLACES = (
    Path("/usr/share/color/icc/ghostscript/default_cmyk.icc"),
    Path("/opt/homebrew/share/ghostscript/iccprofiles/default_cmyk.icc"),
    Path("/usr/local/share/ghostscript/iccprofiles/default_cmyk.icc"),
)
"""Where Ghostscript puts the CMYK profile that comes with it."""


@dataclass(frozen=True)
class Profile:
    """A CMYK output profile (ICC.1:2010, 7.2); `name` is what the output intent calls it."""

    name: str
    content: bytes

    @cached_property
    def is_press(self) -> bool:
        """Tell whether it is for an output device with four inks."""
        signature, space = self.content[36:40], self.content[12:20]
        return signature == b"acsp" and space == b"prtrCMYK"

    @cached_property
    def separation(self) -> ImageCms.ImageCmsTransform:
        """From sRGB to the inks of this press, perceptual.

        Raises:
            ImageCms.PyCMSError: the profile is broken.
        """
        press = ImageCms.ImageCmsProfile(io.BytesIO(self.content))
        return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), press, "RGB", "CMYK")


def load(chosen: Path | None) -> Profile:
    """Return the `chosen` profile, else Ghostscript's.

    Raises:
        OutputError: it is missing, broken, or not for a press with four inks.
    """
    path = chosen or next((place for place in _PLACES if place.is_file()), None)
    if path is None:
        raise OutputError(
            "the print edition",
            "no CMYK profile was found",
            'install ghostscript (`make book` does it), or name one: icc = "…" under [print]',
        )
    try:
        profile = Profile(path.stem, reading.read(path, MOST))
    except OSError as error:
        remedy = "correct icc under [print]"
        raise OutputError(str(path), f"cannot be read: {error.strerror}", remedy) from error
    if not profile.is_press:
        kind = profile.content[16:20].decode("ascii", "replace").strip() or "nothing"
        raise OutputError(
            str(path),
            f"is no profile of a press with four inks (its colours are {kind!r})",
            _REMEDY,
        )
    try:
        profile.separation  # noqa: B018 -- asks LittleCMS whether it can be used
    except ImageCms.PyCMSError as error:
        raise OutputError(str(path), f"is a broken profile: {error}", _REMEDY) from error
    return profile
