"""A finished file -> one for the printing press: PDF/X-4, bleed, marks, colours on their plates.

`plates` puts everything on the black plate (or a cover on all four), `sheet` gives each page its
boxes and marks, `profile` finds the profile of the press, `pdfx` says what the file is;
`pictures` tells of those with too few dots.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from publisher.model import Metadata
from publisher.pdf.press import pdfx, plates, sheet
from publisher.pdf.press.plates import Inks
from publisher.pdf.press.profile import Profile
from publisher.settings import Press

__all__ = ["Inks", "finish"]


def finish(
    content: bytes, metadata: Metadata, press: Press, profile: Profile, inks: Inks = Inks.BLACK,
    *, bled: bool = False, folds: Sequence[float] = (),
) -> bytes:  # fmt: skip
    """Make a press file of a finished one; text stays text, all else of the screen goes.

    Args:
        content: The finished PDF.
        metadata: What it says of itself.
        press: Bleed and marks.
        profile: The profile of the press, whose plates its colours go on.
        inks: Which plates there are.
        bled: Whether the pages have their bleed already.
        folds: Where the sheet is folded, in mm from the left of the trim.

    Returns:
        A PDF/X-4.

    Raises:
        OutputError: There are colours that cannot be put on the plates of the press.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdfx.strip(pdf)
        plates.convert(pdf, profile, inks)
        sheet.dress(pdf, press, bled=bled, folds=folds)
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
