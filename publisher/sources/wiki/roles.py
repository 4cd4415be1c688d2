"""Lines -> lines with their role: what each means to the wiki, judged by what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import TypeAlias

from publisher.model import Reason
from publisher.sources.text.lines import MARGIN, Line
from publisher.sources.wiki import notation
from publisher.sources.wiki.notation import Article, Breadcrumb, Ender, Stamp

Meaning: TypeAlias = Article | Stamp | Ender | Breadcrumb | Reason | None
"""What the wiki wrote; None is text, a reason says why a line is none."""

_ENDS_PROSE = "。；：…"
"""No title of an article in a list ends so."""

Marked: TypeAlias = tuple[Line, Meaning]


def is_indented(lines: Sequence[Line]) -> bool:
    """Tell whether most lines of the articles are indented: some dumps have lost it."""
    inside = False
    deep = total = 0
    for line in lines:
        if notation.article(line.text):
            inside = True
        elif line.indent < MARGIN and (notation.ender(line.text) or notation.stamp(line.text)):
            inside = False
        elif inside:
            total += 1
            deep += line.indent >= MARGIN
    return deep * 2 >= total > 0


def assign(lines: Sequence[Line], indented: bool) -> list[Marked]:
    """Give each line its role. That of navigation, and of the list under 最新文章, is a reason.

    Only a line at the margin can have a role, or a paragraph that says 相关专题 would end its
    topic. A page that indents even its 基本释义 is the exception: there, any line can.
    """
    margin = any(line.indent < MARGIN and notation.article(line.text) for line in lines)
    marked = [(line, _role(line) if line.indent < MARGIN or not margin else None) for line in lines]
    first = next((at for at, (_, role) in enumerate(marked) if isinstance(role, Article)), None)
    if first is None:
        return marked
    judged = [*marked[:first], *_inside(_with_mentions(marked[first:]), indented)]
    return _without_latest(judged)


def _role(line: Line) -> Meaning:
    return (
        notation.article(line.text)
        or notation.ender(line.text)
        or notation.stamp(line.text)
        or notation.breadcrumb(line.text)
    )


def _with_mentions(marked: Sequence[Marked]) -> list[Marked]:
    """Take a column's name for text where sentences follow: the article tells of such columns.

    What stands under the last 最新文章 before 相关专题 is the wiki's, whatever it says.
    """
    judged = list(marked)
    own = ((index, role) for index, (_, role) in enumerate(marked) if role is not None)
    columns = [index for index, role in own if isinstance(role, Ender)]
    for index in reversed(columns):
        line, role = judged[index]
        below = list(takewhile(_is_text, islice(judged, index + 1, None)))
        prose = any(text.text[-1] in _ENDS_PROSE for text, _ in below)
        after = index + 1 + len(below)
        following = judged[after][1] if after < len(judged) else None
        if prose and isinstance(role, Ender) and _is_mention(role, following):
            judged[index] = (line, None)
    return judged


def _is_text(marked: Marked) -> bool:
    return marked[1] is None


def _is_mention(ender: Ender, below: Meaning) -> bool:
    """Tell from the wiki's next line whether a column's name above prose is no column."""
    if ender is Ender.RELATED:
        return not isinstance(below, Article)
    return not (ender is Ender.LATEST and below is Ender.RELATED)


def _inside(marked: Sequence[Marked], indented: bool) -> Iterable[Marked]:
    """Judge again from the first article on, where text may look like the wiki's own lines."""
    for index, (line, role) in enumerate(marked):
        if role is None and line.indent >= MARGIN:
            yield line, None
            continue
        after = [following for _, following in marked[index + 1 : index + 3]]
        match role:
            case Stamp(views=None) if not indented and not _ends_topic(after):
                yield line, None
            case Breadcrumb(letter=None):
                yield line, None
            case None if not _is_title(after):
                aside = notation.navigation(line.text, outside=indented)
                yield line, Reason.NAVIGATION if aside else None
            case _:
                yield line, role


def _ends_topic(after: Sequence[Meaning]) -> bool:
    """Tell from the next two roles whether a date ends a topic: it is the last of its lines.

    In a page without indents, a date may also head a paragraph of a chronicle.
    """
    return not after or after[0] is not None or (len(after) > 1 and isinstance(after[1], Article))


def _is_title(after: Sequence[Meaning]) -> bool:
    return bool(after) and isinstance(after[0], Article)


def _without_latest(marked: Sequence[Marked]) -> list[Marked]:
    """Mark what stands between 最新文章 and 相关专题, where the latter comes, as that list."""
    judged = list(marked)
    own = [(index, role) for index, (_, role) in enumerate(marked) if role is not None]
    end: int | None = None
    for index, role in reversed(own):
        match role:
            case Ender.RELATED:
                end = index
            case Breadcrumb():
                end = None
            case Ender.LATEST if end is not None and _page_began(own, index):
                judged[index + 1 : end] = [
                    (line, Reason.LATEST) for line, _ in marked[index + 1 : end]
                ]
    return judged


def _page_began(own: Sequence[tuple[int, Meaning]], before: int) -> bool:
    """Tell whether an article or a breadcrumb stands above a place."""
    return any(isinstance(role, Article | Breadcrumb) for index, role in own if index < before)
