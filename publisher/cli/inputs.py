"""What a command is given: pages and settings. Loads nothing that reads or renders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher import settings
from publisher.errors import UsageError
from publisher.settings import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


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


def chosen(paths: Sequence[Path], config: Path | None) -> Settings:
    """Return the settings for `paths`; `config` is a book.toml, else one beside the pages.

    Raises:
        UsageError: a path does not exist.
        SettingsError: the settings are wrong.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(str(path), "there is no such file or folder", "check the spelling")
    if config is not None:
        return settings.load(config)
    beside = (path / settings.FILE_NAME for path in paths if path.is_dir())
    found = next((path for path in beside if path.is_file()), None)
    return settings.load(found) if found else Settings()


def folder(path: Path) -> str:
    """Name a collection after the folder of its pages."""
    resolved = path.resolve()
    return (resolved if resolved.is_dir() else resolved.parent).name or "book"
