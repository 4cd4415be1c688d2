"""A small document of a test's own, made into a file in the way in which books are made."""

from __future__ import annotations

import weasyprint

from publisher.pdf.assembling.book import Bound
from publisher.pdf.layout import engine, extraction


def finished(document: str) -> bytes:
    """Lay out `document`, HTML with styles, and return the PDF."""
    engine.install()
    galley = extraction.cast(weasyprint.HTML(string=document).render(), "right", None)
    book = Bound([("D", [0])], lambda _: galley, {})
    return book.write([file.make() for file in book.survey()], bytes, b"0" * 32)
