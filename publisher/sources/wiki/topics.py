"""Lines of a wiki page -> its topics. The text dump and the saved HTML page both end up here.

A page, as the wiki lays it out:

    位置:企业wiki > 专题索引 > q专题 > 专题详情     breadcrumb, may be missing
    title, once or twice
    2026-02-09 18:05:14 火79人看过                 stamp: date, time, views; each may be missing
    基本释义                                       article, with or without a colon
        indented paragraphs
    详细释义                                       either article may be missing
        indented paragraphs
    最新文章                                       what follows is no content
    相关专题                                       what follows are related topics, each:
    title / 基本释义: / … / 详细释义: / … / date / views

`roles` says what each line is to the wiki, `outline` gathers the lines of each topic, `blocks`
makes an article of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from publisher.model import Dropped, Page, Reason, Section, Topic
from publisher.problems import Problem, problem
from publisher.sources.structure import blocks
from publisher.sources.text.lines import Line
from publisher.sources.wiki import roles
from publisher.sources.wiki.outline import Draft, TopicOutline


def parse(lines: Sequence[Line], source: str) -> tuple[Page, tuple[Problem, ...]]:
    """Return the page and what is wrong with it. Without any topic, the page has no topics.

    Each line is in a topic, or among what was dropped.
    """
    # Whether paragraphs are indented decides what a line at the margin means.
    indented = roles.is_indented(lines)
    # One walk over the lines gathers the topics, each with the lines of its articles.
    outline = TopicOutline(indented)
    for line, role in roles.assign(lines, indented):
        outline.take(line, role)
    outline.close()
    # The lines become blocks; what has no title or no text is left out, and said.
    problems = _problems(outline, source)
    dropped = list(outline.dropped)
    topics: list[Topic] = []
    for draft in outline.drafts:
        topic, found = _topic(draft, source, indented)
        topics += [topic] if topic else []
        dropped += [] if topic else _left_out(draft)
        problems += found
    problems.sort(key=lambda found: found.line or 0)
    dropped.sort(key=attrgetter("line"))
    return Page(source, tuple(topics), outline.wiki, tuple(dropped)), tuple(problems)


def _left_out(draft: Draft) -> list[Dropped]:
    """Return the lines of a draft that makes no topic."""
    bare = [(draft.title, Reason.BARE_TITLE)] if draft.title else []
    text = [(line, Reason.UNTITLED) for body in draft.articles.values() for line in body.lines]
    return [Dropped(line.number, line.text, reason) for line, reason in (*bare, *text)]


def _topic(draft: Draft, source: str, indented: bool) -> tuple[Topic | None, list[Problem]]:
    """Make a topic of a draft, or None where the title or all text is missing."""
    if draft.title is None:
        marker = next(iter(draft.articles.values())).marker
        return None, [problem("no-title", source, marker.number, article=marker.text.rstrip(":："))]
    title = draft.title
    sections: list[Section] = []
    problems: list[Problem] = []
    for article, body in draft.articles.items():
        built = blocks.build(body.lines, indented)
        if built:
            sections.append(Section(article.value, article.role, built))
        else:
            place = body.marker.number
            facts = {"title": title.text, "article": article.value}
            problems.append(problem("empty-article", source, place, **facts))
    if not sections:
        return None, [problem("no-text", source, title.number, title=title.text)]
    stamp = draft.stamp
    topic = Topic(
        title=title.text,
        sections=tuple(sections),
        source=source,
        line=title.number,
        main=draft.main,
        letter=draft.letter,
        published=stamp.published,
        views=stamp.views,
    )
    return topic, problems


def _problems(outline: TopicOutline, source: str) -> list[Problem]:
    """Say what the walk came across that belongs to no topic."""
    found = [problem("no-text", source, line.number, title=line.text) for line in outline.bare]
    found += [problem("bad-date", source, line.number, text=line.text) for line in outline.wrong]
    if outline.stray:
        place = outline.stray[0].number
        found.append(problem("stray-text", source, place, count=len(outline.stray)))
    return found
