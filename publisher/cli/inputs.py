"""What a command is given: pages and settings. Loads nothing that reads or renders."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher import editions as table
from publisher import settings
from publisher.errors import UsageError
from publisher.incremental import build

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


def edition_option(command: _Command) -> _Command:
    """Give a command --edition; it receives it as `names`."""
    return click.option(
        "--edition", "names", multiple=True, type=click.Choice(sorted(table.OFFERED)),
        help="What to make; may be given more than once.  "
        f"[default: {' and '.join(table.USUAL)}]",
    )(command)  # fmt: skip


def force_option(command: _Command) -> _Command:
    """Give a command --force; it receives it as `force`."""
    return click.option(
        "--force", is_flag=True, help="Write over files in OUT that publisher did not make."
    )(command)


def apart(out: Path, paths: Sequence[Path]) -> None:
    """See to it that no product lands among the pages, where the next run would find it.

    Raises:
        UsageError: `out` is one of the folders `paths`, or below one.
    """
    folder = out.resolve()
    for path in paths:
        if path.is_dir() and folder.is_relative_to(path.resolve()):
            raise UsageError(
                str(out), f"lies in the pages' folder {path}", "name a folder outside of it with -o"
            )


def run(paths: Sequence[Path], config: Path | None, *wanted: str) -> str | None:
    """Name a run by all that it is made from and what is `wanted`.

    None where something cannot be read, which reading will explain.
    """
    try:
        return build.key(paths, settings.chosen(paths, config), *wanted)
    except OSError:
        return None


def editions(names: Sequence[str]) -> tuple[str, ...]:
    """Return the editions of these names in the order of making; the usual ones if none is."""
    return tuple(name for name in table.OFFERED if name in (names or table.USUAL))


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org), seconds since 1970, if it is set."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 11:
        raise UsageError(
            "SOURCE_DATE_EPOCH", f"{value!r} is no whole number of seconds", "unset it"
        )
    return int(value)
