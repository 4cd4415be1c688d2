"""The faces of a whole book -> font objects: each face is cut once and embedded once.

The same goes for the companion of a face (`publisher.fonts.companion`), whose glyphs are
numbered here, in the order in which the book needs them.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publisher.errors import OutputError
from publisher.fonts.alternates import Alternate
from publisher.pdf.assembling.recoding import Seconds
from publisher.pdf.assembling.writer import LEVEL, Writer
from publisher.pdf.galley import Companion, Face
from publisher.pdf.strings import companion_name, text_string
from publisher.runtime import memo

_HEAD = struct.Struct(">4sI")
"""What stands before a packed font file: its first four bytes, by which its form is known, and
its length."""

_OTHERS = ("png", "svg", "colr", "variations")


@dataclass(frozen=True, slots=True)
class _Used:
    """A face with what the book uses of it.

    `seconds` are the codes of glyphs for texts that are not the one in `texts`.
    """

    face: Face
    widths: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    alternates: dict[tuple[Alternate, str], int] = field(default_factory=dict)
    seconds: dict[tuple[int, str], int] = field(default_factory=dict)

    def second(self, number: int, text: str) -> None:
        """Have a second code for a glyph that stands for `text`, too; the odder text gets it."""
        known = self.texts[number]
        plain = self.texts[number] = min(known, text, key=_oddity)
        odd = known if plain == text else text
        if (number, odd) not in self.seconds:
            self.seconds[number, odd] = self.code(Alternate(number, 0, self.widths[number]), odd)

    def code(self, alternate: Alternate, text: str) -> int:
        """Return the code of an alternate."""
        return self.alternates.setdefault((alternate, text), len(self.alternates) + 1)


@dataclass(frozen=True, slots=True)
class FontFile:
    """Which file is to be made: of the face, or of its companion if there are `alternates`."""

    face: Face
    glyphs: tuple[int, ...] = ()
    alternates: tuple[Alternate, ...] = ()

    def key(self, environment: str) -> str:
        """Return its name in the cache."""
        face = self.face
        wanted = repr((face.path, face.number, face.font, self.glyphs, self.alternates))
        return memo.key(environment, wanted)

    def make(self) -> bytes:
        """Cut the face; return it compressed, after a `_HEAD`.

        Raises:
            OutputError: it cannot be read or cut.
        """
        # only now: a book whose faces are cut already needs neither
        from publisher.fonts import companion
        from publisher.fonts.subsetting import subset

        face, traits = self.face, self.face.traits
        try:
            if self.alternates:
                name = f"{companion_name(face.font)}-Alternates"
                made = companion.build(face.path, face.number, self.alternates, name, _axes(traits))
            elif "fvar" in (traits["tables"] or ()) or any(traits[name] for name in _OTHERS):
                made = _unusual(face, self.glyphs)
            else:
                # glyph 0 is what readers draw for a missing glyph; a face without it is not valid
                made = subset(face.path, face.number, {0, *self.glyphs})
        except OSError as error:
            raise OutputError(face.path, f"{error.strerror}", "install the font again") from error
        if made is None or traits["bitmap"]:
            family = traits["family"]
            raise OutputError(family, "this face cannot be embedded", "choose another font")
        return _HEAD.pack(made[:4], len(made)) + zlib.compress(made, LEVEL)


def _axes(traits: dict[str, Any]) -> dict[str, float]:
    """Return where on its axes a variable face is used."""
    return {"wght": traits["weight"], **(traits["variations"] or {})}


def _unusual(face: Face, glyphs: tuple[int, ...]) -> bytes | None:
    """Cut a face that is variable, or that has pictures for glyphs."""
    from publisher.fonts.subsetting import subset
    from publisher.pdf.layout import font_files

    return font_files.static(subset(face.path, face.number, {0, *glyphs}), face.traits, glyphs)


class Faces:
    """All faces of a book."""

    def __init__(self) -> None:
        """Begin with none."""
        self._used: dict[str, _Used] = {}

    def use(self, faces: Iterable[Face], companions: Iterable[Companion]) -> dict[bytes, bytes]:
        """Note what a part uses; return its codes for alternates, each with that of the book."""
        for face in faces:
            used = self._used.setdefault(face.font, _Used(face._replace(widths={}, texts={})))
            used.widths.update(face.widths)
            for number, text in face.texts.items():
                if used.texts.setdefault(number, text) != text:
                    used.second(number, text)
        codes = {}
        for index, entry in enumerate(companions):
            number = self._used[entry.font].code(entry.alternate, entry.text)
            token = bytes(0x80 + (index >> shift & 15) for shift in (12, 8, 4, 0))
            codes[token] = b"%04x" % number
        return codes

    def seconds(self, faces: Iterable[Face]) -> Seconds:
        """Return what a part has to change when all parts are known: see `recoding`."""
        return {
            face.font.encode(): codes
            for face in faces
            if (
                codes := {
                    b"%04x" % number: b"%04x" % code
                    for (number, text), code in self._used[face.font].seconds.items()
                    if face.texts.get(number) == text != self._used[face.font].texts[number]
                }
            )
        }

    def files(self) -> list[FontFile]:
        """List the font files that have to be made."""
        wanted = [
            FontFile(used.face, glyphs=tuple(sorted(used.texts)))
            for used in self._used.values()
            if used.texts
        ]
        wanted += [
            FontFile(used.face, alternates=tuple(entry for entry, _ in used.alternates))
            for used in self._used.values()
            if used.alternates
        ]
        return wanted

    def write(self, writer: Writer, number: int, contents: Iterable[bytes]) -> None:
        """Write all fonts, and the dictionary that names them under `number`.

        `contents` are those of `files()`, in that order.
        """
        fonts = []
        for wanted, content in zip(self.files(), contents, strict=True):
            used = self._used[wanted.face.font]
            name = wanted.face.font
            widths, texts, base = used.widths, used.texts, used.face.traits["name"]
            if wanted.alternates:
                name = companion_name(name)
                numbered = list(used.alternates.items())
                widths = {number: entry.advance for (entry, _), number in numbered}
                texts = {number: text for (_, text), number in numbered}
                base = f"/{name}+".encode() + base.split(b"+", 1)[1] + b"-Alternates"
            font = _Font(base, wanted.face, {0: 1000} | widths if 0 in texts else widths, texts)
            reference = font.write(writer, content)
            fonts.append(b"/%b %d 0 R" % (name.encode(), reference))
        writer.add(b"<<%b>>" % b"".join(fonts), number)


def _oddity(text: str) -> tuple[bool, int, bool]:
    """Order texts of one glyph: those of one letter first, and of these what others stand for."""
    return not text, len(text), unicodedata.normalize("NFKC", text) != text


@dataclass(frozen=True, slots=True)
class _Font:
    """A Type 0 font (ISO 32000-1, 9.7.6), its codes the glyph numbers of the file."""

    name: bytes
    face: Face
    widths: dict[int, int]
    texts: dict[int, str]

    def write(self, writer: Writer, content: bytes) -> int:
        """Write the font's objects and return the number of its dictionary."""
        form, length = _HEAD.unpack_from(content)
        is_opentype = form == b"OTTO"
        kind = b"/Subtype /OpenType" if is_opentype else b"/Length1 %d" % length
        file = writer.add_stream(kind + b"/Filter /FlateDecode", content[_HEAD.size :])
        descriptor = writer.add(self._descriptor(file, 3 if is_opentype else 2))
        descendant = writer.add(
            b"<</Type /Font/Subtype /CIDFontType%d/BaseFont %b/CIDSystemInfo <</Registry (Adobe)"
            b"/Ordering (Identity)/Supplement 0>>/CIDToGIDMap /Identity/W [%b]"
            b"/FontDescriptor %d 0 R>>"
            % (0 if is_opentype else 2, self.name, _widths(self.widths), descriptor)
        )
        unicode = writer.add_stream(b"", _to_unicode(self.texts))
        return writer.add(
            b"<</Type /Font/Subtype /Type0/BaseFont %b/Encoding /Identity-H"
            b"/DescendantFonts [%d 0 R]/ToUnicode %d 0 R>>" % (self.name, descendant, unicode)
        )

    def _descriptor(self, file: int, kind: int) -> bytes:
        traits = self.face.traits
        fixed = len(self.widths) > 1 and len(set(self.widths.values())) == 1
        box = 0, traits["descent"], max(self.widths.values(), default=0), traits["ascent"]
        numbers = {
            "Flags": traits["flags"] + fixed,
            "ItalicAngle": traits["italic_angle"],
            "Ascent": traits["ascent"],
            "Descent": traits["descent"],
            "CapHeight": traits["ascent"],
            "StemV": traits["stemv"],
            "StemH": traits["stemh"],
        }
        return (
            b"<</Type /FontDescriptor/FontName %b/FontFamily %b/FontBBox [%b]%b"
            b"/FontFile%d %d 0 R>>"
        ) % (
            self.name,
            text_string(traits["family"]),
            b" ".join(b"%d" % value for value in box),
            b"".join(b"/%b %d" % (key.encode(), value) for key, value in numbers.items()),
            kind,
            file,
        )  # fmt: skip


def _widths(widths: dict[int, int]) -> bytes:
    """Write widths by runs of glyph numbers (ISO 32000-1, 9.7.4.3)."""
    parts: list[bytes] = []
    for number in sorted(widths):
        parts.append(b" " if number - 1 in widths else b"%b%d [" % (b"]" if parts else b"", number))
        parts.append(b"%d" % widths[number])
    return b"".join(parts) + b"]" if parts else b""


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Write the map from codes to text (ISO 32000-1, 9.10.3), at most a hundred in a block."""
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        b"1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    entries = [
        b"<%04x> <%b>" % (number, text.encode("utf-16-be").hex().encode())
        for number, text in sorted(texts.items())
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [b"%d beginbfchar" % len(block), *block, b"endbfchar"]
    lines.append(b"endcmap CMapName currentdict /CMap defineresource pop end end")
    return b"\n".join(lines)
