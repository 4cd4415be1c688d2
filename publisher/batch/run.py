"""A whole run: plan, make, publish one volume after the other, keep the shelf true."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from publisher.batch import ledger, lock, shelf
from publisher.batch.engines import Engine
from publisher.batch.ledger import Ledger
from publisher.batch.making import Job, Outcome
from publisher.batch.plan import Plan, Step, compare
from publisher.batch.records import Record
from publisher.books.volumes import Volume
from publisher.editions import StoredArtifact
from publisher.errors import OutputError
from publisher.problems import Problem
from publisher.runtime import output, provenance, unforeseen
from publisher.settings import Settings

_FAILED = ".failed"
_REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is to do.

    `title` is the collection's; `problems` are those of its pages. `checked`: publish only what
    passes its checks. `force`: make all again. `retry`: only what failed. `prune`: remove the
    files of volumes that are gone.
    """

    title: str
    volumes: Sequence[Volume]
    settings: Settings
    editions: tuple[str, ...]
    problems: Sequence[Problem] = ()
    checked: bool = False
    force: bool = False
    retry: bool = False
    prune: bool = False


@dataclass(slots=True)
class Summary:
    """What a run did: ids of volumes by what became of them, and how long the slow ones took.

    `problems` are those of the files that were made, `kept` those of volumes that are unchanged.
    """

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    seconds: float = 0.0
    slow: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)


def run(
    request: Request, engine: Engine, out: Path, done: Callable[[Step, Outcome, int, int], None]
) -> Summary:
    """Publish what is new or changed into `out`; `done` hears of each volume, which of how many.

    Raises:
        UsageError: another run is at work there, or the engine cannot be had.
        OutputError: the ledger or the shelf cannot be written.
    """
    started = time.monotonic()
    with lock.held(out):
        if not request.force:
            _refuse_others_work(out)
        output.sweep(out)
        with ledger.opened(out) as book:
            summary = _Run(request, out, book).go(engine, done)
            records = book.records()
        shelf.write(out, request.title, records)
    summary.seconds = time.monotonic() - started
    return summary


def _refuse_others_work(out: Path) -> None:
    """See to it that no page or feed is overwritten that stands in a folder without a ledger.

    Raises:
        OutputError: there is one.
    """
    if (out / ledger.NAME).exists():
        return
    for name in shelf.FILES:
        if output.inside(out, name).exists():
            raise provenance.not_ours(out / name)


class _Run:
    """A run at work on one ledger."""

    def __init__(self, request: Request, out: Path, book: Ledger) -> None:
        self._request = request
        self._out = out
        self._ledger = book
        self._records = book.records()
        self._summary = Summary()

    def go(self, engine: Engine, done: Callable[[Step, Outcome, int, int], None]) -> Summary:
        request = self._request
        plan = compare(
            request.volumes, request.settings, request.editions, self._records, self._out
        )
        self._let_go(plan)
        steps = {step.volume.id: step for step in plan.steps if self._is_due(step)}
        self._summary.unchanged = [
            step.volume.id for step in plan.steps if step.volume.id not in steps
        ]
        for volume_id in self._summary.unchanged:
            if record := self._records.get(volume_id):
                self._summary.kept += [Problem(**entry) for entry in record.problems]
        jobs = [self._job(step) for step in steps.values()]
        for number, outcome in enumerate(engine.outcomes(jobs) if jobs else (), 1):
            step = steps[outcome.volume]
            outcome = self._settle(step, outcome)
            done(step, outcome, number, len(jobs))
        return self._summary

    def _is_due(self, step: Step) -> bool:
        if self._request.retry:
            record = self._records.get(step.volume.id)
            return record is not None and record.status == "failed"
        return self._request.force or step.action != "unchanged"

    def _job(self, step: Step) -> Job:
        request = self._request
        settings = request.settings
        return Job(
            step.volume, request.editions, settings.trim, settings.theme, settings.press,
            request.checked, settings.time_limit,
        )  # fmt: skip

    def _settle(self, step: Step, outcome: Outcome) -> Outcome:
        """Publish a volume, or note that it failed; its last good files stay where they are."""
        try:
            if outcome.reason is None:
                self._publish(step, outcome)
            else:
                self._set_aside(outcome)
        except OutputError as error:
            outcome = replace(outcome, reason=str(error))
        except Exception as error:
            reason = str(unforeseen.not_made(step.volume.id, error))
            outcome = replace(outcome, reason=reason)
        volume_id = step.volume.id
        if outcome.reason is None:
            self._summary.made.append(volume_id)
            self._summary.pages += outcome.pages
            self._summary.slow[volume_id] = outcome.seconds
            self._summary.problems += outcome.problems
        else:
            self._fail(volume_id, step.volume.book.metadata.title, outcome.reason)
        return outcome

    def _publish(self, step: Step, outcome: Outcome) -> None:
        volume = step.volume
        before = self._records.get(volume.id)
        files = tuple(file.stored(volume.id) for file in outcome.files)
        places = self._places(files, before.files if before else ())
        self._ledger.begin(volume.id, volume.book.metadata.title, files)
        contents = (file.content for file in outcome.files)
        try:
            output.write_together(dict(zip(places, contents, strict=True)))
        except Exception:
            if before:
                self._ledger.write(before)  # its files are as they were
            raise
        self._ledger.write(
            Record(
                volume.id,
                volume.book.metadata.title,
                "published",
                step.digest,
                step.parts,
                shelf.entry(volume),
                [asdict(problem) for problem in outcome.problems],
                None,
                files,
            )
        )
        here = {file.path for file in files}
        for old in before.files if before else ():
            if old.path not in here:
                output.inside(self._out, old.path).unlink(missing_ok=True)
        shutil.rmtree(self._aside(volume.id, _REPORT).parent, ignore_errors=True)
        self._drop_if_empty(self._out / _FAILED)

    def _places(
        self, files: Sequence[StoredArtifact], known: Sequence[StoredArtifact]
    ) -> list[Path]:
        """Return where the files of a volume go; those that are there must be `known` as ours.

        Raises:
            OutputError: one is somebody else's, or its place is none for a file.
        """
        places = [output.inside(self._out, file.path) for file in files]
        ours = {file.path for file in known}
        for file, place in zip(files, places, strict=True):
            if file.path not in ours and place.exists() and not self._request.force:
                raise provenance.not_ours(place)
        return places

    def _aside(self, volume: str, name: str) -> Path:
        """Return the place of a file of a volume that its checks did not let pass."""
        return output.inside(self._out, f"{_FAILED}/{volume}/{name}")

    def _fail(self, volume_id: str, title: str, reason: str) -> None:
        self._summary.failed[volume_id] = reason
        before = self._records.get(volume_id) or Record(volume_id, title, "failed")
        try:
            self._ledger.write(replace(before, status="failed", reason=reason))
        except Exception:
            # a full disk, which is why it failed: the record stands as it was, so it is due again
            return

    def _set_aside(self, outcome: Outcome) -> None:
        """Keep the files of a volume that its checks did not let pass, with what they said."""
        if not outcome.findings:
            return
        report = json.dumps({"findings": outcome.findings}, ensure_ascii=False, indent=1)
        files = {file.name: file.content for file in outcome.files} | {_REPORT: report.encode()}
        output.write_together(
            {self._aside(outcome.volume, name): content for name, content in files.items()}
        )

    def _let_go(self, plan: Plan) -> None:
        """See to volumes that no topic asks for any more.

        A page that cannot be read may be the reason: its volumes have failed, they are not gone.
        """
        unreadable = {
            entry.source: entry for entry in self._request.problems if entry.level == "error"
        }
        for record in plan.gone:
            lost = [
                unreadable[name] for name in record.entry.get("sources", ()) if name in unreadable
            ]
            if lost:
                self._fail(record.id, record.title, f"{lost[0].place}: {lost[0].message}")
            elif self._request.prune or not record.entry:
                self._take_away(record)
            else:
                self._ledger.write(replace(record, status="withdrawn", reason=None))
                self._summary.withdrawn.append(record.id)
        if self._request.prune:
            for record in self._records.values():
                if record.status == "withdrawn" and record.id not in self._wanted():
                    self._take_away(record)

    def _take_away(self, record: Record) -> None:
        """Remove a volume, or note that something stands in the place of its files."""
        try:
            self._remove(record)
        except OutputError as error:
            self._fail(record.id, record.title, str(error))
        except Exception as error:
            self._fail(record.id, record.title, str(unforeseen.not_made(record.id, error)))
        else:
            self._summary.withdrawn.append(record.id)

    def _wanted(self) -> set[str]:
        return {volume.id for volume in self._request.volumes}

    def _remove(self, record: Record) -> None:
        """Remove the files of a volume, then its record."""
        for file in record.files:
            output.inside(self._out, file.path).unlink(missing_ok=True)
        self._drop_if_empty(self._out / record.id)
        self._ledger.forget(record.id)

    @staticmethod
    def _drop_if_empty(folder: Path) -> None:
        with suppress(OSError):
            folder.rmdir()
