"""Laid-out parts -> one PDF: page labels, link descriptions, dates, identifier."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5
from typing import Any, Literal, TypeAlias

import pydyf
from weasyprint.document import Document

from publisher.model import Book
from publisher.pdf.layout import unswept

Numbering: TypeAlias = Literal["r", "D"]
"""How a part's pages are labelled: lower-case roman or decimal (ISO 32000-1, 12.4.2)."""

_BACK = {"index": "音序索引", "sources": "资料来源"}
"""The anchors of the back matter, and their titles."""

Finisher: TypeAlias = Callable[[pydyf.PDF], None]


@dataclass(frozen=True, slots=True)
class Labels:
    """From `page` (from 0) on, pages are labelled in `numbering`, beginning with 1."""

    page: int
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class Assembled:
    """All pages of a book as one WeasyPrint document, and how they are labelled."""

    document: Document
    labels: tuple[Labels, ...]


def folios(*parts: Document) -> Callable[[str], str]:
    """Return the function from an anchor to the number of its page, `parts` counted through."""
    numbers: dict[str, str] = {}
    page_number = 0
    for part in parts:
        for page in part.pages:
            page_number += 1
            for anchor in page.anchors:
                numbers.setdefault(anchor, str(page_number))
    return numbers.__getitem__


def join(*parts: tuple[Document, Numbering]) -> Assembled:
    """Put the pages of `parts` into one document; equal numberings in a row count on."""
    pages: list[Any] = []
    labels: list[Labels] = []
    for document, numbering in parts:
        for page in document.pages:
            page.links = [link for link in page.links if _is_of_anchor(link)]
        if not labels or labels[-1].numbering != numbering:
            labels.append(Labels(len(pages), numbering))
        pages.extend(document.pages)
    return Assembled(parts[0][0].copy(pages), tuple(labels))


def _is_of_anchor(link: tuple[str, str, object, Any]) -> bool:
    """Tell whether a link is the `<a>` itself: WeasyPrint repeats it for each element inside.

    Those would be annotations in a Span, which PDF/UA forbids (ISO 14289-1, 7.18.5).
    """
    *_, box = link
    return bool(box.element_tag == "a")


def write(assembled: Assembled, book: Book, finish: Finisher) -> bytes:
    """Draw the pages and return the file; `finish` is the edition's last hand on it.

    The identifier comes from the book's, so that equal books are equal bytes.
    """

    def finisher(_document: Document, pdf: pydyf.PDF) -> None:
        _label_pages(pdf, assembled.labels)
        _describe_links(pdf, _BACK | {chapter.id: chapter.title for chapter in book.chapters})
        finish(pdf)

    identifier = md5(book.metadata.identifier.encode(), usedforsecurity=False).hexdigest()
    output = io.BytesIO()
    with unswept():
        assembled.document.write_pdf(
            output,
            finisher=finisher,
            pdf_variant="pdf/a-2a",
            pdf_identifier=identifier.encode(),
        )
    return output.getvalue()


def _label_pages(pdf: pydyf.PDF, labels: tuple[Labels, ...]) -> None:
    numbers = pydyf.Array()
    for label in labels:
        numbers.extend([label.page, pydyf.Dictionary({"S": f"/{label.numbering}"})])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def _describe_links(pdf: pydyf.PDF, titles: dict[str, str]) -> None:
    """Say where a link leads, for those who hear it: WeasyPrint gives the bare anchor.

    `titles` map anchors to what they stand for.
    """
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Subtype") == "/Link" and "Dest" in entry:
            target = entry["Dest"].string
            if target in titles:
                entry["Contents"] = pydyf.String(f"转到《{titles[target]}》")
