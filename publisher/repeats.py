"""A run on pages that have not changed: what an earlier one said and made is said and made again.

Such a run reads the pages' bytes and nothing more: it does not parse, edit or lay out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple

from publisher import cache, fingerprint
from publisher.cache import Cache
from publisher.problems import Problem
from publisher.settings import Settings


class MadeFile(NamedTuple):
    """A finished file: the end of its path below OUT, its content, what was wrong with it."""

    name: str
    content: bytes
    problems: tuple[Problem, ...]


class Run(NamedTuple):
    """What a run came to: the book in one line, problems of its pages, its files."""

    summary: str
    problems: tuple[Problem, ...]
    files: list[MadeFile]


def key(sources: Sequence[Path], settings: Settings, *chosen: str) -> str:
    """Return the name of a run: all bytes of the pages, the settings, and what was `chosen`.

    A file below a source that is no page counts with its size and time: it may belong to a theme.
    """
    named = [path.read_bytes() for path in (settings.theme, settings.press.icc) if path]
    pages = [part for source in sources for part in _below(source)]
    return cache.key(fingerprint.taken(), repr(settings), *named, *chosen, *pages)


def find(name: str) -> Run | None:
    """Return the run of this name if all that it made is still there."""
    kept = Cache(cache.folder())
    entry = kept.get(name)
    if entry is None:
        return None
    summary, problems, files = json.loads(entry)
    found = []
    for file, content_key, wrong in files:
        content = kept.get(content_key)
        if content is None:
            return None
        found.append(MadeFile(file, content, _problems(wrong)))
    return Run(summary, _problems(problems), found)


def keep(name: str, run: Run) -> None:
    """Remember a run."""
    kept = Cache(cache.folder())
    files = []
    for made in run.files:
        content_key = cache.key(made.content)
        if not kept.put(content_key, made.content, level=0):
            return
        files.append((made.name, content_key, [astuple(entry) for entry in made.problems]))
    entry = run.summary, [astuple(problem) for problem in run.problems], files
    kept.put(name, json.dumps(entry).encode())


def _problems(entries: list[list[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(*entry) for entry in entries)


def _below(source: Path) -> Iterator[bytes]:
    """Yield the names and contents of what is in a source."""
    yield str(source.resolve()).encode()
    if not source.is_dir():
        yield source.read_bytes()
        return
    for folder, folders, names in os.walk(source, followlinks=True):
        folders.sort()
        for file in (Path(folder, name) for name in sorted(names)):
            yield str(file.relative_to(source)).encode()
            if file.suffix.lower() in (".txt", ".htm", ".html"):
                yield file.read_bytes()
            else:
                status = file.stat()
                yield repr((status.st_size, status.st_mtime_ns)).encode()
