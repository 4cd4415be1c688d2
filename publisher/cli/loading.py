"""Pages -> edited collection, as every command begins: settings, reading, collecting, editing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher import collection, settings, sources, typography
from publisher.errors import UsageError
from publisher.model import Collection
from publisher.problems import Problem
from publisher.settings import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Loaded:
    """The topics of the pages before and after the copy editor, and what was found wrong."""

    settings: Settings
    folder: str
    collected: Collection
    edited: Collection
    problems: tuple[Problem, ...]


def load(paths: Sequence[Path], config: Path | None) -> Loaded:
    """Read all pages below `paths`; `config` is a book.toml, else one beside the pages.

    Raises:
        UsageError: a path does not exist, or the settings are wrong.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(str(path), "there is no such file or folder", "check the spelling")
    chosen = _settings(paths, config)
    reading = sources.read(paths, chosen.max_file_size * 1024 * 1024)
    collected, clashes = collection.collect(reading.pages, chosen.order)
    edited, doubts = typography.edit(collected, chosen.editing, chosen.language)
    problems = (*reading.problems, *clashes, *doubts)
    return Loaded(chosen, _folder(paths[0]), collected, edited, problems)


def source_options(command: _Command) -> _Command:
    """Give a command SOURCE... and -c; it receives them as `paths` and `config`."""
    config = click.option(
        "-c",
        "--config",
        type=click.Path(path_type=Path),
        help="Settings file; without it, a book.toml in SOURCE.",
    )
    paths = click.argument(
        "paths", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
    )
    return paths(config(command))


def _settings(paths: Sequence[Path], config: Path | None) -> Settings:
    if config is not None:
        return settings.load(config)
    beside = (path / settings.FILE_NAME for path in paths if path.is_dir())
    found = next((path for path in beside if path.is_file()), None)
    return settings.load(found) if found else Settings()


def _folder(path: Path) -> str:
    """Name a collection after the folder of its pages."""
    resolved = path.resolve()
    return (resolved if resolved.is_dir() else resolved.parent).name or "book"
