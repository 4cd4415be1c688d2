"""The file of a book, written part by part: pages, links, one tree of tags, one outline.

What a galley could not know is filled in here: the numbers of objects, of pages, of glyphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from publisher.pdf.assembling.recoding import Seconds, recode
from publisher.pdf.assembling.writer import Writer
from publisher.pdf.galley import Bookmark, Drawn, Galley, GalleyPage, Link, Slot
from publisher.pdf.strings import text_string

if TYPE_CHECKING:
    from publisher.pdf.assembling.book import Bound, Folio

Finish: TypeAlias = Callable[[bytes], bytes]
"""An edition's last hand on the XMP of its file."""

_BETWEEN = b"\1"
"""What stands in no template: their texts are in hex."""
_CODE = re.compile(rb"[\x80-\x8f]{4}")
_SLOT = re.compile(rb"\x90(\d+)\x90")


_BEFORE_NUMBER = 200
"""1/1000 em that stay free between a leader and a number."""


class File:
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
        """Write all parts, blanks, fonts and what leads to them; return the file."""
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

    def _fill_up_to(self, index: int) -> None:
        """Add blank pages, of the format of the page before, until `index` is next."""
        while len(self._pages) < index:
            blank = b"<</Type /Page/Parent %d 0 R/Contents %d 0 R%b>>"
            content = self._writer.add_stream(b"", b"")
            self._pages.append(self._writer.add(blank % (self._tree, content, self._format)))
            self._marked.append(b"")

    def _holes(self, galley: Galley) -> _Holes:
        """Give each object of a galley its number in the file."""
        own = [*galley.objects, *(leaf.number for leaf in galley.leaves)]
        own += [link.number for leaf in galley.leaves for link in leaf.links]
        first = self._writer.reserve(len(own))
        numbers = {b"%d" % local: first + index for index, local in enumerate(own)}
        return _Holes(numbers | {b"P": self._tree, b"D": self._document, b"F": self._fonts})

    def _object(self, number: int, body: bytes, data: bytes | None) -> None:
        if data is None:
            self._writer.add(body, number)
        else:
            is_xmp = b"/Type /Metadata" in body
            self._writer.add_stream(body, self._finish(data) if is_xmp else data, number)

    def _leaf(
        self, leaf: GalleyPage, folio: Folio, galley: Galley, holes: _Holes,
        codes: dict[bytes, bytes], seconds: Seconds,
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
        for index, (bookmark, holes) in enumerate(entries):
            number = first + index
            body = b"/Title %b/Parent %d 0 R/Dest %b" % (
                text_string(bookmark.title), parent, holes.fill(bookmark.destination)
            )  # fmt: skip
            if index:
                body += b"/Prev %d 0 R" % (number - 1)
            if index + 1 < len(entries):
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
    for index, glyph in enumerate(dots + drawn):
        shift = b"%d" % round(-free) if index == len(dots) else b""
        if glyph.font != font:
            font = glyph.font
            operators.append(b"/%b %b Tf" % (font.encode(), b"%g" % slot.size))
        operators.append(b"[%b<%04x>] TJ" % (shift, glyph.number))
    return b"\n".join(operators)


def _references(numbers: Sequence[int] | Iterator[int] | map[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<<%b>>" % b"".join(b"/%b %b" % (key.encode(), value) for key, value in entries.items())
