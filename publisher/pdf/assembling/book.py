"""Galleys -> one PDF: pages numbered, links joined, tags in one tree, each face embedded once.

The book is gone through twice. First what all must know before a page can be written: how many
pages each part has, where the anchors are, which glyphs are used. Then the parts are written,
one after the other; how many of them are in memory whole, `galleys` sees to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from publisher.pdf.assembling.embedding import Faces, FontFile
from publisher.pdf.assembling.recoding import Seconds, recode
from publisher.pdf.assembling.writer import Writer
from publisher.pdf.galley import Beginning, Bookmark, Drawn, Finding, Galley, Leaf, Link, Side, Slot
from publisher.pdf.numbering import Numbering, Run, labels, numeral
from publisher.pdf.strings import text_string

Finish: TypeAlias = Callable[[bytes], bytes]
"""An edition's last hand on the XMP of its file."""

_BETWEEN = b"\1"
"""What stands in no template: their texts are in hex."""
_CODE = re.compile(rb"[\x80-\x8f]{4}")
_SLOT = re.compile(rb"\x90(\d+)\x90")


_BEFORE_NUMBER = 200
"""1/1000 em that stay free between a leader and a number."""


class Folio(NamedTuple):
    """A page's place in the file and its number, and how many pages are numbered with it."""

    place: int
    number: int
    of: int

    @property
    def side(self) -> Side:
        """A recto has an odd number (CY/T 50)."""
        return "right" if self.number % 2 else "left"


@dataclass(frozen=True, slots=True)
class Gathering:
    """How pages become sheets: with `recto`, each part begins on one, after a blank if need be.

    The book is filled up with blanks to a multiple of `signature` pages.
    """

    recto: bool = False
    signature: int = 1


@dataclass(frozen=True)
class Bound:
    """The parts of a book in order, in runs of pages numbered through.

    `galley` gives the galley of a part; it is asked for each twice. `titles` are what anchors
    stand for, to be read out where a link leads there.
    """

    runs: Sequence[tuple[Numbering, Sequence[int]]]
    galley: Callable[[int], Galley]
    links: Mapping[str, str]
    gathering: Gathering = Gathering()
    _faces: Faces = field(default_factory=Faces)
    _codes: dict[int, dict[bytes, bytes]] = field(default_factory=dict)
    _folios: dict[int, list[Folio]] = field(default_factory=dict)
    _anchors: dict[str, Folio] = field(default_factory=dict)
    _sides: dict[int, Side] = field(default_factory=dict)
    _begun: dict[int, list[Beginning | None]] = field(default_factory=dict)
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    """What went wrong with parts, each with its part: known after `survey`."""

    def survey(self) -> list[FontFile]:
        """Go through the book for the first time; return the font files that it needs."""
        names: list[tuple[int, list[list[str]]]] = []
        place = 0
        for _, parts in self.runs:
            counts = []
            for part in parts:
                galley = self.galley(part)
                self._codes[part] = self._faces.use(galley.faces, galley.companions)
                counts.append(len(galley.leaves))
                self.findings.extend((part, finding) for finding in galley.findings)
                self._begun[part] = [leaf.beginning for leaf in galley.leaves]
                if galley.sided:
                    self._sides[part] = galley.side
                names.append(
                    (part, [[anchor.name for anchor in leaf.anchors] for leaf in galley.leaves])
                )
            taken = [self._with_blank(count) for count in counts]
            number, total = 0, sum(taken)
            for part, count, room in zip(parts, counts, taken, strict=True):
                self._folios[part] = [
                    Folio(place + inner, number + inner + 1, total) for inner in range(count)
                ]
                place, number = place + room, number + room
        for part, leaves in names:
            for folio, anchors in zip(self._folios[part], leaves, strict=True):
                for anchor in anchors:
                    self._anchors.setdefault(anchor, folio)
        return self._faces.files()

    def _with_blank(self, count: int) -> int:
        """Return how many pages a part of `count` takes."""
        return count + count % 2 if self.gathering.recto else count

    def pages(self) -> int:
        """Return how many pages the file has, blanks included."""
        last = max(folios[-1].place for folios in self._folios.values() if folios) + 1
        sheets = -(-self._with_blank(last) // self.gathering.signature)
        return max(last, sheets * self.gathering.signature)

    def on_wrong_sides(self) -> list[int]:
        """Return the parts that were set for another side than they begin on."""
        return [part for part, side in self._sides.items() if side != self.first_side(part)]

    def first_side(self, part: int) -> Side:
        """Return the side on which a part begins."""
        return self._folios[part][0].side

    def write(self, fonts: Iterable[bytes], finish: Finish, identifier: bytes) -> bytes:
        """Go through the book for the second time and return the file.

        `fonts` are the font files that `survey` asked for, needed when all pages are written;
        `identifier` is that of the PDF (16 bytes, in hex).
        """
        return _File(self, finish).write(fonts, identifier)

    def parts(self) -> Iterator[tuple[int, list[Folio]]]:
        """Yield the parts in order, each with its folios."""
        for _, parts in self.runs:
            for part in parts:
                yield part, self._folios[part]

    def beginnings(self) -> Iterator[tuple[int, int, Beginning]]:
        """Yield each page that begins in a block of text: its part, its number, the place."""
        for part, folios in self.parts():
            for folio, begun in zip(folios, self._begun[part], strict=True):
                if begun:
                    yield part, folio.number, begun

    def labels(self) -> bytes:
        """Return the page labels."""
        runs = [
            Run(numbering, tuple(self._with_blank(len(self._folios[part])) for part in parts))
            for numbering, parts in self.runs
        ]
        return labels(runs)

    def number_in(self, slot: Slot, folio: Folio) -> str:
        """Return what is to stand in a slot on the page `folio`."""
        own = self._anchors.get(slot.target, folio) if slot.target else folio
        values = {"page": own.number, "pages": own.of}
        return "".join(
            text if kind == "text" else numeral(values[kind], text) for kind, text in slot.pieces
        )

    def codes(self, part: int) -> dict[bytes, bytes]:
        """Return the codes of alternates in a part, each with that of the book."""
        return self._codes[part]

    def seconds(self, galley: Galley) -> Seconds:
        """Return the codes of glyphs that a part has to change, as the book has them."""
        return self._faces.seconds(galley.faces)

    def leads(self, target: str) -> bool:
        """Tell whether the book has an anchor of this name."""
        return target in self._anchors

    def write_fonts(self, writer: Writer, number: int, fonts: Iterable[bytes]) -> None:
        """Write the fonts under the number of their dictionary."""
        self._faces.write(writer, number, fonts)


class _File:
    """The file while it is written: what has got which number."""

    def __init__(self, book: Bound, finish: Finish) -> None:
        self._book = book
        self._finish = finish
        self._writer = Writer()
        self._fonts, self._tree, self._root, self._document, self._marks = (
            self._writer.reserve() for _ in range(5)
        )
        self._pages: list[int] = []
        self._tags: list[int] = []
        self._marked: list[bytes] = []
        self._linked: list[int] = []
        self._names: dict[bytes, bytes] = {}
        self._outline: list[tuple[Bookmark, _Holes]] = []
        self._format = b""
        self._catalog: dict[str, bytes] = {}
        self._info: dict[str, bytes] = {}

    def write(self, fonts: Iterable[bytes], identifier: bytes) -> bytes:
        parts = list(self._book.parts())
        self._first_link = self._book.pages()
        for part, folios in parts:
            self._fill_up_to(folios[0].place)
            self._part(self._book.galley(part), folios, self._book.codes(part))
        self._fill_up_to(self._book.pages())
        self._book.write_fonts(self._writer, self._fonts, fonts)
        self._structure()
        kids = _references(self._pages)
        tree = b"<</Type /Pages/Count %d/Kids [%b]>>" % (len(self._pages), kids)
        self._writer.add(tree, self._tree)
        entries = self._catalog | {
            "Type": b"/Catalog",
            "Pages": b"%d 0 R" % self._tree,
            "StructTreeRoot": b"%d 0 R" % self._root,
            "PageLabels": self._book.labels(),
        }
        if self._names:
            names = b" ".join(b"%b %b" % entry for entry in sorted(self._names.items()))
            entries["Names"] = b"<</Dests <</Names [%b]>>>>" % names
        if self._outline:
            entries["Outlines"] = b"%d 0 R" % self._write_outline()
        catalog = self._writer.add(_dictionary(entries))
        return self._writer.finish(catalog, self._writer.add(_dictionary(self._info)), identifier)

    def _part(self, galley: Galley, folios: list[Folio], codes: dict[bytes, bytes]) -> None:
        holes = self._holes(galley)
        if not self._catalog:
            self._catalog = {key: holes.fill(value) for key, value in galley.catalog.items()}
            self._info = galley.info
        seconds = self._book.seconds(galley)
        bodies = holes.fill_all(entry.body for entry in galley.objects.values())
        for (local, entry), body in zip(galley.objects.items(), bodies, strict=True):
            data = entry.data
            if data is not None and b"/Form" in body:
                data = recode(_CODE.sub(lambda match: codes[match[0]], data), seconds)
            self._object(holes.number(local), body, data)
        for leaf, folio in zip(galley.leaves, folios, strict=True):
            self._leaf(leaf, folio, galley, holes, codes, seconds)
        self._tags += map(holes.number, galley.tags)
        self._outline += ((bookmark, holes) for bookmark in galley.outline)

    def _fill_up_to(self, place: int) -> None:
        """Add blank pages, of the format of the page before, until `place` is next."""
        while len(self._pages) < place:
            blank = b"<</Type /Page/Parent %d 0 R/Contents %d 0 R%b>>"
            content = self._writer.add_stream(b"", b"")
            self._pages.append(self._writer.add(blank % (self._tree, content, self._format)))
            self._marked.append(b"")

    def _holes(self, galley: Galley) -> _Holes:
        """Give each object of a galley its number in the file."""
        own = [*galley.objects, *(leaf.number for leaf in galley.leaves)]
        own += [link.number for leaf in galley.leaves for link in leaf.links]
        first = self._writer.reserve(len(own))
        numbers = {b"%d" % local: first + place for place, local in enumerate(own)}
        return _Holes(numbers | {b"P": self._tree, b"D": self._document, b"F": self._fonts})

    def _object(self, number: int, body: bytes, data: bytes | None) -> None:
        if data is None:
            self._writer.add(body, number)
        else:
            is_xmp = b"/Type /Metadata" in body
            self._writer.add_stream(body, self._finish(data) if is_xmp else data, number)

    def _leaf(
        self, leaf: Leaf, folio: Folio, galley: Galley, holes: _Holes, codes: dict[bytes, bytes],
        seconds: Seconds,
    ) -> None:  # fmt: skip
        drawn = leaf.content + b"\n" + leaf.furniture.get(folio.side, b"")
        drawn = _CODE.sub(lambda match: codes[match[0]], drawn)
        drawn = _SLOT.sub(
            lambda match: _set_slot(
                slot := galley.slots[int(match[1])], self._book.number_in(slot, folio)
            ),
            drawn,
        )
        drawn = recode(drawn, seconds)
        number = holes.number(leaf.number)
        entries = b"/Type /Page/Parent %d 0 R/Contents %d 0 R/StructParents %d" % (
            self._tree, self._writer.add_stream(b"", drawn), folio.place,
        )  # fmt: skip
        if leaf.links:
            annotations = _references(holes.number(link.number) for link in leaf.links)
            entries += b"/Annots [%b]" % annotations
        self._format = holes.fill(leaf.page)
        self._writer.add(b"<<%b%b>>" % (entries, self._format), number)
        self._pages.append(number)
        self._marked.append(_references(map(holes.number, leaf.marked)))
        for link in leaf.links:
            self._link(link, holes)
        for anchor in leaf.anchors:
            self._names.setdefault(text_string(anchor.name), holes.fill(anchor.destination))

    def _link(self, link: Link, holes: _Holes) -> None:
        place = self._first_link + len(self._linked)
        entries = holes.fill(link.entries) + b"/F 4/StructParent %d" % place
        if link.target is not None:
            described = self._book.links.get(link.target, link.target)
            entries += b"/Contents %b" % text_string(described)
            if self._book.leads(link.target):
                entries += b"/Dest %b" % text_string(link.target)
        self._writer.add(b"<<%b>>" % entries, holes.number(link.number))
        self._linked.append(holes.number(link.tag))

    def _structure(self) -> None:
        """Write the top of the tag tree and the way back to it from each page (14.7.4.4)."""
        marks = b" ".join(b"%d [%b]" % entry for entry in enumerate(self._marked))
        links = b" ".join(
            b"%d %d 0 R" % entry for entry in enumerate(self._linked, self._first_link)
        )
        self._writer.add(b"<</Nums [%b %b]>>" % (marks, links), self._marks)
        root = b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%d 0 R]>>"
        self._writer.add(root % (self._marks, self._document), self._root)
        document = b"<</Type /StructElem/S /Document/P %d 0 R/K [%b]>>"
        self._writer.add(document % (self._root, _references(self._tags)), self._document)

    def _write_outline(self) -> int:
        """Write the outline (ISO 32000-1, 12.3.3) and return its number."""
        top = self._writer.reserve()
        first, last, count = self._bookmarks(self._outline, top)
        outline = b"<</Type /Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
        self._writer.add(outline % (first, last, count), top)
        return top

    def _bookmarks(
        self, entries: Sequence[tuple[Bookmark, _Holes]], parent: int
    ) -> tuple[int, int, int]:
        """Write entries of one level; return the first, the last, and how many are shown."""
        first = self._writer.reserve(len(entries))
        shown = len(entries)
        for place, (bookmark, holes) in enumerate(entries):
            number = first + place
            body = b"/Title %b/Parent %d 0 R/Dest %b" % (
                text_string(bookmark.title), parent, holes.fill(bookmark.destination)
            )  # fmt: skip
            if place:
                body += b"/Prev %d 0 R" % (number - 1)
            if place + 1 < len(entries):
                body += b"/Next %d 0 R" % (number + 1)
            if bookmark.children:
                inside = [(child, holes) for child in bookmark.children]
                begin, end, below = self._bookmarks(inside, number)
                count = -below if bookmark.closed else below
                shown += 0 if bookmark.closed else below
                body += b"/First %d 0 R/Last %d 0 R/Count %d" % (begin, end, count)
            self._writer.add(b"<<%b>>" % body, number)
        return first, first + len(entries) - 1, shown


class _Holes:
    """The numbers that the objects of one galley have got in the file."""

    def __init__(self, numbers: dict[bytes, int]) -> None:
        self._numbers = numbers
        self._references = {hole: b"%d 0 R" % number for hole, number in numbers.items()}

    def fill(self, template: bytes) -> bytes:
        pieces = template.split(b"\0")
        pieces[1::2] = map(self._references.__getitem__, pieces[1::2])
        return b"".join(pieces)

    def fill_all(self, templates: Iterable[bytes]) -> list[bytes]:
        """Fill many templates as one: most are a line, and there are some hundred in a part."""
        return self.fill(_BETWEEN.join(templates)).split(_BETWEEN)

    def number(self, local: int) -> int:
        return self._numbers[b"%d" % local]


def _set_slot(slot: Slot, text: str) -> bytes:
    """Write the operators that set `text` where a slot stands."""
    drawn = [slot.glyphs[char] for char in text]
    free = (slot.room - sum(glyph.advance for glyph in drawn)) * slot.align
    # a short number lets the leader before it go on: an em without anything cuts a line in two
    dots: list[Drawn] = []
    if leader := slot.glyphs.get(slot.leader):
        dots = [leader] * max(0, int((free - _BEFORE_NUMBER) // leader.advance))
        free -= sum(dot.advance for dot in dots)
    operators, font = [], None
    for place, glyph in enumerate(dots + drawn):
        shift = b"%d" % round(-free) if place == len(dots) else b""
        if glyph.font != font:
            font = glyph.font
            operators.append(b"/%b %b Tf" % (font.encode(), b"%g" % slot.size))
        operators.append(b"[%b<%04x>] TJ" % (shift, glyph.number))
    return b"\n".join(operators)


def _references(numbers: Sequence[int] | Iterator[int] | map[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<<%b>>" % b"".join(b"/%b %b" % (key.encode(), value) for key, value in entries.items())
