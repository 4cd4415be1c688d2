"""The command line: one file a command. The only place that prints and exits.

    build, batch, serve, handout, inspect, check, cache, init   the commands
    inputs    which pages and settings a command is given
    loading   pages -> edited collection, as every command begins
    talk      progress, problems, results

Exit status: 0 all good; 1 something was left out or a check failed, the rest was made; 2 wrong
usage or nothing could be made; 128 and the number of the signal that ended it (130: Ctrl-C).
"""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from publisher.books import fingerprint
from publisher.errors import PublisherError
from publisher.runtime import unforeseen

_COMMANDS = {
    "build": "Make one book of all topics.",
    "batch": "Publish many volumes, only what changed, and their shelf.",
    "serve": "Serve the shelf to browsers and reader apps.",
    "handout": "Make A4 handouts of topics.",
    "inspect": "Show what is read from the pages.",
    "check": "Run the reference validators on finished files.",
    "cache": "Show or clear what is kept of earlier work.",
    "init": "Start a new collection with a sample page and settings.",
}
_MAKERS = ("build", "batch")
"""Those that ask first whether anything has changed since an earlier run."""


_OBJECTS = 100_000
"""How many more objects there are before the collector looks for garbage."""


class _Lazy(click.Group):
    """Loads a command's module only when that command runs, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        if cmd_name in _MAKERS:
            fingerprint.begin()
        module = importlib.import_module(f"publisher.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Examples:\n\n  publisher build source\n\n  publisher COMMAND --help",
)
@click.version_option(package_name="publisher", prog_name="publisher")
@click.option("--debug", is_flag=True, help="Where something unforeseen fails, show all of it.")
def _group(debug: bool) -> None:
    """Turn saved pages of a Chinese topic wiki into books: EPUB and PDF."""


def main() -> None:
    """Run the command line and exit with its status; no user ever sees a traceback."""
    # values that travel down a pipeline leave no cycles: the collector need not look so often
    gc.set_threshold(_OBJECTS)
    try:
        status = _group.main(prog_name="publisher", standalone_mode=False)
    except click.exceptions.Abort:
        _say("aborted")
        status = 130
    except click.ClickException as error:
        error.show()
        status = 2
    except PublisherError as error:
        _say(str(error))
        status = 2
    except BrokenPipeError:
        # the reader of our output went away; there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:  # the last net: whatever it is, it becomes a sentence
        _say(unforeseen.sentence(error, shown="--debug" in sys.argv))
        status = 2
    # nor once more at the very end
    gc.freeze()
    sys.exit(status)


def _say(message: str) -> None:
    click.echo(f"publisher: {message}", err=True)
