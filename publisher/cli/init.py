"""publisher init: a folder with a sample page and commented settings."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.errors import UsageError
from publisher.runtime import output, resources

_EXAMPLES = """\b
Examples:
  publisher init my-pages
  publisher build my-pages
"""


@click.command("init", epilog=_EXAMPLES)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("source"))
def command(folder: Path) -> int:
    """Start a new collection in DIR (source by default): one sample page and a book.toml.

    Nothing that is already there is overwritten.
    """
    samples = sorted((resources.folder("templates") / "init").iterdir())
    for sample in samples:
        if (folder / sample.name).exists():
            raise UsageError(
                str(folder / sample.name), "exists already", "name a folder without it"
            )
    for sample in samples:
        output.write_whole(folder / sample.name, sample.read_bytes())
        click.echo(folder / sample.name)
    click.echo(f"now put saved pages into {folder} and run: publisher build {folder}", err=True)
    return 0
