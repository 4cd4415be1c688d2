"""publisher batch: many volumes, only what changed, and the shelf they stand on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from publisher import batch
from publisher.batch import engines, ledger
from publisher.batch.engines import Engine
from publisher.batch.making import Outcome
from publisher.batch.plan import Plan, Step
from publisher.batch.run import Request, Summary
from publisher.books import volumes
from publisher.books.volumes import Volume
from publisher.cli import inputs, loading, talk
from publisher.cli.talk import Voice
from publisher.errors import UsageError, no_topic
from publisher.incremental import shelf
from publisher.incremental.shelf import Standing
from publisher.model import Book
from publisher.problems import Problem
from publisher.runtime import resources, unforeseen
from publisher.settings import Settings

_EXAMPLES = """\b
Examples:
  publisher batch source -o shelf
  publisher batch source -o shelf --by letter --dry-run
  publisher batch source -o shelf --check --edition epub --edition print
  publisher batch source -o shelf --engine dask --scheduler tcp://10.0.0.5:8786
"""

_SLOW = 3
"""How many of the slowest volumes are named in the end."""

_GROUPS: dict[str, Callable[[Book], list[Volume]]] = {
    "topic": volumes.by_topic,
    "letter": volumes.by_letter,
    "month": volumes.by_month,
    "all": volumes.together,
}


@click.command("batch", epilog=_EXAMPLES)
@inputs.source_options
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Folder of the shelf.",
)  # fmt: skip
@click.option(
    "--by", "group", type=click.Choice(list(_GROUPS)),
    help="What makes a volume.  [default: the [[volume]] tables of book.toml, else topic]",
)  # fmt: skip
@inputs.edition_option
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
    help="Processes of this machine, or a Dask cluster.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, tcp://host:8786.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=os.cpu_count() or 1,
    help="Processes of this machine.  [default: one for each core]",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what would be made, and why; make nothing.")
@click.option("--force", is_flag=True, help="Make all volumes again.")
@click.option("--retry-failed", is_flag=True, help="Make only volumes that failed before.")
@click.option("--prune", is_flag=True, help="Remove the files of volumes that are gone.")
@click.option(
    "--check", "checked", is_flag=True,
    help="Publish a volume only if EPUBCheck, Ace and veraPDF find nothing.",
)  # fmt: skip
@talk.loudness_options
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    out: Path,
    group: str | None,
    names: tuple[str, ...],
    engine: str,
    scheduler: str | None,
    workers: int,
    dry_run: bool,
    force: bool,
    retry_failed: bool,
    prune: bool,
    checked: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Publish the topics found in SOURCE as volumes: only what is new or has changed.

    Each volume gets a folder in OUT; OUT/index.html is the shelf, opds.xml and opds.json are
    its feeds, ledger.sqlite and report.json say what was published.
    """
    voice = talk.voice(quiet, verbose)
    wanted = (
        "batch", str(group), *inputs.editions(names), str(checked), str(inputs.epoch()),
        str(resources.reader()),
    )  # fmt: skip
    inputs.apart(out, paths)
    plain = not (dry_run or force or retry_failed or prune)
    name = stands = None
    with unforeseen.spared("looking for an earlier run", voice.line):
        name = inputs.run(paths, config, *wanted)
        stands = shelf.find(name, out) if name and plain else None
    if stands:
        return _repeat(voice, stands, out)
    request = prepared(
        voice, paths, config, group, names, checked=checked, force=force, retry=retry_failed,
        prune=prune,
    )  # fmt: skip
    if dry_run:
        records = ledger.read(out)
        _show(batch.compare(request.volumes, request.settings, request.editions, records, out))
        return 0
    summary = publish(voice, request, _engine(engine, scheduler, workers), out)
    if summary.failed:
        return 1
    problems = (*request.problems, *summary.kept, *summary.problems)
    # a page that was saved meanwhile is perhaps on the shelf, perhaps not
    with unforeseen.spared("remembering this run", voice.line):
        if name and not retry_failed and name == inputs.run(paths, config, *wanted):
            shelf.keep(name, out, Standing(len(request.volumes), problems))
    return talk.status(problems)


def _repeat(voice: Voice, stands: Standing, out: Path) -> int:
    """Say of a shelf on which nothing has changed what the run said that left it so."""
    voice.problems(stands.problems)
    voice.line(f"0 published, {stands.volumes} unchanged")
    _say_where(out, stands.volumes)
    return talk.status(stands.problems)


def prepared(
    voice: Voice, paths: Sequence[Path], config: Path | None, group: str | None,
    names: Sequence[str], *, checked: bool = False, force: bool = False, retry: bool = False,
    prune: bool = False,
) -> Request:  # fmt: skip
    """Read the pages and say what a run is to do.

    Raises:
        UsageError: there is no topic, or a path or setting is wrong.
    """
    with voice.stage("reading and editing pages"):
        loaded = loading.load(paths, config)
    book = volumes.whole(loaded.edited, loaded.settings, loaded.folder, inputs.epoch())
    found, doubts = _volumes(book, loaded.settings, group)
    problems = (*loaded.problems, *doubts)
    voice.problems(problems)
    if not found:
        raise no_topic(", ".join(map(str, paths)))
    return Request(
        book.metadata.title, found, loaded.settings, inputs.editions(names), problems, checked,
        force, retry, prune,
    )  # fmt: skip


def publish(voice: Voice, request: Request, engine: Engine, out: Path) -> Summary:
    """Run, show how it goes, and sum up."""
    with _progress(voice) as done:
        summary = batch.run(request, engine, out, done)
    voice.problems(summary.kept)
    _sum_up(voice, request, summary, out)
    return summary


def _volumes(
    book: Book, settings: Settings, group: str | None
) -> tuple[list[Volume], tuple[Problem, ...]]:
    if group is None and settings.volumes:
        return volumes.by_plan(book, settings.volumes)
    return _GROUPS[group or "topic"](book), ()


def _engine(name: str, scheduler: str | None, workers: int) -> Engine:
    if name == "local":
        return engines.Local(workers)
    if not scheduler:
        raise UsageError("--engine dask", "no scheduler is named", "add --scheduler tcp://…:8786")
    return engines.Cluster(scheduler)


def _show(plan: Plan) -> None:
    """Print a plan as a table: what is to be done, the volume, its title, why."""
    for step in plan.steps:
        _row(step.action, step.volume.id, step.volume.book.metadata.title, "; ".join(step.why))
    for record in plan.gone:
        _row("gone", record.id, record.title, "no topic of the pages belongs to it")
    counts = {name: sum(step.action == name for step in plan.steps) for name in _COLOURS}
    counts["gone"] = len(plan.gone)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()), err=True)


_COLOURS = {"new": "green", "changed": "yellow", "unchanged": "white"}


def _row(action: str, volume: str, title: str, why: str) -> None:
    coloured = click.style(f"{action:9}", fg=_COLOURS.get(action, "red"))
    click.echo(f"{coloured}  {volume}  《{title}》" + (f"  {why}" if why else ""))


@contextmanager
def _progress(voice: Voice) -> Iterator[Callable[[Step, Outcome, int, int], None]]:
    """Give what hears of each volume: a bar on a terminal, else a line for each."""
    started = time.monotonic()
    pages = 0

    def line(step: Step, outcome: Outcome, number: int, total: int) -> None:
        nonlocal pages
        pages += outcome.pages
        if outcome.reason:
            voice.error(f"[{number}/{total}] {outcome.volume}: {outcome.reason}")
        else:
            voice.line(
                f"[{number}/{total}] {outcome.volume} 《{step.volume.book.metadata.title}》 "
                f"{outcome.pages} pages, {outcome.seconds:.1f} s"
            )
        voice.problems(outcome.problems)

    if voice.is_quiet or not sys.stderr.isatty():
        yield line
        return

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed}/{task.total} volumes"),
        BarColumn(),
        TextColumn("{task.fields[facts]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("volumes", total=None, facts="")

        def draw(step: Step, outcome: Outcome, number: int, total: int) -> None:
            if outcome.reason or outcome.problems:
                bar.console.print(f"{outcome.volume}: {outcome.reason or 'see below'}")
                voice.problems(outcome.problems)
            nonlocal pages
            pages += outcome.pages
            rate = number / max(time.monotonic() - started, 0.1)
            title = step.volume.book.metadata.title
            facts = f"{pages} pages, {rate:.1f} volumes/s, {title}"
            bar.update(task, total=total, completed=number, facts=facts)

        yield draw


def _sum_up(voice: Voice, request: Request, summary: Summary, out: Path) -> None:
    """Print what a run came to: counts, the slowest, the failed, and where the shelf is."""
    voice.line(
        f"{len(summary.made)} published, {len(summary.unchanged)} unchanged, "
        f"{len(summary.withdrawn)} withdrawn, {len(summary.failed)} failed; "
        f"{summary.pages} pages in {summary.seconds:.1f} s"
    )
    slowest = sorted(summary.slow, key=lambda name: -summary.slow[name])[:_SLOW]
    if len(summary.made) > _SLOW:
        named = ", ".join(f"{name} {summary.slow[name]:.1f} s" for name in slowest)
        voice.line(f"slowest: {named}")
    for name, reason in summary.failed.items():
        voice.error(f"{name}: {reason}")
    if summary.failed:
        voice.line("what was published of them before is still there; --retry-failed tries again")
    _say_where(out, len(request.volumes))


def _say_where(out: Path, volumes: int) -> None:
    click.echo(f"{out / 'index.html'}  {volumes} volumes")
