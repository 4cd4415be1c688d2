"""publisher build: one book of all topics."""

from __future__ import annotations

import os
from pathlib import Path

import click

from publisher import editions, volumes
from publisher.cli import loading, talk
from publisher.editions import Commission
from publisher.errors import UsageError

_EXAMPLES = """\b
Examples:
  publisher build source
  publisher build source -o out --edition epub
  publisher build page1.txt page2.txt -c book.toml
"""


@click.command("build", epilog=_EXAMPLES)
@loading.source_options
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Folder for the finished files.",
)  # fmt: skip
@click.option(
    "--edition", "names", multiple=True, type=click.Choice(list(editions.EDITIONS)),
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

    An EPUB and a screen PDF are written to OUT, each whole or not at all.
    """
    voice = talk.voice(quiet, verbose)
    epoch = _epoch()
    with voice.stage("reading and editing pages"):
        loaded = loading.load(paths, config)
    voice.problems(loaded.problems)
    if not loaded.edited.chapters:
        raise UsageError(
            ", ".join(map(str, paths)), "no topic was found", "name a folder of saved wiki pages"
        )
    book = volumes.whole(loaded.edited, loaded.settings, loaded.folder, epoch)
    voice.line(f"《{book.metadata.title}》: {len(book.chapters)} topics")
    commission = Commission(book, loaded.settings.trim, loaded.settings.theme)
    left_out = any(entry.level == "error" for entry in loaded.problems)
    made = 0
    for name in dict.fromkeys(names or editions.DEFAULT):
        with voice.stage(f"making the {name} edition"):
            product = editions.publish(commission, editions.EDITIONS[name], out)
        voice.problems(product.problems)
        if product.error:
            voice.error(str(product.error))
            left_out = True
        else:
            made += 1
            click.echo(f"{product.path}  {talk.size(product.size)}")
    if not made:
        return 2
    return int(left_out)


def _epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org), seconds since 1970, if it is set."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 11:
        raise UsageError(
            "SOURCE_DATE_EPOCH", f"{value!r} is no whole number of seconds", "unset it"
        )
    return int(value)
