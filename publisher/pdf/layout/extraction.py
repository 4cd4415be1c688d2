"""A laid-out part -> its galley: WeasyPrint draws it as a file of its own, which is taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import VARIANTS, generate_pdf

from publisher.pdf.galley import Anchor, Beginning, Bookmark, Galley, GalleyPage, Link, Object, Side
from publisher.pdf.layout import structure_tags
from publisher.pdf.layout.beginnings import beginnings
from publisher.pdf.layout.boxes import Document, Page, Pdf, Stream
from publisher.pdf.layout.faces import FontSet
from publisher.pdf.strings import text_string

_SCALE = 0.75
"""pt in a px."""
_REFERENCE = re.compile(rb"(\d+) 0 R")
_OWN = ("Type", "Pages", "StructTreeRoot", "Names", "Outlines")
"""Entries of the catalogue that the book makes itself."""
_REFUSED = ("Interpolate",)
"""Entries of streams that PDF/A forbids where they are true (ISO 19005-2, 6.2.8.3)."""


def cast(document: Document, side: Side, variant: str | None) -> Galley:
    """Draw `document`, which began on `side`, and return its galley.

    `variant` is the PDF/A that its catalogue claims.
    """
    case = FontSet()
    document.fonts = case
    outline = _bookmarks(document.make_bookmark_tree(_SCALE, transform_pages=True))
    anchors = [_first_anchors(document.pages, page) for page in document.pages]
    _keep_links(document.pages)
    pdf = generate_pdf(document, None, 1, **_options(variant))
    structure_tags.complete(pdf)
    return _Caster(pdf, document).galley(case, anchors, outline, side)


def _options(variant: str | None) -> dict[str, Any]:
    options: dict[str, Any] = DEFAULT_OPTIONS | {
        "pdf_variant": variant, "pdf_tags": True, "uncompressed_pdf": True
    }  # fmt: skip
    properties: dict[str, Any] = VARIANTS[variant][1] if variant else {}
    return options | {
        name: value for name, value in properties.items() if options.get(name) is None
    }


def _first_anchors(pages: list[Page], page: Page) -> list[str]:
    """Return the anchors of a page that no page before has."""
    before = pages[: pages.index(page)]
    return [name for name in page.anchors if not any(name in other.anchors for other in before)]


def _keep_links(pages: list[Page]) -> None:
    """Keep the links into other parts, and of each link the `<a>` itself.

    WeasyPrint drops links whose anchor it does not find. And it repeats a link for each element
    inside: annotations in a Span, which PDF/UA forbids (ISO 14289-1, 7.18.5).
    """
    known = {name for page in pages for name in page.anchors}
    for page in pages:
        page.bookmarks = []
        page.links = [link for link in page.links if link[3].element_tag == "a"]
        for kind, target, *_ in page.links:
            if kind == "internal" and target not in known:
                page.anchors[target] = (0, 0, 0, 0)


def _bookmarks(tree: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(
        (title, index, state == "closed", _bookmarks(children))
        for title, index, children, state in tree
    )


class _Caster:
    """Takes one drawn file apart. Objects that the book makes anew stay behind."""

    def __init__(self, pdf: Pdf, document: Document) -> None:
        self._pdf = pdf
        self._document = document
        # pydyf keeps a reference in an array as three entries: number, generation, R
        self._pages = [int(number) for number in pdf.pages["Kids"][::3]]
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        self._top = self._at(self._root["K"][0])
        # what the book has one of: its page tree, the top of its tag tree, its fonts
        self._holes = {
            pdf.pages.number: b"\0P\0",
            self._top.number: b"\0D\0",
            pdf.fonts.number: b"\0F\0",
        }

    def galley(
        self, case: FontSet, anchors: list[list[str]], outline: tuple[Any, ...], side: Side
    ) -> Galley:
        pdf = self._pdf
        # from a page's or a link's number among what is tagged to its tags (ISO 32000-1, 14.7.4.4)
        nums = self._at(self._root["ParentTree"])["Nums"]
        marked = {nums[place]: nums[place + 1] for place in range(0, len(nums), 2)}
        destinations = self._destinations()
        begun = beginnings(self._document.pages)
        leaves = tuple(
            self._leaf(number, marked[index], begun[index], anchors[index], destinations, marked)
            for index, number in enumerate(self._pages)
        )
        # pages, links and contents are values of their own; the rest goes on as it was written
        taken = {leaf.number for leaf in leaves}
        taken |= {link.number for leaf in leaves for link in leaf.links}
        taken |= {_number(pdf.objects[page]["Contents"]) for page in self._pages}
        taken |= {_number(self._root["ParentTree"]), self._root.number, pdf.catalog.number, 0}
        objects = {
            entry.number: self._object(entry)
            for entry in pdf.objects
            if entry.number not in taken and entry.number not in self._holes
        }
        return Galley(
            side,
            any(len(page._page_box.furniture) < 2 for page in self._document.pages),
            leaves,
            objects,
            tuple(map(_number, self._top["K"])),
            tuple(map(self._bookmark, outline)),
            case.faces(),
            tuple(case.companions),
            tuple(case.slots),
            {key: self._text(value) for key, value in pdf.catalog.items() if key not in _OWN},
            {key: self._text(value) for key, value in pdf.info.items()},
        )

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[_number(reference)]

    def _leaf(
        self, number: int, tags: Any, beginning: Beginning | None, names: list[str],
        destinations: dict[str, bytes], marked: Any,
    ) -> GalleyPage:  # fmt: skip
        page = self._pdf.objects[number]
        stream = self._at(page["Contents"])
        own = {
            key: value
            for key, value in page.items()
            if key not in ("Type", "Parent", "Contents", "StructParents", "Annots")
        }
        furniture = {side: _content(drawn) for side, drawn in stream.furniture.items()}
        return GalleyPage(
            number,
            self._entries(own),
            _content(stream),
            furniture,
            tuple(map(_number, tags)),
            beginning,
            tuple(Anchor(name, destinations[name]) for name in names if name in destinations),
            tuple(self._link(self._at(entry), marked) for entry in page.get("Annots", ())),
        )

    def _link(self, annotation: Any, marked: dict[int, Any]) -> Link:
        target = annotation["Dest"].string if "Dest" in annotation else None
        own = {
            key: value
            for key, value in annotation.items()
            if key not in ("F", "StructParent", "Dest", "Contents" if target else "")
        }
        tag = _number(marked[annotation["StructParent"]])
        return Link(annotation.number, self._entries(own), target, tag)

    def _destinations(self) -> dict[str, bytes]:
        names = self._pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
        return {
            names[index].string: self._text(names[index + 1]) for index in range(0, len(names), 2)
        }

    def _bookmark(self, entry: Any) -> Bookmark:
        title, (page, x, y), closed, children = entry
        destination = pydyf.Array([f"{self._pages[page]} 0 R".encode(), "/XYZ", x, y, 0])
        return Bookmark(
            title, self._text(destination), closed, tuple(map(self._bookmark, children))
        )

    def _object(self, entry: Any) -> Object:
        if isinstance(entry, pydyf.Stream):
            extra = {key: value for key, value in entry.extra.items() if key not in _REFUSED}
            return Object(self._entries(extra), b"\n".join(map(_bytes, entry.stream)))
        return Object(self._text(entry), None)

    def _entries(self, values: dict[str, Any]) -> bytes:
        return b"".join(
            [b"/%b %b" % (_bytes(key), self._text(value)) for key, value in values.items()]
        )

    def _text(self, value: Any) -> bytes:
        """Write a value with holes for its references; strings as hex, which hides no hole."""
        if isinstance(value, pydyf.String):
            return text_string(value.string)
        if isinstance(value, dict):
            return b"<<" + self._entries(value) + b">>"
        if isinstance(value, (list, tuple)):
            return b"[" + b" ".join(map(self._text, value)) + b"]"
        written = _bytes(value)
        if reference := _REFERENCE.fullmatch(written):
            number = int(reference[1])
            return self._holes.get(number, b"\0%d\0" % number)
        return written


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _content(stream: Stream) -> bytes:
    return b"\n".join(map(_bytes, stream.stream))


def _bytes(value: Any) -> bytes:
    """Write a value as pydyf does, which is slow for what there is most of."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("ascii")
    if type(value) is int:
        return b"%d" % value
    written: bytes = pydyf._to_bytes(value)
    return written
