"""Collection -> books: stage 4. Titles, identifiers and dates are settled here.

One book of all topics (`whole`), or many volumes (`by_topic`, `by_letter`, `by_month`,
`by_plan`). A volume's id is made of what it stands for and stays when its content changes.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from itertools import count
from typing import NamedTuple

from publisher import wording
from publisher.collecting import collection as collecting
from publisher.collecting.collection import as_utc
from publisher.model import UNDATED, Book, Chapter, Collection, Metadata, Series
from publisher.problems import Problem, problem
from publisher.settings import Settings, VolumePlan
from publisher.wording import Dates

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:publisher,2026:volumes")
_NO_MONTH = "undated"
_AFTER_Z = ord("z") - ord("a") + 2
"""The place of `#` in a series by letter."""


class Volume(NamedTuple):
    """One book of a batch. `id` is ASCII, safe as a folder's name; `mark` is for its cover."""

    id: str
    book: Book
    mark: str = ""


def whole(
    collection: Collection, settings: Settings, folder: str, epoch: int | None = None
) -> Book:
    """Make the one book of all topics.

    Its title is the setting's, else made of the wiki's name, else `folder`. `epoch`
    (SOURCE_DATE_EPOCH, seconds) overrules the newest date of the pages.
    """
    words = wording.of(settings.language)
    named = words.titles.collection(collection.wiki) if collection.wiki else folder
    title = settings.title or named
    metadata = Metadata(
        title=title,
        identifier=identifier(title),
        language=wording.tag(settings.language),
        modified=modified(collection.chapters, epoch),
        subtitle=settings.subtitle,
        author=settings.author,
        publisher=settings.publisher,
        colophon=settings.colophon,
        description=settings.description,
    )
    return Book(metadata, collection.chapters)


def by_topic(book: Book) -> list[Volume]:
    """Make a volume of each topic of `book`."""
    return [
        _volume(
            _named(chapter.reading, collecting.key(chapter.title)),
            book,
            [chapter],
            chapter.title,
            mark=chapter.index_letter.upper(),
        )
        for chapter in book.chapters
    ]


def by_letter(book: Book) -> list[Volume]:
    """Make a volume of each index letter, `#` last.

    Its number in the series is that of the letter in the alphabet, so that a new letter moves no
    other volume.
    """
    groups = _grouped(book.chapters, lambda chapter: chapter.index_letter)
    return [
        _volume(
            f"letter-{letter if letter.isalpha() else 'other'}",
            book,
            chapters,
            f"{book.metadata.title} · {letter.upper()}",
            mark=letter.upper(),
            number=_place(letter),
            shared=True,
        )
        for letter, chapters in sorted(groups.items(), key=lambda entry: (entry[0] == "#", entry))
    ]


def by_month(book: Book) -> list[Volume]:
    """Make a volume of the topics of each month, the oldest first, those without a date last."""
    groups, dates = _grouped(book.chapters, month), wording.of(book.metadata.language).dates
    return [
        _volume(
            f"month-{name}",
            book,
            chapters,
            f"{book.metadata.title} · {_in_words(name, dates)}",
            mark=dates.mark(_first_day(name)) if name != _NO_MONTH else "",
            number=number,
            shared=True,
        )
        for number, (name, chapters) in enumerate(sorted(groups.items()), 1)
    ]


def together(book: Book) -> list[Volume]:
    """Make one volume of all topics."""
    return [Volume("all", book)] if book.chapters else []


def by_plan(book: Book, plans: Sequence[VolumePlan]) -> tuple[list[Volume], tuple[Problem, ...]]:
    """Make the volumes of `[[volume]]` tables; report what no table names, and empty ones."""
    made: list[Volume] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    placed: set[str] = set()
    for plan in plans:
        chapters = [chapter for chapter in book.chapters if _matches(chapter, plan)]
        if not chapters:
            problems.append(problem("empty-volume", "book.toml", title=plan.title))
            continue
        if plan.order:
            chapters = list(collecting.arranged(tuple(chapters), plan.order)[0])
        placed |= {chapter.id for chapter in chapters}
        name = _named(re.sub(r"[^a-z0-9]+", " ", plan.title.lower()), plan.title)
        volume_id = next(n for n in _numbered(name) if n not in taken)
        taken.add(volume_id)
        mark = "" if plan.number is None else str(plan.number)
        made.append(_volume(volume_id, book, chapters, plan.title, mark=mark, number=plan.number))
    problems += [
        problem("in-no-volume", chapter.source, chapter.line, title=chapter.title)
        for chapter in book.chapters
        if chapter.id not in placed
    ]
    return made, tuple(problems)


def identifier(volume_id: str) -> str:
    """Return the URN of a volume: a UUIDv5 of its id (RFC 9562), so always the same."""
    return uuid.uuid5(_NAMESPACE, volume_id).urn


def modified(chapters: Iterable[Chapter], epoch: int | None) -> datetime:
    """Return the date a book carries: `epoch`, else its newest page's, else `UNDATED`."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    dates = (as_utc(chapter.published) for chapter in chapters if chapter.published)
    return max(dates, default=UNDATED)


def month(chapter: Chapter) -> str:
    """Return the month of a chapter as 2026-02, or `undated`."""
    return f"{chapter.published:%Y-%m}" if chapter.published else _NO_MONTH


def _volume(
    volume_id: str, book: Book, chapters: Sequence[Chapter], title: str, *, mark: str,
    number: int | None = None, shared: bool = False,
) -> Volume:  # fmt: skip
    """Make a volume of some chapters of `book`, which is its series.

    An id is `shared` if other collections have a volume of that id, too.
    """
    about = book.metadata
    # a date that was set for the whole book is kept: it is newer than all pages, or older
    newest = modified(book.chapters, None)
    metadata = replace(
        about,
        title=title,
        subtitle=about.title if about.title not in title else about.subtitle,
        identifier=identifier(f"{about.title}/{volume_id}" if shared else volume_id),
        modified=modified(chapters, None) if about.modified == newest else about.modified,
        series=Series(about.title, number),
        description=None,
    )
    return Volume(volume_id, Book(metadata, collecting.renumbered(chapters)), mark)


def _named(reading: str, title: str) -> str:
    """Name a volume by its reading and six digits that only its title has."""
    return f"{collecting.slug(reading)}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{index}" for index in count(2))


def _grouped(
    chapters: Iterable[Chapter], kind: Callable[[Chapter], str]
) -> dict[str, list[Chapter]]:
    groups: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        groups.setdefault(kind(chapter), []).append(chapter)
    return groups


def _place(letter: str) -> int:
    """Return the place of an index letter in the alphabet, from 1; `#` comes after z."""
    return ord(letter) - ord("a") + 1 if letter.isalpha() else _AFTER_Z


def _in_words(name: str, dates: Dates) -> str:
    """Return a month, as `month` names it, in words."""
    return dates.undated if name == _NO_MONTH else dates.month(_first_day(name))


def _first_day(name: str) -> date:
    return date.fromisoformat(f"{name}-01")


def _matches(chapter: Chapter, plan: VolumePlan) -> bool:
    return any(fnmatchcase(chapter.title, pattern) for pattern in plan.topics)
