"""One volume -> its files, made and checked in any process, on any machine. Writes nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publisher import cover
from publisher.batch.records import COVER, THUMBNAIL
from publisher.books.volumes import Volume
from publisher.editions import EDITIONS, PICTURE, Artifact, Commission
from publisher.errors import PublisherError
from publisher.problems import Problem
from publisher.runtime import compiled, ending, unforeseen
from publisher.settings import TIME_LIMIT, Press, Trim

_PICTURES = {COVER: 800, THUMBNAIL: 240}
"""The covers for the shelf, and how many pixels wide they are."""
_TURN = threading.Lock()
"""A Dask worker has threads, WeasyPrint has not."""


@dataclass(frozen=True)
class Job:
    """A volume to be made. Its name is what a cluster shows of it."""

    volume: Volume
    editions: tuple[str, ...]
    trim: Trim
    theme: Path | None
    press: Press
    checked: bool
    time_limit: int = TIME_LIMIT

    @property
    def __name__(self) -> str:
        return self.volume.id

    def __call__(self) -> Outcome:
        """Make the volume, one at a time in each process; a failure is a value, too."""
        with _TURN:
            # a process of a cluster did not begin as a command does
            compiled.install()
            return self._made()

    def _made(self) -> Outcome:
        started = time.monotonic()
        try:
            files = _made(self)
            findings = _checked(files) if self.checked else ()
        except PublisherError as error:
            return Outcome(self.volume.id, reason=str(error))
        except Exception as error:
            reason = str(unforeseen.not_made(_place(self.volume), error))
            return Outcome(self.volume.id, reason=reason)
        return Outcome(
            self.volume.id,
            files,
            tuple(dict.fromkeys(problem for file in files for problem in file.problems)),
            findings,
            sum(file.pages for file in files),
            time.monotonic() - started,
            "a check failed" if findings else None,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a volume. `reason` says why it failed, `findings` what its checks said."""

    volume: str
    files: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[str, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    reason: str | None = None


def _place(volume: Volume) -> str:
    """Return where the text of a volume begins: its page and line."""
    chapters = volume.book.chapters
    return f"{chapters[0].source}:{chapters[0].line}" if chapters else volume.id


def _made(job: Job) -> tuple[Artifact, ...]:
    commission = Commission(
        job.volume.book, job.trim, job.theme, job.press, job.editions, job.volume.mark,
        time_limit=job.time_limit,
    )  # fmt: skip
    files: list[Artifact] = []
    for name, edition in EDITIONS.items():
        if name in job.editions:
            with unforeseen.while_doing(f"the {name} edition"):
                files += edition.make(commission)
    for picture, width in _PICTURES.items():
        files.append(Artifact(picture, PICTURE, cover.png(commission.cover, width)))
    return tuple(files)


def _checked(files: Iterable[Artifact]) -> tuple[str, ...]:
    """Run the reference validators on all files; return what they found, nothing if all is well."""
    # only now: most runs check nothing
    from publisher import checks

    found: list[str] = []
    with ending.folder() as folder:
        for file in files:
            if file.edition == PICTURE:
                continue
            path = folder / file.name
            path.write_bytes(file.content)
            for check in checks.check(path):
                if check.absent:
                    found.append(f"{file.name}: {check.name}: {check.reason}")
                found += [
                    f"{file.name}: {check.name}: {finding.place}: {finding.message}"
                    for finding in check.findings
                    if check.status == "failed" and finding.level != "note"
                ]
    return tuple(found)
