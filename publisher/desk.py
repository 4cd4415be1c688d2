"""The first three stages, and what they came to before: only changed pages are worked on again.

A page is read once for its bytes, a topic edited once for its page and the settings. The rest
comes from the cache, and the rules and the table of readings are not even loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from publisher import cache, collection, fingerprint, letters, model, sources, values
from publisher.cache import Cache
from publisher.model import Chapter, Collection, Page, Section
from publisher.problems import Problem
from publisher.settings import Editing, Order
from publisher.sources import Reading

_Value = TypeVar("_Value")

_KINDS = (
    model.Article, model.Heading, model.Lead, model.ListItem, model.Missing, model.Page,
    model.Paragraph, model.Quotation, model.Section, model.Text, model.Topic, model.Verse,
    Problem, date, datetime,
)  # fmt: skip
"""What is kept is made of these."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads, collects and edits the pages of one run."""

    _cache: Cache = field(default_factory=lambda: Cache(cache.folder()))
    _pages: dict[str, str] = field(default_factory=dict)
    """The key of each page, by its name."""

    def read(self, paths: Sequence[Path], max_bytes: int) -> Reading:
        """Read every page in the files and folders `paths`, as `sources.read` does."""
        return sources.read(paths, max_bytes, self._read_page)

    def collect(
        self, pages: Sequence[Page], order: Order
    ) -> tuple[Collection, tuple[Problem, ...]]:
        """Merge the topics of all pages, as `collection.collect` does."""
        titles = sorted({topic.title for page in pages for topic in page.topics})
        key = self._key("readings", *titles)
        spoken = self._once(key, lambda: {title: letters.spoken(title) for title in titles})
        return collection.collect(pages, order, spoken.__getitem__)

    def edit(
        self, collected: Collection, switches: Editing, language: str
    ) -> tuple[Collection, tuple[Problem, ...]]:
        """Edit every chapter, as `typography.edit` does."""
        chapters: list[Chapter] = []
        problems: list[Problem] = []
        for chapter in collected.chapters:
            title, sections, doubts = self._edited(chapter, switches, language)
            chapters.append(replace(chapter, title=title, sections=sections))
            problems += doubts
        return replace(collected, chapters=tuple(chapters)), tuple(problems)

    def _read_page(self, data: bytes, source: str) -> tuple[Page, tuple[Problem, ...]]:
        self._pages[source] = key = self._key("page", source, data)
        return self._once(key, lambda: sources.read_page(data, source))

    def _edited(
        self, chapter: Chapter, switches: Editing, language: str
    ) -> tuple[str, tuple[Section, ...], tuple[Problem, ...]]:
        # the place in a page says which of its topics it is
        page, settings = self._pages[chapter.source], repr((switches, language))
        key = self._key("edited", page, str(chapter.line), chapter.title, settings)

        def edit() -> tuple[str, tuple[Section, ...], tuple[Problem, ...]]:
            # only now: the rules take a tenth of a second to load
            from publisher import typography

            edited, doubts = typography.edit_chapter(chapter, switches, language)
            return edited.title, edited.sections, doubts

        return self._once(key, edit)

    def _key(self, *parts: str | bytes) -> str:
        return cache.key(fingerprint.taken(), *parts)

    def _once(self, key: str, make: Callable[[], _Value]) -> _Value:
        """Return what is kept under `key`; make and keep it if there is nothing of ours."""
        content = self._cache.get(key)
        if content is not None:
            try:
                found: _Value = values.load(content, _KINDS)
            except values.ForeignValueError:
                pass
            else:
                return found
        made = make()
        self._cache.put(key, values.dump(made))
        return made
