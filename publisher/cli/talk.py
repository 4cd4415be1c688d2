"""What the commands say: progress, problems, results. Results go to stdout, the rest to stderr.

On a terminal a stage shows a spinner with its time; in a pipe it is one plain line.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeVar

import click

from publisher.problems import Problem
from publisher.runtime import unforeseen

_Command = TypeVar("_Command", bound=Callable[..., Any])

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Voice:
    """Speaks as loud as -q and -v say: -1 only errors, 0 stages and warnings, 1 notes too."""

    def __init__(self, loudness: int) -> None:
        """Remember how loud to be."""
        self._loudness = loudness
        self._said: set[Problem] = set()

    @property
    def is_quiet(self) -> bool:
        """Tell whether only errors are said."""
        return self._loudness < 0

    @contextmanager
    def stage(self, what: str) -> Iterator[None]:
        """Show that `what` is going on, and how long it took."""
        started = time.monotonic()
        with unforeseen.while_doing(what), self._spinner(what):
            yield
        if self._loudness < 0:
            return
        click.echo(f"{what} ({time.monotonic() - started:.1f} s)", err=True)

    def _spinner(self, what: str) -> AbstractContextManager[object]:
        if self._loudness < 0 or not sys.stderr.isatty():
            return nullcontext()
        from rich.console import Console

        return Console(stderr=True).status(f"{what} …")

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems as `file:line: level: message; hint: remedy`, each once."""
        hidden = 0
        new = [entry for entry in dict.fromkeys(problems) if entry not in self._said]
        self._said.update(new)
        for entry in new:
            if not self._hears(entry):
                hidden += entry.level == "note"
                continue
            level = click.style(entry.level, fg=_COLOURS[entry.level])
            click.echo(f"{entry.place}: {level}: {entry.message}; hint: {entry.hint}", err=True)
        if hidden and self._loudness == 0:
            click.echo(f"{hidden} note(s) not shown; -v shows them", err=True)

    def line(self, text: str) -> None:
        """Print a plain line to stderr, unless quiet."""
        if self._loudness >= 0:
            click.echo(text, err=True)

    def error(self, text: str) -> None:
        """Print an error that did not stop the rest."""
        click.echo(f"{click.style('error', fg='red')}: {text}", err=True)

    def _hears(self, entry: Problem) -> bool:
        loudest = {"error": -1, "warning": 0, "note": 1}
        return self._loudness >= loudest[entry.level]


def loudness_options(command: _Command) -> _Command:
    """Give a command -q and -v; it receives them as `quiet` and `verbose`."""
    verbose = click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
    quiet = click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
    return quiet(verbose(command))


def voice(quiet: bool, verbose: bool) -> Voice:
    """Return the voice that -q and -v ask for."""
    return Voice(-1 if quiet else int(verbose))


def size(count: int) -> str:
    """Write a number of bytes for people: 1.1 MB."""
    for unit, step in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} bytes"


def status(problems: Iterable[Problem]) -> int:
    """Return the exit status of a command whose work was done: 1 if something was left out."""
    return int(any(entry.level == "error" for entry in problems))
