r"""A galley: one part of a book, laid out and drawn, before it has its place in the book.

A part (a chapter, the front matter, the index) is laid out alone and does not know on which
page it will stand. All that depends on that is left open in its galley: object numbers, page
numbers, running heads (which are other ones on a verso), and the numbers of the glyphs in
companion faces. `publisher.pdf.assembling.book` fills them in. So a galley can be made in any
process, kept, and used again when other parts of the book have changed.

Templates. The `bytes` of a galley are PDF syntax with holes. In objects, `\0n\0` stands for a
reference to the object `n` of the galley, `\0F\0` for the book's fonts, `\0P\0` for its page
tree, `\0D\0` for the document element of its tag tree. In content streams, `\x90n\x90` stands
for the text of slot `n`, and four bytes from 0x80 to 0x8F for the code of an alternate glyph.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from publisher.fonts.alternates import Alternate

Side: TypeAlias = Literal["left", "right"]
"""A verso is a left page, a recto a right one, in a book that is read from left to right."""

Counter: TypeAlias = Literal["text", "page", "pages"]
"""What a piece of a slot shows: itself, the number of a page, or how many pages there are."""


class Drawn(NamedTuple):
    """How a slot draws a character: glyph `number` of face `font`, `advance` 1/1000 em wide."""

    font: str
    number: int
    advance: int


class Slot(NamedTuple):
    """A place for a page number.

    `target` is the anchor whose page is meant, None the page on which the slot stands. `pieces`
    are kind and text, for a number the name of its style. `room` is the width in 1/1000 em, and
    `align` where the text stands in it: 0 left, 0.5 centred, 1 right. `size` in px.
    A number that is too short goes on with the `leader` that leads to it, if there is one.
    """

    target: str | None
    pieces: tuple[tuple[Counter, str], ...]
    glyphs: dict[str, Drawn]
    room: float
    align: float
    size: float
    leader: str


class Companion(NamedTuple):
    """A use of an alternate: the face it comes from, the glyph, the text it stands for."""

    font: str
    alternate: Alternate
    text: str


class Face(NamedTuple):
    """A face that a part uses, and what a PDF says of it (ISO 32000-1, 9.8); not the file itself.

    `path` and `number` are where the file is; `traits` what WeasyPrint's `Font` knows of it,
    `widths` (1/1000 em) and `texts` go by glyph number.
    """

    font: str
    path: str
    number: int
    traits: dict[str, Any]
    widths: dict[int, int]
    texts: dict[int, str]


class Beginning(NamedTuple):
    """Where a page begins: in which block of the part, after how many characters of it.

    Blocks are the elements `publisher.books.paging.BLOCKS`, from 0; white space is not counted.
    """

    block: int
    characters: int


class Anchor(NamedTuple):
    """A place that links lead to; `destination` is a template."""

    name: str
    destination: bytes


class Link(NamedTuple):
    """A link annotation: entries of its dictionary, anchor (None: leads outside), its tag."""

    number: int
    entries: bytes
    target: str | None
    tag: int


class GalleyPage(NamedTuple):
    """One page. `marked` are the tags of its marked contents, by number (ISO 32000-1, 14.7.4).

    `page` are the entries of its dictionary, `furniture` what stands around the type area on
    each side (running head, folio), `beginning` is None on a page without text.
    """

    number: int
    page: bytes
    content: bytes
    furniture: dict[Side, bytes]
    marked: tuple[int, ...]
    beginning: Beginning | None
    anchors: tuple[Anchor, ...]
    links: tuple[Link, ...]


class Object(NamedTuple):
    """An object of the file; `data` if it is a stream, and then `body` are the entries of it."""

    body: bytes
    data: bytes | None


class Bookmark(NamedTuple):
    """An entry of the outline; `destination` is a template."""

    title: str
    destination: bytes
    closed: bool
    children: tuple[Any, ...]


class Complaint(NamedTuple):
    """What went wrong with a part: a code of `publisher.problems`, the text that it is about, why.

    Where that text comes from, the book knows: a part does not change when a page is renamed.
    """

    code: str
    text: str
    reason: str


class Galley(NamedTuple):
    """A part, set. `sided`: left and right pages have other type areas, and `side` it began on."""

    side: Side
    sided: bool
    leaves: tuple[GalleyPage, ...]
    objects: dict[int, Object]
    tags: tuple[int, ...]
    outline: tuple[Bookmark, ...]
    faces: tuple[Face, ...]
    companions: tuple[Companion, ...]
    slots: tuple[Slot, ...]
    catalog: dict[str, bytes]
    info: dict[str, bytes]
    findings: tuple[Complaint, ...] = ()
