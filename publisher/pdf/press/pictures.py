"""Pictures that have too few dots on paper, told to whoever has just made the file."""

from __future__ import annotations

import io
from collections import defaultdict

import pikepdf

from publisher.pdf_marks import objects, page_numbers, sheets
from publisher.pdf_marks.interpreter import Press, marks
from publisher.pdf_marks.marks import RESOLUTION, Picture
from publisher.problems import Problem, problem

_SOURCE = "the print edition"


def low_resolution(content: bytes) -> tuple[Problem, ...]:
    """Return a problem for each resolution under 300 dpi in a finished press file of ours."""
    pages: defaultdict[int, set[int]] = defaultdict(set)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if not any(
            objects.name(objects.entry(held, "/Subtype")) == "Image" for held in pdf.objects
        ):
            return ()
        press = Press()
        for number, page in enumerate(pdf.pages, 1):
            sheet = sheets.read(page.obj)
            for mark in marks(page.obj, sheet.printed, sheet.unit, press, set()):
                if isinstance(mark, Picture) and mark.resolution < RESOLUTION:
                    pages[int(mark.resolution)].add(number)
    return tuple(
        problem("low-resolution", _SOURCE, pages=page_numbers.written(found), resolution=resolution)
        for resolution, found in sorted(pages.items())
    )
