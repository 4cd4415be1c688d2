"""publisher build: one book of all topics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import click

from publisher import editions
from publisher.cli import inputs, talk
from publisher.cli.talk import Voice
from publisher.editions import EDITIONS, Artifact, Commission
from publisher.errors import OutputError, no_topic
from publisher.incremental import build
from publisher.incremental.build import KeptRun
from publisher.runtime import background, output, provenance, unforeseen

_EXAMPLES = """\b
Examples:
  publisher build source
  publisher build source -o out --edition epub
  publisher build page1.txt page2.txt -c book.toml
"""


@click.command("build", epilog=_EXAMPLES)
@inputs.source_options
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Folder for the finished files.",
)  # fmt: skip
@inputs.edition_option
@inputs.force_option
@talk.loudness_options
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    out: Path,
    names: tuple[str, ...],
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make one book of all topics found in SOURCE, a file or a folder (with its subfolders).

    An EPUB and a screen PDF are written to OUT, each whole or not at all. The print edition is
    two files, the book and its cover.
    """
    voice = talk.voice(quiet, verbose)
    wanted = inputs.editions(names)
    inputs.apart(out, paths)
    output.sweep_old(out)
    epoch = inputs.epoch()
    key = run = None
    with unforeseen.spared("looking for an earlier run", voice.line):
        key = inputs.run(paths, config, *wanted, str(epoch))
        run = build.find(key) if key else None
    if run is None:
        return _make(paths, config, _Target(out, wanted, force), epoch, key, voice)
    return _repeat(run, out, voice, force=force)


class _Target(NamedTuple):
    """Where which editions go; with `force` they are written over any file that is there."""

    out: Path
    editions: tuple[str, ...]
    force: bool


def _repeat(run: KeptRun, out: Path, voice: Voice, *, force: bool) -> int:
    """Write what an earlier run on the same pages made, and say what it said."""
    voice.problems(run.problems)
    voice.line(f"{run.summary}, unchanged")
    written = 0
    for artifact in run.files:
        try:
            path = provenance.place(out, artifact.name, force=force)
            output.write_changed(path, artifact.content)
        except OutputError as error:
            voice.error(str(error))
            continue
        written += 1
        _say(artifact, out, voice)
    if written < len(run.files):
        return 1 if written else 2
    return _status(run)


def _say(artifact: Artifact, out: Path, voice: Voice) -> None:
    """Say that a file stands in its place, and what was wrong with it."""
    voice.problems(artifact.problems)
    click.echo(f"{out / artifact.name}  {talk.size(len(artifact.content))}")


def _status(run: KeptRun) -> int:
    """Return the exit status of a run: what was left out of a file counts as well."""
    return talk.status(chain(run.problems, *(artifact.problems for artifact in run.files)))


def _make(
    paths: tuple[Path, ...], config: Path | None, target: _Target, epoch: int | None,
    key: str | None, voice: Voice,
) -> int:  # fmt: skip
    """Read the pages, make the editions, and remember the run if all of them could be made."""
    wanted = target.editions
    # only now: what makes a book takes a while to load, and what loads longest begins first
    if any(EDITIONS[name].is_laid_out for name in wanted):
        from publisher.runtime import workers

        workers.warm_up()
    from publisher import cover
    from publisher.books import volumes
    from publisher.cli import loading

    # another process can begin only now: within a stage a thread runs
    begun = loading.begin(paths, config)
    prepare = partial(cover.prepare, begun.settings.language)
    drawn = background.stand_by(cover.picture_of, prepare) if "epub" in wanted else None
    with voice.stage("reading pages"):
        read = begun.read()
    if not read.collected.chapters:
        voice.problems(read.problems)
        raise no_topic(", ".join(map(str, paths)))
    settings = read.settings
    book = volumes.whole(read.collected, settings, read.folder, epoch)
    commission = Commission(
        book, settings.trim, settings.theme, settings.press, wanted,
        time_limit=settings.time_limit,
    )  # fmt: skip
    if drawn:
        commission = _begun(commission, drawn)
    with voice.stage("editing pages"):
        loaded = read.edited()
    voice.problems(loaded.problems)
    book = replace(book, chapters=loaded.edited.chapters)
    commission = replace(commission, book=book)
    summary = f"《{book.metadata.title}》: {len(book.chapters)} topics"
    voice.line(summary)
    files, whole = _publish(commission, target, voice)
    if not whole:
        return 1 if files else 2
    run = KeptRun(summary, loaded.problems, files)
    # a page that was saved meanwhile is perhaps in these files, perhaps not
    with unforeseen.spared("remembering this run", voice.line):
        if key and key == inputs.run(paths, config, *wanted, str(epoch)):
            build.keep(key, run)
    return _status(run)


def _begun(commission: Commission, drawn: Callable[[bytes], Callable[[], bytes]]) -> Commission:
    """Let the picture of the cover be drawn; where it cannot, the edition that shows it says so."""
    from publisher import cover

    book = commission.book
    try:
        order = cover.order(book.metadata, len(book.chapters), commission.trim)
    except Exception:
        return commission
    return replace(commission, drawn=drawn(order))


def _publish(
    commission: Commission, target: _Target, voice: Voice
) -> tuple[tuple[Artifact, ...], bool]:
    """Make the editions, each by itself; return what was made, and whether it is all."""
    files: list[Artifact] = []
    whole = True
    for name in target.editions:
        with voice.stage(f"making the {name} edition"):
            published = editions.publish(commission, name, target.out, force=target.force)
        for artifact in published.artifacts:
            _say(artifact, target.out, voice)
        files += published.artifacts
        if published.error:
            voice.error(str(published.error))
            whole = False
    return tuple(files), whole
