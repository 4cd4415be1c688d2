"""Pages -> edited collection, as every command begins: settings, reading, collecting, editing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.cli import inputs
from publisher.desk import Desk
from publisher.model import Collection
from publisher.problems import Problem
from publisher.settings import Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """The topics of the pages before and after the copy editor, and what was found wrong."""

    settings: Settings
    folder: str
    collected: Collection
    edited: Collection
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The topics of the pages before the copy editor, and what was wrong with the pages."""

    settings: Settings
    folder: str
    collected: Collection
    problems: tuple[Problem, ...]
    _desk: Desk

    def edited(self) -> Loaded:
        """Edit them."""
        settings = self.settings
        edited, doubts = self._desk.edit(self.collected, settings.editing, settings.language)
        self._desk.keep()
        problems = (*self.problems, *doubts)
        return Loaded(settings, self.folder, self.collected, edited, problems)


def read(paths: Sequence[Path], config: Path | None) -> Read:
    """Read all pages below `paths`; `config` is a book.toml, else one beside the pages.

    Raises:
        UsageError: a path does not exist, or the settings are wrong.
    """
    chosen = inputs.chosen(paths, config)
    desk = Desk(paths)
    reading = desk.read(chosen.max_file_size * 1024 * 1024)
    collected, clashes = desk.collect(reading.pages, chosen.order)
    return Read(chosen, inputs.folder(paths[0]), collected, (*reading.problems, *clashes), desk)


def load(paths: Sequence[Path], config: Path | None) -> Loaded:
    """Read all pages, as `read` does, and edit them."""
    return read(paths, config).edited()
