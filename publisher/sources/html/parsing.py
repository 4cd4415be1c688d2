"""Markup -> a tree of elements: which files are HTML, and how they are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from publisher.runtime.patterns import regex
from publisher.sources import bounds
from publisher.sources.html.visibility import UNSEEN

_PROLOGUE = regex(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_BEGINNING = regex(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|main|article|section)\b", re.IGNORECASE
)
"""How a saved page begins, or the part of one that reader modes and clippers save."""
_CLOSED = regex(r"</(?:html|head|body|title|div|main|article|section|p|h[1-6])\s*>|<br\b", re.I)

_XHTML = regex(r"\s*<\?xml\b|.{0,500}?//DTD XHTML", re.DOTALL)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_PREFIX = regex(r"(?:x?html|h|svg|m|mml|math):")
"""Prefixes of XHTML, SVG and MathML. Word's `o:p` is no paragraph."""

_UNKNOWN_VOID = regex(r"<(embed|source|track|wbr|keygen|bgsound)\b([^<>]*?)/?>", re.IGNORECASE)
"""Elements without an end tag that libxml2 does not know to have none."""

_TOO_DEEP = "Excessive depth"
_DEEPEST = 1_000
"""How deep elements may stand in each other where libxml2 gives up; it does at 2,048."""
_NAME = regex(r"[A-Za-z_][\w.-]*", re.ASCII)
"""A name that a tree bears when it is built by hand: HTML has others, of which no reader asks."""
_INLINE = frozenset({"a", "b", "em", "font", "i", "label", "small", "span", "strong", "u"})


def is_html(text: str) -> bool:
    """Tell whether a file is markup: it begins as a page does, and closes an element somewhere.

    A dump that merely mentions `<b>` is text.
    """
    index = 0
    while gap := _PROLOGUE.match(text, index):
        index = gap.end()
    return _BEGINNING.match(text, index) is not None and _CLOSED.search(text, index) is not None


def parse(markup: str) -> etree._Element | None:
    """Parse as HTML, also what is XHTML. Bytes of a known encoding go in: no charset is believed.

    libxml2 loses what stands deeper than 2,048 elements; there the page is parsed without its
    deepest elements, and their text stays.
    """
    if _XHTML.match(markup[:1_000]) and "<![CDATA[" in markup:
        markup = "".join(_without_cdata(markup))
    markup = _UNKNOWN_VOID.sub(r"<\1\2/>", bounds.plainer(markup))
    data = markup.encode("utf-8", "replace")
    parser = _parser()
    root = etree.fromstring(data, parser)
    if any(_TOO_DEEP in error.message for error in parser.error_log):
        root = etree.fromstring(data, _parser(_Shallow()))
    if root is not None and ":" in markup:
        _without_prefixes(root)
    return root


def _without_cdata(markup: str) -> Iterator[str]:
    """Yield markup in pieces, with the text of CDATA sections escaped."""
    index = 0
    while (begin := markup.find(_CDATA, index)) >= 0:
        end = markup.find(_CDATA_END, begin)
        if end < 0:
            break
        yield markup[index:begin]
        yield escape(markup[begin + len(_CDATA) : end], quote=False)
        index = end + len(_CDATA_END)
    yield markup[index:]


def _parser(target: _Shallow | None = None) -> etree.HTMLParser:
    return etree.HTMLParser(
        target=target,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
    )


def _without_prefixes(root: etree._Element) -> None:
    """Give elements with the prefix of a known language their plain names."""
    for element in root.iter():
        if ":" in element.tag and (prefix := _PREFIX.match(element.tag)):
            element.tag = element.tag[prefix.end() :]


class _Shallow:
    """Builds a tree from a parser's events, without the elements that stand too deep in it."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._depth = 0
        # Whether there is text on the line.
        self._written = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        if self._is_built(tag):
            named = {key: value for key, value in attributes.items() if _NAME.fullmatch(key)}
            self._builder.start(tag, named)
        else:
            self._end_line(tag)

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._is_built(tag):
            self._builder.end(tag)
        else:
            self._end_line(tag)
        self._depth -= 1

    def _is_built(self, tag: str) -> bool:
        """Tell whether an element stays: it is not too deep, or its text is no text of the page."""
        return tag in UNSEEN or (self._depth <= _DEEPEST and _NAME.fullmatch(tag) is not None)

    def _end_line(self, tag: str) -> None:
        """End the line of text, if there is any, where a tag that is left out does."""
        if self._written and tag not in _INLINE:
            self._builder.start("br", {})
            self._builder.end("br")
            self._written = False

    def data(self, text: str) -> None:
        """Take text."""
        self._builder.data(text)
        self._written = self._written or not text.isspace()

    def close(self) -> etree._Element:
        """Return the root."""
        return self._builder.close()
