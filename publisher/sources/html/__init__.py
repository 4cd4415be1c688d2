"""A saved HTML page of the wiki -> the lines of its text dump.

    parsing       what is HTML; markup -> elements
    visibility    which elements show text at all
    furniture     what the name of an element says against it
    survey        which elements are no content, which tables are data
    gathering     elements -> lines, in one walk
    writing       pieces of text -> lines
    inlines       superscripts, readings, pictures -> characters
    formulas      MathML -> a line
    markers       lists -> the markers of their items
    tables        rows -> lines
    preformatted  text whose line ends count

The markup tells what a dump has lost or never had: what is no content, where a paragraph begins
and that it is one, which line is a heading, an item, a row. What the lines mean is not asked
here: `wiki.topics` reads both formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from publisher.model import Dropped
from publisher.runtime.patterns import regex
from publisher.sources.html.gathering import gather
from publisher.sources.html.parsing import is_html, parse
from publisher.sources.html.survey import survey
from publisher.sources.html.writing import HEADINGS, Raw
from publisher.sources.repairs import Repair
from publisher.sources.text.cleaning import spaced
from publisher.sources.text.lines import Line, indent
from publisher.sources.wiki import notation

__all__ = ["Read", "is_html", "read"]

_STOPS = "。！？；，、：.!?;,:"
_PAUSES = frozenset("，,、；;。")
_SHORT = 30
"""Characters of a title that may have pauses."""
_SITE = regex(r"_|[|｜»]|\s[-–—·]\s|[-–—](?=[^-–—]{0,20}(?:wiki|百科|网|站)$)", re.IGNORECASE)
"""What stands between the title of a page and the name of its site."""


class Read(NamedTuple):
    """The lines of a page, what was dropped of it, and what could not be carried over."""

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    omitted: tuple[Repair, ...]


def read(markup: str) -> Read:
    """Read a page; the numbers of its lines are those of the HTML file."""
    root = parse(markup)
    if root is None:
        return Read((), (), ())
    # What is furniture, and which tables are data, is known before any line is made.
    gathered = gather(root, survey(root))
    # The markup says which line is the title, if a person would not know.
    raw = _titled(gathered.lines, _document_title(root))
    # What an article holds is indented, as in a dump.
    lines = tuple(_indented(raw))
    return Read(lines, tuple(gathered.dropped), gathered.omitted)


def _indented(raw: Sequence[Raw]) -> Iterator[Line]:
    """Indent the paragraphs of articles; titles and the wiki's own lines stand at the margin.

    These have no marker either, even if a page makes a list of its topics.
    """
    inside = False
    articles = [*map(_opens_article, raw), False]
    for index, line in enumerate(raw):
        text = spaced(line.text)
        inside = inside or articles[index]
        title = articles[index + 1] and (line.tag in HEADINGS or _may_be_title(text))
        bare = title or (
            (line.paragraph or line.marker != "") and notation.is_own(line.text.strip())
        )
        depth = indent(line.text) + 2 * (inside and line.paragraph and not bare)
        if line.marker:
            text, line = (text, line._replace(tag="")) if bare else (line.marker + text, line)
        yield Line(line.number, text, depth, line.apart, line.tag)


def _may_be_title(text: str) -> bool:
    """Tell whether a line above the name of an article may be a title, and is no sentence."""
    sentence = len(text) > _SHORT and not _PAUSES.isdisjoint(text)
    return text[-1] not in _STOPS and not sentence


def _is_notation(line: Raw) -> bool:
    return notation.is_own(line.text.strip())


def _opens_article(line: Raw) -> bool:
    return notation.opens_article(line.text.strip())


# ---------------------------------------------------------------- the title


def _titled(raw: Sequence[Raw], named: str) -> list[Raw]:
    """Leave the tag `h1` to the line that is the title of the page, and to no other.

    Where no line above the first article can be the title, the name of the document is put in.
    """
    first = next((at for at, line in enumerate(raw) if _opens_article(line)), len(raw))
    title = _title(raw[:first], named)
    lines = [line if line.tag != "h1" else line._replace(tag="h2") for line in raw]
    if title is not None:
        lines[title] = raw[title]._replace(tag="h1")
    elif named and first < len(raw) and all(map(_is_notation, raw[:first])):
        lines.insert(first, Raw(raw[first].number, named, "h1"))
    return lines


def _title(above: Sequence[Raw], named: str) -> int | None:
    """Return the place of the heading that the document is named after, else of the last `<h1>`.

    One above the breadcrumb may be the name of the site.
    """
    headings = [at for at, line in enumerate(above) if line.tag in HEADINGS]
    after = [at for at in headings if named.startswith(above[at].text.strip())]
    if after:
        return max(after, key=lambda at: len(above[at].text))
    crumbs = [at for at, line in enumerate(above) if notation.breadcrumb(line.text.strip())]
    foremost = [at for at in headings if above[at].tag == "h1" and at > max(crumbs, default=-1)]
    return foremost[-1] if foremost else None


def _document_title(root: etree._Element) -> str:
    """Return the name of the document, without that of its site."""
    named = next(root.iter("title"), None)
    text = spaced(" ".join((named.text or "").split())) if named is not None else ""
    return _SITE.split(text)[0].strip()
