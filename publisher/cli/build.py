"""publisher build: one book of all topics."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import click

from publisher.cli import inputs, talk
from publisher.cli.talk import Voice
from publisher.errors import UsageError
from publisher.incremental import build
from publisher.incremental.build import MadeFile, Run
from publisher.runtime import background, output

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
@click.option(
    "--edition", "names", multiple=True, type=click.Choice(sorted(inputs.EDITIONS)),
    help="What to make; may be given more than once.  [default: epub and screen]",
)  # fmt: skip
@talk.loudness_options
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    out: Path,
    names: tuple[str, ...],
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
    epoch = inputs.epoch()
    key = inputs.run(paths, config, *wanted, str(epoch))
    run = build.find(key) if key else None
    if run is None:
        return _make(paths, config, out, wanted, epoch, key, voice)
    return _repeat(run, out, voice)


def _repeat(run: Run, out: Path, voice: Voice) -> int:
    """Write what an earlier run on the same pages made, and say what it said."""
    voice.problems(run.problems)
    voice.line(f"{run.summary}, unchanged")
    for made in run.files:
        path = output.inside(out, made.name)
        output.write_changed(path, made.content)
        voice.problems(made.problems)
        click.echo(f"{path}  {talk.size(len(made.content))}")
    return _status(run)


def _status(run: Run) -> int:
    """Return the exit status of a run: what was left out of a file counts as well."""
    return talk.status(chain(run.problems, *(made.problems for made in run.files)))


def _make(
    paths: tuple[Path, ...], config: Path | None, out: Path, wanted: tuple[str, ...],
    epoch: int | None, key: str | None, voice: Voice,
) -> int:  # fmt: skip
    """Read the pages, make the editions, and remember the run if all of them could be made."""
    # only now: what makes a book takes a while to load, and what loads longest begins first
    if {"screen", "print"} & set(wanted):
        from publisher.runtime import workers

        workers.warm_up()
    from publisher import cover, editions
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
        raise UsageError(
            ", ".join(map(str, paths)), "no topic was found", "name a folder of saved wiki pages"
        )
    settings = read.settings
    book = volumes.whole(read.collected, settings, read.folder, epoch)
    commission = editions.Commission(
        book, settings.trim, settings.theme, settings.press, paged="print" in wanted,
        time_limit=settings.time_limit,
    )  # fmt: skip
    if drawn:
        about = cover.order(book.metadata, len(book.chapters), settings.trim)
        commission = replace(commission, drawn=drawn(about))
    with voice.stage("editing pages"):
        loaded = read.edited()
    voice.problems(loaded.problems)
    book = replace(book, chapters=loaded.edited.chapters)
    commission = replace(commission, book=book)
    run = Run(f"《{book.metadata.title}》: {len(book.chapters)} topics", loaded.problems, [])
    voice.line(run.summary)
    failed = False
    for name in wanted:
        with voice.stage(f"making the {name} edition"):
            products = editions.publish(commission, editions.EDITIONS[name], out)
        for product in products:
            voice.problems(product.problems)
            if product.error:
                voice.error(str(product.error))
                failed = True
            else:
                content = product.path.read_bytes()
                run.files.append(MadeFile(product.path.name, content, product.problems))
                click.echo(f"{product.path}  {talk.size(product.size)}")
    if failed:
        return 1 if run.files else 2
    # a page that was saved meanwhile is perhaps in these files, perhaps not
    if key and key == inputs.run(paths, config, *wanted, str(epoch)):
        build.keep(key, run)
    return _status(run)
