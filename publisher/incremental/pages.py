"""The first three stages, and what they came to before: only changed pages are worked on again.

A page is read once for its bytes, a topic edited once for its page and the settings. The rest
comes from the cache, and the rules and the table of readings are not even loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache as once
from pathlib import Path
from typing import TypeVar

from publisher.books import fingerprint
from publisher.collecting import collection, letters
from publisher.model import Chapter, Collection, Page, Section
from publisher.problems import Problem, problem
from publisher.runtime import background, codec, memo, unforeseen
from publisher.runtime.memo import Memo
from publisher.settings import Editing, Order
from publisher.sources import on_disk, reader
from publisher.sources.on_disk import SourceFile
from publisher.sources.reader import Reading

_Value = TypeVar("_Value")

_MANY = 40
"""Pages of which half are worth another process."""


class KeptPages:
    """Reads, collects and edits the pages of one run, which are below `paths`.

    What they come to is kept in one entry of the cache. A run that changes nothing writes none.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int) -> None:
        """Find the pages, take out what an earlier run on the same paths has kept, and begin.

        No page may be larger than `max_bytes`.
        """
        self._max_bytes = max_bytes
        self._memo = Memo(dict, level=0)
        self._name = memo.key(
            fingerprint.current(), "desk", *(os.fsencode(path.resolve()) for path in paths)
        )
        self._kept = _entries(self._memo.get(self._name))
        self._found = dict(self._kept)
        self._used: dict[str, bytes] = {}
        self._pages: dict[str, str] = {}
        """The key of each page, by its name."""
        found = on_disk.find(paths)
        self._files, self._wrong = found.pages, found.problems
        self._half = len(self._files) // 2
        shared = not self._kept and len(self._files) >= _MANY and background.is_possible()
        self._others_read = background.begin(self._read_others) if shared else None

    def read(self) -> Reading:
        """Read every page in the files and folders, as `reader.read` does."""
        first = self._read(self._files[: self._half])
        if self._others_read:
            self._found |= _entries(self._memo.load(self._others_read()))
        others = self._read(self._files[self._half :])
        problems = (*self._wrong, *first.problems, *others.problems)
        return Reading((*first.pages, *others.pages), problems)

    def collect(
        self, pages: Sequence[Page], order: Order
    ) -> tuple[Collection, tuple[Problem, ...]]:
        """Merge the topics of all pages, as `collection.collect` does."""
        titles = sorted({topic.title for page in pages for topic in page.topics})
        key = memo.key("readings", *titles)
        read = letters.reading_and_letter
        readings = self._once(key, lambda: {title: read(title) for title in titles})
        return collection.collect(pages, order, readings.__getitem__)

    def edit(
        self, collected: Collection, switches: Editing, language: str
    ) -> tuple[Collection, tuple[Problem, ...]]:
        """Edit every chapter, as `editing.edit` does."""
        chapters: list[Chapter] = []
        problems: list[Problem] = []
        for chapter in collected.chapters:
            try:
                title, sections, doubts = self._edited(chapter, switches, language)
            except Exception as error:  # whatever it is, it is the failure of one chapter
                title, sections, doubts = (
                    chapter.title,
                    chapter.sections,
                    (_unedited(chapter, error),),
                )
            chapters.append(replace(chapter, title=title, sections=sections))
            problems += doubts
        return replace(collected, chapters=tuple(chapters)), tuple(problems)

    def keep(self) -> None:
        """Keep what was read and edited for the next run; it is the last work of this one."""
        if self._used != self._kept:
            self._memo.put(self._name, self._used)
        self._kept, self._found, self._used = {}, {}, {}

    def _read(self, files: Sequence[SourceFile]) -> Reading:
        return reader.read_files(files, self._max_bytes, self._read_page)

    def _read_others(self) -> bytes:
        """Read the second half of the pages, in another process; return what is to be kept."""
        self._read(self._files[self._half :])
        return self._memo.dump(self._used)

    def _read_page(self, data: bytes, source: str) -> tuple[Page, tuple[Problem, ...]]:
        self._pages[source] = key = memo.key("page", source, data)
        return self._once(key, lambda: reader.read_page(data, source))

    def _edited(
        self, chapter: Chapter, switches: Editing, language: str
    ) -> tuple[str, tuple[Section, ...], tuple[Problem, ...]]:
        # the place in a page says which of its topics it is
        page, settings = self._pages[chapter.source], repr((switches, language))
        key = memo.key("edited", page, str(chapter.line), chapter.title, settings)

        def edit() -> tuple[str, tuple[Section, ...], tuple[Problem, ...]]:
            # only now: the rules take a twentieth of a second to load
            from publisher import editing

            edited, doubts = editing.edit_chapter(chapter, switches, language)
            return edited.title, edited.sections, doubts

        return self._once(key, edit)

    def _once(self, key: str, make: Callable[[], _Value]) -> _Value:
        """Return what is kept under `key`; make it if there is nothing of ours."""
        content = self._found.get(key)
        if content is not None:
            try:
                found: _Value = codec.load(content, _kinds())
            except codec.ForeignValueError:
                pass
            else:
                self._used[key] = content
                return found
        made = make()
        self._used[key] = codec.dump(made, _kinds())
        return made


@once
def _kinds() -> frozenset[type]:
    """Return what all that is kept is made of."""
    return codec.kinds(Page, Problem)


def _unedited(chapter: Chapter, error: Exception) -> Problem:
    reason = unforeseen.reason(error)
    return problem("not-edited", chapter.source, chapter.line, title=chapter.title, reason=reason)


def _entries(found: dict[str, bytes] | None) -> dict[str, bytes]:
    """Return what `KeptPages` wrote; nothing if it is none of these."""
    if found and all(isinstance(entry, bytes) for entry in found.values()):
        return found
    return {}
