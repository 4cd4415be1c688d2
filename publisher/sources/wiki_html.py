"""A saved HTML page of the wiki -> the lines of its text dump.

The markup tells three things that a dump has lost or never had: what is no content (navigation,
scripts, advertisements), where a paragraph begins, and that it is one (a `<p>` counts as
indented). What the lines mean is not asked here: `wiki_text` reads both formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from publisher.sources import notation
from publisher.sources.cleaning import clean
from publisher.sources.lines import Line, number

_HTML = re.compile(
    r"\s*(?:<\?xml [^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_SNIFFED = 4096

_DROPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg"}
    | {"math", "canvas", "audio", "video", "form", "button", "select", "textarea", "input"}
    | {"nav", "footer", "aside"}
)
"""Elements that hold no content, whatever stands in them."""

_BOILERPLATE = re.compile(
    r"""
    (?: ^ | [\s_-] )
    (?: ad | ads | adv | advert\w* | adsbygoogle | gg | guanggao | sponsor\w* | promo\w* | banner
      | share | sharing | bdshare\w* | social\w* | nav | navbar | navigation | menu | topbar
      | toolbar | sidebar | side | footer | foot | copyright | comment\w* | pinglun | pager
      | pagination
      | login | search | qrcode | popup | modal | cookie\w* | recommend\w* | hot | related-news )
    (?: $ | [\s_-] )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words in a class or an id that name no content. An element with an article in it stays."""

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "li", "dd", "blockquote"} | _HEADINGS)
_LINES = frozenset(
    {"address", "article", "body", "center", "details", "div", "dl", "fieldset", "figure"}
    | {"header", "hr", "html", "main", "ol", "pre", "section", "table", "tbody", "tfoot", "thead"}
    | {"caption", "dt", "figcaption", "summary", "td", "th", "tr", "ul"}
    | _PARAGRAPHS
)
"""Elements that begin and end a line."""

_MARKED = re.compile(r"\s*(?:[•●○■□◆◇▪‣◦①-⑳*-]|[(（]?[0-9一二三四五六七八九十]{1,3}[、.．)）])")
_SPACES = re.compile(r"[ \t\n\f\r]+")
_BREAK_IN_HAN = re.compile(
    r"(?<=[\u3001-\u9fff\uff01-\uff60])[ \t\f\r]*\n[ \t\n\f\r]*(?=[\u3001-\u9fff\uff01-\uff60])"
)
"""A line end in the file that stands between Han is none of the text (CSS Text 3, 4.1.3)."""
_STOPS = "。！？；，、：.!?;,:"
_INDENT = "\u3000"


def is_html(text: str) -> bool:
    """Tell whether a file is markup: it begins with a document type or `<html>`.

    A dump that merely mentions `<b>` is text, and its brackets are literal.
    """
    return _HTML.match(text[:_SNIFFED]) is not None


def lines(markup: str) -> Iterator[Line]:
    """Yield the lines of a page; `number` is the line of the HTML file where each begins."""
    raw = [line for line in _Walk().over(_parse(markup)) if line.text.strip()]
    inside = False
    shown: list[tuple[int, str]] = []
    for line, following in zip_longest(raw, raw[1:]):
        text = line.text.strip()
        marker = notation.article(text) is not None
        inside = inside or marker
        titled = following is not None and notation.article(following.text.strip()) is not None
        title = titled and (line.heading or text[-1] not in _STOPS)
        # Titles and the wiki's own lines stand at the margin, what an article holds does not.
        paragraph = inside and line.paragraph and not title and not _is_notation(text)
        shown.append((line.number, f"{_INDENT}{line.text}" if paragraph else line.text))
    yield from number(shown)


def _is_notation(text: str) -> bool:
    return (
        notation.article(text) is not None
        or notation.ender(text) is not None
        or notation.stamp(text) is not None
        or notation.breadcrumb(text) is not None
    )


def _parse(markup: str) -> etree._Element:
    """Parse as HTML. Bytes of a known encoding go in, so that no declaration is believed."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    return etree.fromstring(markup.encode("utf-8", "replace"), parser)


@dataclass(slots=True)
class _Raw:
    """A line as it is gathered, white space collapsed as a browser does; U+00A0 stays."""

    number: int
    text: str
    paragraph: bool
    heading: bool


@dataclass(slots=True)
class _Walk:
    """Goes over a document once, without recursion, and gathers its lines."""

    _lines: list[_Raw] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _line: int = 1
    _tag: str = ""
    _depth: int = 0
    """How many paragraph elements are open."""

    def over(self, root: etree._Element) -> list[_Raw]:
        """Return all lines below `root`, the empty ones too."""
        waiting: list[tuple[etree._Element, bool]] = [(root, False)]
        while waiting:
            element, done = waiting.pop()
            if done:
                self._close(element)
                self._parts.append(element.tail or "")
            elif _is_content(element):
                self._open(element)
                waiting.append((element, True))
                waiting += [(child, False) for child in reversed(element)]
            else:
                self._parts.append(element.tail or "")
        self._end_line()
        return self._lines

    def _open(self, element: etree._Element) -> None:
        if element.tag in _LINES:
            self._end_line()
            self._line = element.sourceline or self._line
            self._tag = element.tag
        self._depth += element.tag in _PARAGRAPHS
        if element.tag == "li" and not _MARKED.match(element.text or ""):
            self._parts.append("• ")
        self._parts.append(element.text or "")

    def _close(self, element: etree._Element) -> None:
        if element.tag in _LINES or element.tag == "br":
            self._end_line()
        self._depth -= element.tag in _PARAGRAPHS

    def _end_line(self) -> None:
        text = _BREAK_IN_HAN.sub("", clean("".join(self._parts)))
        text = _SPACES.sub(" ", text).strip(" ")
        if text and text != "•":
            heading = self._tag in _HEADINGS
            self._lines.append(_Raw(self._line, text, self._depth > 0, heading))
        self._parts.clear()


def _is_content(element: etree._Element) -> bool:
    """Tell whether the text of an element is shown and is no navigation or advertising."""
    if element.tag in _DROPPED:
        return False
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return False
    if _INVISIBLE.search(element.get("style", "")):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return not _BOILERPLATE.search(names) or _holds_page(element)


def _holds_page(element: etree._Element) -> bool:
    """Tell whether an article or the breadcrumb stands inside an element."""
    text = "".join(element.itertext())
    return "释义" in text or "釋義" in text or "专题索引" in text or "專題索引" in text
