"""Where in the text of a part each of its pages begins, so that an EPUB can name the same pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from publisher.books.paging import BLOCKS
from publisher.pdf.galley import Beginning
from publisher.pdf.layout.boxes import Box, Page


def beginnings(pages: Sequence[Page]) -> list[Beginning | None]:
    """Return where WeasyPrint's `pages` begin; None for a page without a block of text."""
    root = pages[0]._page_box.children[0].element
    order = {element: index for index, element in enumerate(_blocks(root))}
    done: Counter[Element] = Counter()
    found: list[Beginning | None] = []
    for page in pages:
        first: Beginning | None = None
        for block, text in _texts(page._page_box.children[0], None):
            first = first or Beginning(order[block], done[block])
            done[block] += len("".join(text.split()))
        found.append(first)
    return found


def _blocks(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag in BLOCKS)


def _texts(box: Box, block: Element | None) -> Iterator[tuple[Element, str]]:
    """Yield the texts below a box, each with its block; not those that a style sheet adds."""
    if "::" in (box.element_tag or ""):
        return
    if box.element_tag in BLOCKS:
        block = box.element
    if (text := getattr(box, "text", None)) is not None:
        if block is not None and text:
            yield block, text
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, block)
