"""A finished file -> one for the printing press: PDF/X-4, one colour, bleed, marks, blanks.

`plates` puts everything on the black plate, `sheet` gives each page its boxes and marks,
`profile` finds the profile of the press, `pdfx` says what the file is. `finish` does it all.
"""

from __future__ import annotations

import io

import pikepdf

from publisher.model import Metadata
from publisher.pdf.press import pdfx, plates, sheet
from publisher.pdf.press.profile import Profile
from publisher.settings import Press

__all__ = ["finish"]


def finish(content: bytes, metadata: Metadata, press: Press, profile: Profile) -> bytes:
    """Return the press file of a finished one; text stays text, all else of the screen goes.

    Raises:
        OutputError: there are colours that cannot be put on the plates of the press.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdfx.strip(pdf)
        plates.convert(pdf, profile)
        sheet.dress(pdf, press)
        pdfx.declare(pdf, metadata, profile)
        output = io.BytesIO()
        pdf.save(
            output,
            force_version="1.6",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return output.getvalue()
