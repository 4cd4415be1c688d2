"""Lines with roles -> drafts of topics: which title, which articles, which date belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.model import Dropped, Reason
from publisher.sources.structure import judging
from publisher.sources.structure.blocks import is_continuation
from publisher.sources.text.lines import Line
from publisher.sources.wiki.notation import Article, Breadcrumb, Ender, Stamp
from publisher.sources.wiki.roles import Meaning

TITLE_LENGTH = 240
"""Characters that a title has at most; a longer line is a paragraph."""


@dataclass(slots=True)
class Body:
    """The lines of one article, and the line that opens it."""

    marker: Line
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A topic as it is gathered. Without a title it will be left out."""

    title: Line | None
    main: bool
    letter: str | None
    stamp: Stamp
    articles: dict[Article, Body] = field(default_factory=dict)


@dataclass(slots=True)
class Gap:
    """What stands outside articles: above the first, or between two topics.

    `main` says that the page's main topic comes next. `above` are the lines over the
    breadcrumb, `lines` those under it, or all lines if there is none.
    """

    main: bool = False
    crumb: Breadcrumb | None = None
    above: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stamp: Stamp = field(default_factory=Stamp)
    stamp_lines: list[Line] = field(default_factory=list)

    def take_stamp(self, line: Line, stamp: Stamp) -> None:
        """Keep a stamp for the topic that comes. Of two dates, the first is a title: 2008-08-08."""
        if stamp.dated and self.stamp.dated:
            self.lines.append(self.stamp_lines.pop())
            self.stamp = stamp
        else:
            self.stamp = self.stamp.filled(stamp)
        self.stamp_lines.append(line)

    def title(self) -> Line | None:
        """Return the title's line: the first under a breadcrumb, else the last of all.

        Where it stands twice, it is the first of the two. A heading that is marked up as the
        title is sure.
        """
        if marked := next((line for line in (*self.above, *self.lines) if line.tag == "h1"), None):
            return marked
        lines = [line for line in self.lines or self.above if len(line.text) <= TITLE_LENGTH]
        if not lines:
            return None
        if self.crumb and self.lines:
            texts = [line.text for line in lines]
            return next((line for line in lines if texts.count(line.text) == 2), lines[0])
        return next(line for line in lines if line.text == lines[-1].text)


@dataclass(slots=True)
class TopicOutline:
    """Gathers the topics of a page, line by line.

    Results: `drafts`, `wiki`, and lines to report: `bare` titles without article, `stray`
    paragraphs outside any article, `wrong` dates. Each line that is taken is in a draft, as its
    title or in an article, or among the `dropped`.
    """

    indented: bool
    drafts: list[Draft] = field(default_factory=list)
    wiki: str | None = None
    bare: list[Line] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    wrong: list[Line] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _gap: Gap = field(default_factory=lambda: Gap(main=True))
    # The article that is open, if one is.
    _body: Body | None = None
    # Whether a stamp has just closed the last draft: another one may belong to it too.
    _stamped: bool = False

    def take(self, line: Line, role: Meaning) -> None:
        """Take the next line."""
        match role:
            case None:
                (self._body or self._gap).lines.append(line)
            case Article():
                self._drop(Reason.ARTICLE, line)
                self._article(line, role)
            case Stamp():
                self._stamp(line, role)
            case Ender():
                self._drop(Reason.COLUMN, line)
                self._end(role)
            case Breadcrumb():
                self._drop(Reason.BREADCRUMB, line)
                self._begin(role)
            case Reason():
                self._drop(role, line)

    def close(self) -> None:
        """End the page: no further title comes."""
        self._leave_gap(Gap())

    def _drop(self, reason: Reason, *lines: Line) -> None:
        self.dropped += [Dropped(line.number, line.text, reason) for line in lines]

    def _article(self, marker: Line, article: Article) -> None:
        """Open an article, of the topic at hand or of a new one."""
        if not self._continues(article):
            gap = self._gap
            title = gap.title() if self._body is None else self._title_in_body()
            letter = gap.crumb.letter if gap.crumb else None
            self.drafts.append(Draft(title, gap.main, letter, gap.stamp))
            self._leave_gap(Gap(), title)
        self._body = self.drafts[-1].articles.setdefault(article, Body(marker))

    def _stamp(self, line: Line, stamp: Stamp) -> None:
        """Give a date or a count to the topic above it, else to the one below."""
        if stamp.wrong:
            self.wrong.append(line)
        ends = self._body is not None
        if ends or (self._stamped and not self._gap.lines and not self._is_second_date(stamp)):
            self._drop(Reason.STAMP, line)
            self.drafts[-1].stamp = self.drafts[-1].stamp.filled(stamp)
            self._body, self._stamped = None, True
        else:
            self._gap.take_stamp(line, stamp)

    def _end(self, ender: Ender) -> None:
        """End the topic. Before the main topic, only a breadcrumb makes such a line credible."""
        gap = self._gap
        if self._body is None and gap.main and (gap.crumb is None or ender is Ender.OTHER):
            return
        title = gap.title() if gap.main else None
        if title:
            self.bare.append(title)
            self._drop(Reason.BARE_TITLE, title)
        self._leave_gap(Gap(), title)
        self._body = None

    def _begin(self, crumb: Breadcrumb) -> None:
        """Begin a page; a file may hold several, one after the other."""
        self.wiki = self.wiki or crumb.wiki
        lines = [*self._gap.above, *self._gap.lines] if self._gap.main else []
        self._leave_gap(Gap(main=True, crumb=crumb, above=lines))
        self._body = None

    def _leave_gap(self, following: Gap, title: Line | None = None) -> None:
        """Go on with a new gap; what the old one does not hand on is in no topic.

        Paragraphs between two topics are nobody's, and are reported.
        """
        gap = self._gap
        left = [line for line in (*gap.above, *gap.lines) if line is not title]
        if not following.above:
            for line in left:
                self._drop(_why_left(line, title), line)
        if not gap.main:
            self.stray += [line for line in left if self.indented and not line.flush]
        self._drop(Reason.STAMP, *gap.stamp_lines)
        self._gap, self._stamped = following, False

    def _is_second_date(self, stamp: Stamp) -> bool:
        return stamp.dated and self.drafts[-1].stamp.dated

    def _continues(self, article: Article) -> bool:
        """Tell whether `article` belongs to the topic whose article is open.

        It does if the topic has none of that name yet. A saved page may also name both articles
        in a row before they come; then the topic has both, but no text.
        """
        if self._body is None:
            return False
        articles = self.drafts[-1].articles
        if not any(body.lines for body in articles.values()):
            return True
        return article not in articles and not self._ends_in_title(self._body.lines, article)

    def _ends_in_title(self, lines: Sequence[Line], article: Article) -> bool:
        """Tell whether the last line of the open article is the title of the next topic.

        Where paragraphs are indented, a line at the margin is. Where they are not, only the
        unusual order tells: 基本释义 after 详细释义, below a short line without a stop.
        """
        if not self.indented:
            short = bool(lines) and len(lines[-1].text) <= judging.LENGTH
            return short and article is Article.SUMMARY and _may_be_title(lines, indented=False)
        return _may_be_title(lines, indented=True)

    def _title_in_body(self) -> Line | None:
        """Take the next topic's title from the end of the article that is open."""
        lines = self._body.lines if self._body else []
        return lines.pop() if _may_be_title(lines, self.indented) else None


def _why_left(line: Line, title: Line | None) -> Reason:
    """Say why a line beside `title` is in no topic."""
    if title is None:
        return Reason.STRAY
    return Reason.REPEATED_TITLE if line.text == title.text else Reason.ABOVE


def _may_be_title(lines: Sequence[Line], indented: bool) -> bool:
    """Tell whether the last of an article's lines may be no part of it, but a title."""
    if not lines or not lines[-1].flush or len(lines[-1].text) > TITLE_LENGTH:
        return False
    if not indented:
        return lines[-1].text[-1] not in "。；;，,"
    return len(lines) < 2 or not is_continuation(lines[-1], lines[-2], indented=True)
