"""The fonts of a page: which face, is it in the file, and which of its codes have no glyph."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Any

from publisher.pdf_marks import objects
from publisher.pdf_marks.objects import DamageError

_TAG = re.compile(r"^[A-Z]{6}\+")
"""What stands before the name of a face that was cut (ISO 32000-1, 9.6.4)."""
_PROGRAMS = "/FontFile", "/FontFile2", "/FontFile3"


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A font as a page uses it. `program` is the object number of its embedded file, or None.

    `pairs`: two bytes are one code, which is the number of a glyph in the file. `absent` are
    the codes for which the file shows the box that means that a glyph is missing.
    """

    name: str
    program: int | None = None
    is_type_3: bool = False
    pairs: bool = False
    absent: frozenset[int] = frozenset()

    def lacks(self, codes: bytes) -> bool:
        """Tell whether a text in this face shows a glyph that is missing."""
        if not self.absent:
            return False
        found = set(codes)
        if self.pairs:
            count = len(codes) // 2
            found = set(struct.unpack(f">{count}H", codes[: 2 * count]))
        return not found.isdisjoint(self.absent)


def read(font: Any) -> EmbeddedFace:
    """Return the face of a font dictionary (ISO 32000-1, 9.6 and 9.7).

    Raises:
        DamageError: it is none.
    """
    kind = objects.name(objects.entry(font, "/Subtype"))
    label = _TAG.sub("", objects.name(objects.entry(font, "/BaseFont")))
    match kind:
        case "Type3":
            word = objects.name(objects.entry(font, "/Name")) or "without a name"
            return EmbeddedFace(word, None, is_type_3=True, absent=_undefined(font))
        case "Type0":
            return _composite(font, label)
        case "Type1" | "MMType1" | "TrueType":
            return EmbeddedFace(label, _program(font), absent=_undefined(font))
    raise DamageError("a font is of no known kind")


def _composite(font: Any, label: str) -> EmbeddedFace:
    """Return a composite face; which codes it lacks is known where a code is a glyph's number."""
    (descendant, *_) = objects.items(objects.entry(font, "/DescendantFonts")) or [None]
    program = _program(descendant)
    if not objects.name(objects.entry(font, "/Encoding")).startswith("Identity-"):
        return EmbeddedFace(label, program)
    absent = {0}
    if glyphs := objects.dictionary(descendant, "/CIDToGIDMap"):
        content = objects.unpacked(glyphs)[:0x20000]
        absent = {at // 2 for at in range(0, len(content) - 1, 2) if not any(content[at : at + 2])}
    return EmbeddedFace(label, program, pairs=True, absent=frozenset(absent))


def _program(font: Any) -> int | None:
    descriptor = objects.dictionary(font, "/FontDescriptor")
    for key in _PROGRAMS:
        if program := objects.dictionary(descriptor, key):
            return int(program.objgen[0])
    return None


def _undefined(font: Any) -> frozenset[int]:
    """Return the codes of a simple font that its encoding calls .notdef."""
    absent: set[int] = set()
    code = 0
    for item in objects.items(objects.entry(objects.dictionary(font, "/Encoding"), "/Differences")):
        if isinstance(item, int):
            code = item
            continue
        if objects.name(item) == ".notdef":
            absent.add(code)
        code += 1
    return frozenset(absent)
