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

from publisher.books import fingerprint
from publisher.editions import Artifact
from publisher.problems import Problem
from publisher.runtime import memo, reading
from publisher.runtime.memo import Cache
from publisher.runtime.reading import MIB, TooLargeError
from publisher.settings import MOST, Settings
from publisher.sources import on_disk
from publisher.sources.on_disk import SourceFile


class Run(NamedTuple):
    """What a run came to: the book in one line, problems of its pages, its files."""

    summary: str
    problems: tuple[Problem, ...]
    files: tuple[Artifact, ...]


def key(sources: Sequence[Path], settings: Settings, *chosen: str) -> str:
    """Return the name of a run: all bytes of the pages, the settings, and what was `chosen`.

    A file below a source that is no page counts with its size and time: it may belong to a theme.

    Raises:
        OSError: something cannot be read.
    """
    found = on_disk.find(sources)
    return memo.key(
        fingerprint.taken(),
        repr(settings),
        repr(found.problems),
        *(reading.digest(path, MOST) for path in (settings.theme, settings.press.icc) if path),
        *chosen,
        *(os.fsencode(source.resolve()) for source in sources),
        *_pages(found.pages, settings.max_file_size * MIB),
        *(part for path in found.others for part in (os.fsencode(path), _status(path))),
    )


def find(name: str) -> Run | None:
    """Return the run of this name if all that it made is still there."""
    kept = Cache(memo.folder())
    entry = kept.get(name)
    if entry is None:
        return None
    summary, problems, files = json.loads(entry)
    found = []
    for file, edition, content_key, wrong in files:
        content = kept.get(content_key)
        if content is None:
            return None
        found.append(Artifact(file, edition, content, _problems(wrong)))
    return Run(summary, _problems(problems), tuple(found))


def keep(name: str, run: Run) -> None:
    """Remember a run."""
    kept = Cache(memo.folder())
    files = []
    for made in run.files:
        content_key = memo.key(made.content)
        if not kept.put(content_key, made.content, level=0):
            return
        wrong = [astuple(entry) for entry in made.problems]
        files.append((made.name, made.edition, content_key, wrong))
    entry = run.summary, [astuple(problem) for problem in run.problems], files
    kept.put(name, json.dumps(entry).encode())


def _problems(entries: list[list[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(*entry) for entry in entries)


def _pages(pages: Sequence[SourceFile], most: int) -> Iterator[bytes]:
    """Yield the paths and the hashes of pages; of one that is too large to be read its size."""
    for page in pages:
        yield os.fsencode(page.path)
        try:
            yield reading.digest(page.path, most)
        except TooLargeError:
            yield _status(page.path)


def _status(path: Path) -> bytes:
    status = path.stat()
    return repr((status.st_size, status.st_mtime_ns)).encode()
