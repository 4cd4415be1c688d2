"""Text whose line ends and spaces count: code, verse, or a whole dump shown by a browser."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from publisher.runtime.patterns import regex
from publisher.sources.html.writing import LINE_END, Raw
from publisher.sources.text.cleaning import clean
from publisher.sources.wiki import notation

_ELEMENTS = frozenset({"pre", "xmp", "listing", "plaintext"})
_STYLE = regex(r"white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_GAP = regex(r"(?<=\S) {2,}")
_NO_BREAK = "\u00a0"
_TAB = 4


def is_preformatted(element: etree._Element, blocks: Collection[str]) -> bool:
    """Tell whether an element's line ends count; a style says so of an element without `blocks`."""
    if element.tag in _ELEMENTS:
        return True
    return (
        "style" in element.attrib
        and element.tag in blocks
        and _STYLE.search(element.attrib["style"]) is not None
        and not any(child.tag in blocks for child in element)
    )


def lines(element: etree._Element, text: str) -> Iterator[Raw]:
    """Yield the lines of preformatted text one by one.

    Spaces that align are no-break spaces, which no later stage takes away. A dump
    that a browser shows as one such element has its lines as they are.
    """
    written = clean(text.replace(LINE_END, "\n")).split("\n")
    first = element.sourceline or 1
    if any(notation.article(line.strip()) for line in written):
        for index, line in enumerate(written):
            apart = index > 0 and not written[index - 1].strip()
            yield Raw(first + index, line, apart=apart)
        return
    for index, line in enumerate(written):
        shown = _GAP.sub(lambda gap: _NO_BREAK * len(gap[0]), line.expandtabs(_TAB).rstrip())
        yield Raw(first + index, shown, "pre", paragraph=True)
