"""What a reader finds in the files of a book: its letters, and where its glyphs stand."""

from __future__ import annotations

import ctypes
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

_HEAD = 0.09
"""The part of a page's height, from the top, in which running heads stand and no text does."""

_CONTENTS, _INDEX = "目录", "音序索引"
"""What stands before the chapters in the outline of a book, and what after them."""


def letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(in_order(text))


def in_order(text: str) -> str:
    """Return the letters and digits of a text, and nothing else."""
    return "".join(char for char in text if unicodedata.category(char)[0] in "LN")


def epub_chapter(path: Path, topic: str) -> str:
    """Return the text of the chapter of a topic, by its id."""
    with zipfile.ZipFile(path) as book:
        root = etree.fromstring(book.read(f"EPUB/chapters/{topic}.xhtml"))
    return "".join(root.itertext())


def chapters(path: Path) -> list[range]:
    """Return the pages of each chapter of a PDF, without front and back matter, by its outline.

    A file without an outline has none.
    """
    document = pypdfium2.PdfDocument(path)
    marks = [
        (entry.get_title(), entry.get_dest().get_index())
        for entry in document.get_toc()
        if entry.level == 0
    ]
    titles = [title for title, _ in marks]
    first = titles.index(_CONTENTS) + 1 if _CONTENTS in titles else 0
    last = len(titles) - 1 - titles[::-1].index(_INDEX) if _INDEX in titles else len(titles)
    starts = [page for _, page in marks[first:]] + [len(document)]
    return [range(start, end) for start, end in pairwise(starts)][: last - first]


def whole(path: Path) -> range:
    """Return all pages of a PDF."""
    return range(len(pypdfium2.PdfDocument(path)))


def pdfium_text(path: Path, pages: range) -> str:
    """Return the text of pages without their running heads, as pdfium takes it out."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(
        document[page].get_textpage().get_text_bounded(top=_below_head(document[page]))
        for page in pages
    )


def poppler_text(path: Path, pages: range) -> str:
    """Return the text of pages, as Poppler takes it out."""
    asked = ("-f", pages.start + 1, "-l", pages.stop, path, "-")
    done = subprocess.run(  # noqa: S603 -- our own arguments, in a list
        ["pdftotext", *map(str, asked)],  # noqa: S607 -- wherever the system has it
        capture_output=True,
        check=True,
    )
    return done.stdout.decode(errors="replace")


def _below_head(page: pypdfium2.PdfPage) -> float:
    _, bottom, _, top = page.get_trimbox()
    return float(top - _HEAD * (top - bottom))


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
