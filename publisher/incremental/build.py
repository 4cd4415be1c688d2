"""A run on pages that have not changed: what an earlier one said and made is said and made again.

Such a run reads the pages' bytes and nothing more: it does not parse, edit or lay out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.books import fingerprint
from publisher.editions import Artifact, StoredArtifact
from publisher.problems import Problem
from publisher.runtime import memo, reading
from publisher.runtime.memo import Memo
from publisher.runtime.reading import MIB, TooLargeError
from publisher.settings import MOST, Settings
from publisher.sources import on_disk
from publisher.sources.on_disk import SourceFile


@dataclass(frozen=True, slots=True)
class KeptRun:
    """What a run came to: the book in one line, problems of its pages, its files."""

    summary: str
    problems: tuple[Problem, ...]
    files: tuple[Artifact, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A run whose files are kept apart, each under the hash of its content."""

    summary: str
    problems: tuple[Problem, ...]
    files: tuple[tuple[StoredArtifact, tuple[Problem, ...]], ...]


def key(sources: Sequence[Path], settings: Settings, *chosen: str) -> str:
    """Return the name of a run: all bytes of the pages, the settings, and what was `chosen`.

    A file below a source that is no page counts with its size and time: it may belong to a theme.

    Raises:
        OSError: something cannot be read.
    """
    found = on_disk.find(sources)
    return memo.key(
        fingerprint.current(),
        repr(settings),
        repr(found.problems),
        *(reading.digest(path, MOST) for path in (settings.theme, settings.press.icc) if path),
        *chosen,
        *(os.fsencode(source.resolve()) for source in sources),
        *_pages(found.pages, settings.max_file_size * MIB),
        *(part for path in found.others for part in (os.fsencode(path), _status(path))),
    )


def find(name: str) -> KeptRun | None:
    """Return the run of this name if all that it made is still there."""
    kept = Memo(_Kept).get(name)
    if kept is None:
        return None
    files = []
    for stored, problems in kept.files:
        content = _contents().get(memo.key(stored.sha256))
        if content is None:
            return None
        files.append(Artifact(stored.path, stored.edition, content, problems))
    return KeptRun(kept.summary, kept.problems, tuple(files))


def keep(name: str, run: KeptRun) -> None:
    """Remember a run."""
    files = []
    for artifact in run.files:
        stored = artifact.stored()
        if not _contents().put(memo.key(stored.sha256), artifact.content):
            return
        files.append((stored, artifact.problems))
    Memo(_Kept).put(name, _Kept(run.summary, run.problems, tuple(files)))


def _contents() -> Memo[bytes]:
    """Return where the files are kept; they are compressed already."""
    return Memo(bytes, level=0)


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
