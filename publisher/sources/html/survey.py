"""One walk over a document, before it is read: which elements are furniture, which tables data.

Each question is about all that stands inside an element. So running totals are kept, and what
an element holds is the difference between its end and its beginning: a walk of one length,
however deep elements stand in each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from publisher.runtime.patterns import regex
from publisher.sources.html import furniture, visibility
from publisher.sources.html.furniture import Doubt
from publisher.sources.wiki import notation
from publisher.sources.wiki.notation import Ender

_STOP = regex("[。！？；]")
_BLOCKS = ("blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul")

_LONG_CELL = 120
"""Letters from which on a cell without a header is more likely a column of the page."""
_LONGEST_CRUMB = 200
"""Letters that a breadcrumb has at most."""
_MOSTLY = 0.6
"""The share of text in links from which on an element is a list of links."""


class Totals(NamedTuple):
    """What has come up to a place in the document, or what an element holds."""

    letters: int
    linked: int
    links: int
    stops: int
    articles: int
    mentions: int
    columns: int
    others: int
    crumbs: int
    separators: int
    views: int
    titles: int
    tables: int

    def since(self, before: Totals) -> Totals:
        """Return what has come since."""
        return Totals(*(now - then for now, then in zip(self, before, strict=True)))

    @property
    def is_prose(self) -> bool:
        """Whether sentences stand here, and most of the text in no link."""
        return self.stops > 0 and 2 * self.linked < self.letters

    @property
    def is_links(self) -> bool:
        """Whether this is a list of links, of two at least."""
        return self.links > 1 and self.linked >= _MOSTLY * self.letters and not self.stops

    @property
    def is_crumb(self) -> bool:
        """Whether the words of a breadcrumb stand here, with what separates them."""
        return self.crumbs > 0 and self.separators > 0


@dataclass(slots=True)
class Survey:
    """What the reader of a document has to know before it comes to an element."""

    furniture: set[etree._Element] = field(default_factory=set)
    data: set[etree._Element] = field(default_factory=set)
    """The tables that hold data; the others only place what stands in them."""
    crumbs: set[etree._Element] = field(default_factory=set)
    """Breadcrumbs whose separators are not in the text."""


def survey(root: etree._Element) -> Survey:
    """Look at all elements below `root` once."""
    surveyor = _Surveyor()
    surveyor.walk(root)
    found = surveyor.found
    found.furniture.update(_outlying(surveyor.articles))
    return found


@dataclass(slots=True)
class _Surveyor:
    """Walks over a document and keeps the running totals, in the order of `Totals`."""

    found: Survey = field(default_factory=Survey)
    articles: list[etree._Element] = field(default_factory=list)
    """The elements of the first and of the last line that names an article."""
    _now: list[int] = field(default_factory=lambda: [0] * len(Totals._fields))
    _links: list[etree._Element] = field(default_factory=list)
    """The links that are open."""
    _begun: dict[etree._Element, tuple[Doubt, Totals]] = field(default_factory=dict)
    """The elements that are to be judged when they end, and the totals where they began."""

    @property
    def totals(self) -> Totals:
        """What has come up to now."""
        return Totals(*self._now)

    def walk(self, root: etree._Element) -> None:
        """Walk over all elements that are shown, and judge those that need it."""
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                self._close(element)
                self._read(element.tail if element is not root else None, element.getparent())
            elif visibility.is_text(element) and not visibility.is_hidden(element):
                self._open(element)
                self._read(element.text, element)
            else:
                steps.skip_subtree()

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _COUNTED:
            self._now[_COUNTED[tag]] += 1
        if tag == "a":
            self._links.append(element)
        doubt = furniture.doubt(element) if element.attrib or tag in furniture.NAMED else Doubt.NONE
        if doubt or tag == "table" or furniture.is_breadcrumb(element):
            self._begun[element] = doubt, self.totals

    def _close(self, element: etree._Element) -> None:
        if self._links and self._links[-1] is element:
            self._links.pop()
        if element in self._begun:
            doubt, before = self._begun.pop(element)
            self._judge(element, doubt, self.totals.since(before))

    def _read(self, text: str | None, parent: etree._Element | None) -> None:
        """Add a piece of text to the totals."""
        if not text or not (inner := text.strip()):
            return
        now = self._now
        now[_LETTERS] += len(inner)
        if self._links:
            now[_LINKED] += len(inner)
        else:
            now[_STOPS] += _STOP.search(inner) is not None
        if _TELLING.search(inner):
            for place, pattern in _TOLD.items():
                now[place] += pattern.search(inner) is not None
            if notation.article(inner):
                now[_ARTICLES] += 1
                self.articles = [*self.articles[:1], parent]
            if ender := notation.ender(inner):
                now[_OTHERS if ender is Ender.OTHER else _COLUMNS] += 1

    def _judge(self, element: etree._Element, doubt: Doubt, held: Totals) -> None:
        if element.tag == "table" and _is_data(element, held):
            self.found.data.add(element)
        named = furniture.is_breadcrumb(element) and not held.articles
        if named and held.letters <= _LONGEST_CRUMB and not held.titles:
            if not held.separators:
                self.found.crumbs.add(element)
        elif doubt and _is_furniture(element, doubt, held):
            self.found.furniture.add(element)


_LETTERS, _LINKED, _STOPS, _ARTICLES, _COLUMNS, _OTHERS = (
    Totals._fields.index(name)
    for name in ("letters", "linked", "stops", "articles", "columns", "others")
)
_COUNTED = {
    "a": Totals._fields.index("links"),
    "h1": Totals._fields.index("titles"),
    "table": Totals._fields.index("tables"),
}
_TOLD = {
    Totals._fields.index("mentions"): regex("释义|釋義"),
    Totals._fields.index("crumbs"): regex("专题索引|專題索引|位置[:：]"),
    Totals._fields.index("separators"): regex("[>›»→]"),
    Totals._fields.index("views"): regex("人看[过過]"),
}
_TELLING = regex(
    "[>›»→]|释义|釋義|专题|專題|位置|最新文章|人看|相关|相關|推荐|推薦|热门|熱門|猜你|大家都"
)
"""What any of these has in it; most texts have nothing."""


def _is_furniture(element: etree._Element, doubt: Doubt, held: Totals) -> bool:
    """Decide about an element with a doubtful name, by what it holds.

    The name of a column such as 猜你喜欢 confirms the doubt.
    """
    if held.articles or held.is_crumb:
        return False
    if doubt is Doubt.CERTAIN:
        return not (held.columns and element.tag not in furniture.NAMED)
    if held.mentions or held.columns or held.views or held.titles:
        return False
    if held.others:
        return True
    return held.is_links if doubt is Doubt.POSSIBLE else not held.is_prose


def _is_data(table: etree._Element, held: Totals) -> bool:
    """Tell whether a table holds data, and does not just place the parts of a page.

    Data is in rows and columns, of cells that are no pages of their own.
    """
    if held.tables or held.articles or held.titles or table.get("role") == "presentation":
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if max(map(len, rows), default=0) < 2:
        return False
    if next(table.iter("th", "caption"), None) is not None or _is_ruled(table):
        return True
    return len(rows) > 1 and not held.views and all(map(_is_short, _flat(rows)))


def _is_ruled(table: etree._Element) -> bool:
    """Tell whether lines are drawn between cells, none of which is a part of a page."""
    border = table.get("border", "0").strip()
    return border not in ("", "0") and not any(True for _ in table.iter("div", "h2", "h3", "h4"))


def _flat(rows: list[list[etree._Element]]) -> list[etree._Element]:
    return [cell for row in rows for cell in row]


def _is_short(cell: etree._Element) -> bool:
    """Tell whether a cell holds a word or a sentence, and no part of a page."""
    blocks = sum(1 for _ in cell.iter(*_BLOCKS))
    return blocks <= 1 and len("".join(cell.itertext()).strip()) <= _LONG_CELL


def _outlying(articles: list[etree._Element]) -> set[etree._Element]:
    """Return the lists of links that stand outside the smallest element with all articles.

    It takes two lines that name an article, with sentences between them, to tell what that is.
    """
    if len(articles) < 2 or (container := _common(*articles)) is None:
        return set()
    if not any(_STOP.search(text) for text in container.itertext()):
        return set()
    found: set[etree._Element] = set()
    while (parent := container.getparent()) is not None:
        found |= {child for child in parent if child is not container and _is_link_list(child)}
        container = parent
    return found


def _common(one: etree._Element, other: etree._Element) -> etree._Element | None:
    """Return the smallest element that two stand in, not counting themselves."""
    around = set(one.iterancestors())
    return next((element for element in other.iterancestors() if element in around), None)


def _is_link_list(element: etree._Element) -> bool:
    """Tell whether nothing but links stands in an element: no title, date or breadcrumb."""
    if not visibility.is_text(element) or furniture.is_breadcrumb(element):
        return False
    surveyor = _Surveyor()
    surveyor.walk(element)
    held = surveyor.totals
    return held.is_links and not (held.titles or held.views or held.is_crumb or held.columns)
