"""Where the glyphs of a PDF stand: each line of its text, as a reader of the file finds it.

Positions in pt. Text is taken out by pdfium, which is not the program that put it in.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

ENDING = "”’」』）》〉】〕，、；：。？！"
OPENING = "“‘「『（《〈【〔"
NEVER_FIRST = ENDING + "…—·"


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: its box is `left` to `right`, its ink `ink_left` to `ink_right`.

    `spaced` says that pdfium sees a space before it which the file does not have.
    """

    text: str
    left: float
    right: float
    ink_left: float
    ink_right: float
    baseline: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, counted from 0; `next_text` is the line below, if it is known."""

    page: int
    letters: tuple[Letter, ...]
    next_text: str = ""

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def size(self) -> float:
        return self.letters[0].size

    def gaps(self) -> Iterator[tuple[Letter, Letter, float]]:
        """Yield neighbours, and the space between their boxes in em."""
        for one, other in pairwise(self.letters):
            yield one, other, (other.left - one.right) / one.size


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of all pages; a line ends where the baseline changes."""
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text = page.get_textpage()
        letters: list[Letter] = []
        spaced = False
        for place in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, place) == 1:
                spaced = True
                continue
            letter = _letter(text, place, spaced)
            spaced = False
            if letters and abs(letters[-1].baseline - letter.baseline) > 0.5:
                yield Line(number, tuple(letters))
                letters = []
            letters.append(letter)
        if letters:
            yield Line(number, tuple(letters))


def _letter(text: pypdfium2.PdfTextPage, place: int, spaced: bool) -> Letter:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, place, loose)
    pdfium.FPDFText_GetCharBox(text, place, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, place, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, place, matrix)
    size = pdfium.FPDFText_GetFontSize(text, place) * abs(matrix.d)
    char = chr(pdfium.FPDFText_GetUnicode(text, place))
    return Letter(char, x.value, loose.right, left.value, right.value, y.value, size, spaced)
