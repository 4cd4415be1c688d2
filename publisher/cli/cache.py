"""publisher cache: what is kept of earlier work."""

from __future__ import annotations

import click

from publisher.cli import talk
from publisher.runtime.memo import LIMIT, opened

_EXAMPLES = """\b
Examples:
  publisher cache
  publisher cache --clear
"""


@click.command("cache", epilog=_EXAMPLES)
@click.option("--clear", is_flag=True, help="Delete all of it; the next book takes longer.")
def command(clear: bool) -> int:
    """Show where laid-out chapters are kept and how much room they take.

    They are used again where nothing that they are made from has changed. The folder may be
    deleted at any time.
    """
    kept = opened()
    if clear:
        kept.clear()
    count, size = kept.size()
    click.echo(f"{kept.root}: {count} entries, {talk.size(size)} of at most {talk.size(LIMIT)}")
    return 0
