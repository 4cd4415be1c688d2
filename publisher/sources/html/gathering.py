"""A document -> its lines, in one walk without recursion.

What an element means to the lines stands in tables: some begin and end a line, some keep their
text apart until they close (a superscript, a cell, what is dropped) and then hand it on as
something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from lxml import etree

from publisher.model import Dropped, Reason
from publisher.runtime.patterns import regex
from publisher.sources.html import formulas, inlines, markers, preformatted, visibility
from publisher.sources.html.markers import List
from publisher.sources.html.survey import Survey
from publisher.sources.html.tables import Grid
from publisher.sources.html.writing import HEADINGS, LINE_END, PARAGRAPHS, Raw, Writer, inline
from publisher.sources.repairs import Repair
from publisher.sources.wiki import notation

_LINES = frozenset(
    {"address", "article", "aside", "body", "caption", "center", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "html"}
    | {"legend", "listing", "main", "menu", "nav", "ol", "plaintext", "search", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"}
    | PARAGRAPHS
)
"""Elements that begin and end a line."""

_CHANGED: dict[str, Callable[[str], str]] = {
    "sup": inlines.raised,
    "sub": inlines.lowered,
    "rt": inlines.reading,
    "ruby": inlines.annotated,
    "q": inlines.quoted,
}
"""Elements whose text says something else than its characters do."""
_CRUMB_ENDS = regex(f"[/|·\\\\{LINE_END}]")
_SHIFTED = regex(r"vertical-align\s*:\s*(sup|sub)", re.IGNORECASE)
_MOST_KEPT = 16
"""How many elements that keep their text apart stand in each other at most; no page has as many,
and each looks at all that it holds."""
_CELLS = frozenset({"td", "th"})
_LABEL = 12
"""Characters that the name of an article has at most, with its colon."""
_NO_LABEL = "和与與及是中里裡的、，,"
"""What goes on in a sentence about 基本释义."""


class Gathered(NamedTuple):
    """The lines of a document, what was dropped of it, and what is no text."""

    lines: list[Raw]
    dropped: list[Dropped]
    omitted: tuple[Repair, ...]


Closer: TypeAlias = Callable[[etree._Element, str], str]
"""An element and its text, which was kept apart -> what goes to the text around it."""


def gather(root: etree._Element, survey: Survey) -> Gathered:
    """Return what stands below `root`, in its order."""
    walk = _Walk(survey)
    walk.over(root)
    return Gathered(walk.writer.lines, walk.dropped, tuple(walk.omitted.values()))


@dataclass(slots=True)
class _Walk:
    """Goes over a document once."""

    survey: Survey
    writer: Writer = field(default_factory=Writer)
    dropped: list[Dropped] = field(default_factory=list)
    omitted: dict[str, Repair] = field(default_factory=dict)
    _kept: list[tuple[etree._Element, Closer]] = field(default_factory=list)
    """The elements whose text is kept apart."""
    _dropping: bool = False
    _lists: list[List] = field(default_factory=list)
    _tables: list[Grid | None] = field(default_factory=list)
    """The open tables; None for one that holds no data."""
    _captions: list[str] = field(default_factory=list)
    """The captions of the open figures."""
    _line: int = 1

    def over(self, root: etree._Element) -> None:
        """Walk over `root` and all below it."""
        waiting: list[tuple[etree._Element, bool]] = [(root, False)]
        while waiting:
            element, done = waiting.pop()
            if done:
                self._close(element)
                self.writer.add(element.tail)
            elif (leaf := self._leaf(element)) is not None:
                self.writer.add(leaf, element.tail)
            else:
                self._open(element)
                waiting.append((element, True))
                waiting += [(child, False) for child in reversed(element)]
        self.writer.end_line()
        self.writer.say_term()

    def _leaf(self, element: etree._Element) -> str | None:
        """Return what stands for an element that is read as one; None for all others."""
        if element.tag == "script":
            return formulas.source(element)
        if not visibility.is_text(element):
            return ""
        make = _LEAVES.get(element.tag)
        if make is None or visibility.is_hidden(element):
            return None
        return make(self, element)

    def _open(self, element: etree._Element) -> None:
        self._line = element.sourceline or self._line
        if element.tag in _LINES:
            self.writer.enter(element.tag, self._line)
        if closer := self._closer(element):
            self._kept.append((element, closer))
            self.writer.keep()
        elif element.tag in _OPENED:
            _OPENED[element.tag](self, element)
        self.writer.add(element.text)

    def _close(self, element: etree._Element) -> None:
        if self._kept and self._kept[-1][0] is element:
            _, closer = self._kept.pop()
            self.writer.add(closer(element, self.writer.release()))
        elif element.tag in _CLOSED:
            _CLOSED[element.tag](self, element)
        if element.tag in _LINES:
            self.writer.leave(element.tag)

    # ------------------------------------------------------------ what is kept apart

    def _closer(self, element: etree._Element) -> Closer | None:
        """Return what is to become of an element's text, if it is kept apart."""
        tag = element.tag
        if not self._dropping and (reason := self._reason(element)):
            self._dropping = True
            return lambda dropped, text: self._drop(dropped, text, reason)
        if len(self._kept) >= _MOST_KEPT:
            return None
        if element in self.survey.crumbs:
            return _breadcrumb
        if tag == "dt" and not self._kept and not any(child.tag in HEADINGS for child in element):
            return self._end_term
        if tag in _CELLS and self._tables and (grid := self._tables[-1]):
            return lambda cell, text: grid.cell(cell, inline(text))
        if preformatted.is_preformatted(element, _LINES):
            return self._end_preformatted
        change = _change(element)
        return None if change is None else lambda _, text: change(inline(text))

    def _reason(self, element: etree._Element) -> Reason | None:
        """Say why an element's text is dropped, if it is."""
        if visibility.is_hidden(element):
            return Reason.HIDDEN
        if element.tag in visibility.MEDIA:
            self._omit(visibility.MEDIA[element.tag])
            return Reason.HIDDEN
        if element in self.survey.furniture or _is_control(element):
            return Reason.BOILERPLATE
        return None

    def _drop(self, element: etree._Element, text: str, reason: Reason) -> str:
        self._dropping = False
        place = element.sourceline or self._line
        lines = map(inline, text.split(LINE_END))
        self.dropped += [Dropped(place, line, reason) for line in lines if line]
        return ""

    def _omit(self, what: str) -> None:
        found = self.omitted.get(what, Repair("not-carried-over", self._line, 0, what))
        self.omitted[what] = found._replace(times=found.times + 1)

    def _end_term(self, _: etree._Element, text: str) -> str:
        """Keep a term for its definition. The name of an article stands alone."""
        term = inline(text)
        if notation.article(term):
            return term
        before = self.writer.term.rstrip("：")
        self.writer.term = "、".join(filter(None, (before, term.rstrip("：:")))) + "：" * bool(term)
        return ""

    def _end_preformatted(self, element: etree._Element, text: str) -> str:
        """Say the lines of an element whose line ends count."""
        for line in preformatted.lines(element, text):
            self.writer.say(line)
        return ""

    # ------------------------------------------------------------ elements of their own kind

    def _open_list(self, element: etree._Element) -> None:
        self._lists.append(markers.opened(element, len(self._lists)))

    def _close_list(self, _: etree._Element) -> None:
        self._lists.pop()

    def _open_item(self, item: etree._Element) -> None:
        marker = self._lists[-1].marker(item) if self._lists else "• "
        if not self.writer.is_apart:
            self.writer.begin_item(marker)
        elif self._kept[-1][0].tag in _CELLS and not markers.is_typed(item.text or ""):
            self.writer.add(marker)

    def _close_item(self, _: etree._Element) -> None:
        self.writer.end_line()
        self.writer.marker = ""

    def _open_table(self, table: etree._Element) -> None:
        self._tables.append(Grid() if table in self.survey.data else None)

    def _close_table(self, _: etree._Element) -> None:
        self.writer.end_line()
        self._tables.pop()

    def _close_row(self, row: etree._Element) -> None:
        if self._tables and (grid := self._tables[-1]):
            self.writer.end_line()
            self.writer.say(Raw(row.sourceline or self._line, grid.end_row(), "tr", paragraph=True))

    def _open_figure(self, figure: etree._Element) -> None:
        """Note the caption of a figure: a picture's description need not say the same."""
        caption = figure.find("figcaption")
        self._captions.append("" if caption is None else inline("".join(caption.itertext())))

    def _close_figure(self, _: etree._Element) -> None:
        self._captions.pop()

    def _close_terms(self, _: etree._Element) -> None:
        """Say a term that no definition has come for."""
        if not self.writer.is_apart:
            self.writer.end_line()
            self.writer.say_term()

    def _break(self, element: etree._Element) -> None:
        """End a line; in a heading a break is for the eye only."""
        if self.writer.tag in HEADINGS:
            self.writer.add(" ")
        else:
            self.writer.go_on(element.sourceline or self._line)

    def _begin_date(self, element: etree._Element) -> None:
        """Begin a line with a date that ends its box: an author may stand before it."""
        last = element.getnext() is None and not (element.tail or "").strip()
        if last and not self.writer.tag:
            stamp = notation.stamp("".join(element.itertext()).strip())
            if stamp and stamp.dated:
                self.writer.go_on(self._line)

    def _end_label(self, element: etree._Element) -> None:
        """End the line after the name of an article that is only set bold (`基本释义：雕版…`)."""
        text = self.writer.so_far(_LABEL)
        after = (element.tail or "").lstrip()
        if text and notation.article(text) and after and after[0] not in _NO_LABEL:
            element.tail = after.lstrip(":：  　")
            self.writer.end_line()

    # ------------------------------------------------------------ leaves

    def _picture(self, element: etree._Element) -> str:
        alt = inlines.description(element.get("alt") or "")
        if not alt or element.get("role") == "presentation":
            self._omit("a picture without a description")
            return ""
        names = f"{element.get('class', '')} {element.get('src', '')[:200]}"
        return "" if alt in self._captions else inlines.picture(alt, names)

    def _drawing(self, element: etree._Element) -> str:
        """Return what an SVG says: its title, its lettering."""
        unsaid = ("style", "script", "metadata")
        parts = [inline(part.text or "") for part in element.iter() if part.tag not in unsaid]
        label = inline(element.get("aria-label", ""))
        said = "、".join(filter(None, parts)) or label
        return inlines.picture(said, "") if len(said) != 1 else said

    def _formula(self, element: etree._Element) -> str:
        return formulas.line(element)


_LEAVES: dict[str, Callable[[_Walk, etree._Element], str]] = {
    "img": _Walk._picture,
    "svg": _Walk._drawing,
    "math": _Walk._formula,
}
"""Elements that are read as one."""
_OPENED: dict[str, Callable[[_Walk, etree._Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Walk._open_list),
    "li": _Walk._open_item,
    "figure": _Walk._open_figure,
    "table": _Walk._open_table,
    "time": _Walk._begin_date,
}
_CLOSED: dict[str, Callable[[_Walk, etree._Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Walk._close_list),
    **dict.fromkeys(("b", "strong", "span", "font", "em"), _Walk._end_label),
    "li": _Walk._close_item,
    "figure": _Walk._close_figure,
    "table": _Walk._close_table,
    "tr": _Walk._close_row,
    "dl": _Walk._close_terms,
    "br": _Walk._break,
}
"""What there is to do beyond the text, at the beginning and at the end of an element."""


def _change(element: etree._Element) -> Callable[[str], str] | None:
    """Return what becomes of the text of an element, by its name or its style, if it changes."""
    tag = element.tag
    if tag == "sup" and _refers(element):
        return inlines.note
    if tag in _CHANGED or "style" not in element.attrib or tag in _LINES:
        return _CHANGED.get(tag)
    shifted = _SHIFTED.search(element.attrib["style"])
    return _CHANGED[shifted[1].lower()] if shifted else None


def _refers(element: etree._Element) -> bool:
    """Tell whether a superscript is a link to a note on the page."""
    links = (element.getparent(), *element)
    return any(
        link is not None and link.tag == "a" and "#" in link.get("href", "") for link in links
    )


def _is_control(element: etree._Element) -> bool:
    """Tell whether an element is a control. A button that names an article is a tab."""
    if element.tag not in visibility.CONTROLS:
        return False
    return not notation.article("".join(element.itertext()).strip())


def _breadcrumb(_: etree._Element, text: str) -> str:
    """Put between the parts of a breadcrumb what stands for `>` there, or what a style shows."""
    return " > ".join(filter(None, map(inline, _CRUMB_ENDS.split(text))))
