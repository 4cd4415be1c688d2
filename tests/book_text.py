"""What a reader finds in the files of a book: its letters, and where its glyphs stand."""

from __future__ import annotations

import ctypes
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(char for char in text if unicodedata.category(char)[0] in "LN")


def epub_text(path: Path) -> str:
    """Return all text of an EPUB's pages."""
    with zipfile.ZipFile(path) as book:
        pages = [name for name in book.namelist() if name.endswith(".xhtml")]
        roots = [etree.fromstring(book.read(name)) for name in pages]
    return "\n".join("".join(root.itertext()) for root in roots)


def pdf_text(path: Path) -> str:
    """Return all text of a PDF, as pdfium takes it out."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def glyphs_off(path: Path, slack: float = 0.5) -> Iterator[tuple[int, str, float]]:
    """Yield page (from 1), character and position in pt of each glyph beyond its page's edges.

    The edges are those of the trim: a glyph within the bleed is off the page, too.
    """
    document = pypdfium2.PdfDocument(path)
    box = [ctypes.c_double() for _ in range(4)]
    for number, page in enumerate(document, 1):
        left, bottom, right, top = page.get_trimbox()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            pdfium.FPDFText_GetCharBox(text, place, *box)
            start, end, low, high = (value.value for value in box)
            if start == end or pdfium.FPDFText_IsGenerated(text, place) == 1:
                continue
            if start < left - slack or end > right + slack or low < bottom or high > top:
                char = chr(pdfium.FPDFText_GetUnicode(text, place))
                yield number, char, end
