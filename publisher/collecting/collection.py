"""Pages -> one collection: stage 2. Each topic once, in order, with id, letter and relations."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypeAlias

from publisher import wording
from publisher.collecting import letters, links
from publisher.model import Chapter, Collection, Page, Role, Topic, walk
from publisher.problems import Problem, problem
from publisher.runtime.patterns import regex
from publisher.settings import Order

Spoken: TypeAlias = Callable[[str], tuple[str, str]]
"""A title -> its reading and its letter of the index."""

_ID_LENGTH = 60
_NO_DATE = datetime.min.replace(tzinfo=UTC)
_LETTER_OR_DIGIT = regex(r"\W|_")
_MARGINAL = 0.02
"""Versions that differ in less than this share of their characters differ in no substance."""


def collect(
    pages: Sequence[Page], order: Order = "source", spoken: Spoken = letters.reading_and_letter
) -> tuple[Collection, tuple[Problem, ...]]:
    """Merge the topics of all pages into one ordered collection.

    `order` is `source` (as the pages come), `letter`, `date` (newest first, undated last), or
    the titles in the order wanted; topics that it does not name follow as the pages come.
    """
    # A topic that several pages tell is kept once, at the first place it stands.
    kept, problems = _merge(topic for page in pages for topic in page.topics)
    # Each gets its reading, its letter of the index and an id of its own.
    chapters = _chapters(kept, spoken)
    # A page's main topic and its related topics refer to each other.
    related = _related(pages, chapters)
    bound = tuple(replace(chapter, related=related[name]) for name, chapter in chapters.items())
    # The order that was asked for.
    ordered, unknown = arranged(bound, order)
    wiki = next((page.wiki for page in pages if page.topics and page.wiki), None)
    return Collection(ordered, wiki), (*problems, *unknown, *links.dead(pages))


def key(title: str) -> str:
    """Return what two titles of one topic have in common: NFKC, without spaces and case."""
    return "".join(unicodedata.normalize("NFKC", title).split()).casefold()


# ---------------------------------------------------------------- duplicates


def _merge(topics: Iterable[Topic]) -> tuple[dict[str, Topic], list[Problem]]:
    versions: dict[str, list[Topic]] = {}
    for topic in topics:
        versions.setdefault(_name(topic), []).append(topic)
    kept: dict[str, Topic] = {}
    problems: list[Problem] = []
    for name, found in versions.items():
        best = max(found, key=_worth)
        kept[name] = best
        problems += [
            problem("duplicate", other.source, other.line, title=other.title, kept=best.source)
            for other in found
            if other is not best and _differ(other, best)
        ]
    return kept, problems


def _name(topic: Topic) -> str:
    """Return what versions of one topic have in common.

    In a wiki that is the title; of a topic that is a whole file there is one version, and many
    may be called alike, such as 小结.
    """
    whole = any(section.role == Role.BODY for section in topic.sections)
    return f"{key(topic.title)}\n{topic.source}" if whole else key(topic.title)


def _worth(topic: Topic) -> tuple[bool, datetime, int]:
    """Rank versions: the main topic of a page, then the newest, then the longest."""
    when = as_utc(topic.published) if topic.published else _NO_DATE
    return topic.main, when, len(_text(topic))


def as_utc(published: date | datetime) -> datetime:
    """Return a publication date as a moment; pages give no time zone, so UTC.

    A day without a time of day is its midnight.
    """
    clock = published.time() if isinstance(published, datetime) else time.min
    return datetime.combine(published, clock, UTC)


def _differ(one: Topic, other: Topic) -> bool:
    """Tell whether two versions differ in substance, not only in marks, width and spaces."""
    first, second = (
        _LETTER_OR_DIGIT.sub("", unicodedata.normalize("NFKC", _text(topic)))
        for topic in (one, other)
    )
    if first == second:
        return False
    most = max(len(first), len(second))
    if abs(len(first) - len(second)) > _MARGINAL * most:
        return True
    # only now: few collections tell a topic twice
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second, autojunk=False).quick_ratio() < 1 - _MARGINAL


def _text(topic: Topic) -> str:
    return "\n".join(walk.texts(topic.sections))


# ---------------------------------------------------------------- chapters


def _chapters(topics: Mapping[str, Topic], spoken: Spoken) -> dict[str, Chapter]:
    taken: dict[str, int] = {}
    chapters: dict[str, Chapter] = {}
    for name, topic in topics.items():
        reading, initial = spoken(topic.title)
        chapters[name] = Chapter(
            id=_unique(slug(reading), taken),
            title=topic.title,
            reading=reading,
            index_letter=topic.letter or initial,
            sections=topic.sections,
            source=topic.source,
            line=topic.line,
            published=topic.published,
            views=topic.views,
        )
    return chapters


def renumbered(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return chapters as a collection of their own, whatever else there is beside them.

    Their ids are unique among themselves, and relations to others are dropped.
    """
    taken: dict[str, int] = {}
    ids = {chapter.id: _unique(slug(chapter.reading), taken) for chapter in chapters}
    return tuple(
        replace(
            chapter,
            id=ids[chapter.id],
            related=tuple(ids[other] for other in chapter.related if other in ids),
        )
        for chapter in chapters
    )


def slug(reading: str) -> str:
    """Make an id of a reading: ASCII, an XML name, at most 60 characters, cut between syllables."""
    words = re.findall(r"[a-z0-9]+", reading)
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_ID_LENGTH]
        if len(longer) > _ID_LENGTH:
            break
        name = longer
    if not name:
        return "topic"
    return name if name[0].isalpha() else f"n-{name}"


def _unique(wanted: str, taken: dict[str, int]) -> str:
    """Return `wanted`, or `wanted-2` and so on where an earlier topic has it, and take it.

    `taken` has what to try next after each name, so that equal names do not add up.
    """
    free, number = wanted, taken.get(wanted, 2)
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken[wanted] = number
    taken.setdefault(free, 2)
    return free


# ---------------------------------------------------------------- relations


def _related(pages: Iterable[Page], chapters: Mapping[str, Chapter]) -> dict[str, tuple[str, ...]]:
    """Return for each chapter the ids of its relations, in the order in which pages name them."""
    found: dict[str, dict[str, None]] = {name: {} for name in chapters}
    for page in pages:
        main = ""
        for topic in page.topics:
            name = _name(topic)
            if topic.main:
                main = name
            elif main and name != main:
                found[main].setdefault(chapters[name].id)
                found[name].setdefault(chapters[main].id)
    return {name: tuple(ids) for name, ids in found.items()}


# ---------------------------------------------------------------- order


def arranged(
    chapters: tuple[Chapter, ...], order: Order
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """Return chapters in the order asked for, and the titles of it that no chapter has."""
    match order:
        case "source":
            return chapters, []
        case "letter":
            return tuple(sorted(chapters, key=wording.by_pinyin)), []
        case "date":
            return tuple(sorted(chapters, key=_age)), []
    places = {key(title): index for index, title in enumerate(order)}
    here = {key(chapter.title) for chapter in chapters}
    unknown = [
        problem("unknown-title", "book.toml", title=title)
        for title in order
        if key(title) not in here
    ]
    listed = sorted(chapters, key=lambda chapter: places.get(key(chapter.title), len(places)))
    return tuple(listed), unknown


def _age(chapter: Chapter) -> float:
    """Sort the newest first; undated chapters last."""
    return -as_utc(chapter.published).timestamp() if chapter.published else math.inf
