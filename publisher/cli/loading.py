"""Pages -> edited collection, as every command begins: settings, reading, collecting, editing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from publisher import settings
from publisher.collecting import scripts
from publisher.incremental.pages import KeptPages
from publisher.model import Collection, Page
from publisher.problems import Problem
from publisher.runtime.reading import MIB
from publisher.settings import Settings
from publisher.sources import on_disk


class Loaded(NamedTuple):
    """The topics of the pages before and after the copy editor, and what was found wrong."""

    settings: Settings
    folder: str
    pages: tuple[Page, ...]
    collected: Collection
    edited: Collection
    problems: tuple[Problem, ...]


class Begun(NamedTuple):
    """Pages that were found; another process may read some of them already."""

    settings: Settings
    folder: str
    kept: KeptPages

    def read(self) -> Read:
        """Read all, and collect their topics."""
        reading = self.kept.read()
        collected, clashes = self.kept.collect(reading.pages, self.settings.order)
        problems = (*reading.problems, *clashes, *scripts.of_language(collected, self.settings))
        return Read(self.settings, self.folder, reading.pages, collected, problems, self.kept)


class Read(NamedTuple):
    """The topics of the pages before the copy editor, and what was wrong with the pages."""

    settings: Settings
    folder: str
    pages: tuple[Page, ...]
    collected: Collection
    problems: tuple[Problem, ...]
    kept: KeptPages

    def edited(self) -> Loaded:
        """Edit them."""
        settings = self.settings
        edited, doubts = self.kept.edit(self.collected, settings.editing, settings.language)
        self.kept.keep()
        problems = (*self.problems, *doubts)
        return Loaded(settings, self.folder, self.pages, self.collected, edited, problems)


def begin(paths: Sequence[Path], config: Path | None) -> Begun:
    """Find all pages below `paths`; `config` is a book.toml, else one beside the pages.

    Raises:
        UsageError: a path does not exist, or the settings are wrong.
    """
    taken = settings.chosen(paths, config)
    kept = KeptPages(paths, taken.max_file_size * MIB)
    return Begun(taken, on_disk.folder(paths[0]), kept)


def load(paths: Sequence[Path], config: Path | None) -> Loaded:
    """Read and edit all pages below `paths`, as `begin` finds them."""
    return begin(paths, config).read().edited()
