"""publisher serve: the shelf on this machine, for a browser and for reader apps."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import click

from publisher.cli import inputs, talk
from publisher.cli.talk import Voice
from publisher.errors import PublisherError, UsageError
from publisher.runtime import unforeseen
from publisher.shelf import serving

_EXAMPLES = """\b
Examples:
  publisher serve out
  publisher serve shelf --watch source
  publisher serve shelf --host 0.0.0.0 --port 8080
"""


@click.command("serve", epilog=_EXAMPLES)
@click.argument("out", metavar="[OUT]", type=click.Path(path_type=Path), default=Path("out"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
    help="Port to listen on; 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--watch", "sources", multiple=True, type=click.Path(path_type=Path, exists=True),
    help="Pages: when they change, the volumes are published anew, and open shelves reload.",
)  # fmt: skip
@talk.loudness_options
def command(
    out: Path, host: str, port: int, sources: tuple[Path, ...], quiet: bool, verbose: bool
) -> int:
    """Serve the shelf in OUT (out by default) until Ctrl-C. Nothing outside OUT is served."""
    voice = talk.voice(quiet, verbose)
    inputs.apart(out, sources)
    # before the first run: a page that is saved meanwhile has changed, too
    built = serving.state(sources)
    if sources:
        _publish(voice, sources, out)
    if not (out / "index.html").is_file():
        raise UsageError(str(out), "there is no shelf", f"publisher batch source -o {out}")
    changes = serving.Changes() if sources else None

    def failed(error: Exception) -> None:
        known = isinstance(error, PublisherError)
        voice.error(str(error) if known else unforeseen.sentence(error))

    try:
        server = serving.Server(out, host, port, changes, failed)
    except OSError as error:
        raise UsageError(
            f"{host}:{port}", f"cannot be listened on: {error.strerror}", "choose another --port"
        ) from error
    click.echo(server.address)
    if host not in ("127.0.0.1", "localhost", "::1"):
        voice.line("everybody who reaches this machine can read the shelf")
    stop = threading.Event()

    def renew() -> None:
        try:
            _publish(voice, sources, out)
        except Exception as error:  # the shelf stands as it was
            failed(error)
        if changes:
            changes.announce()

    if sources:
        watching = (sources, built, renew, stop)
        threading.Thread(target=serving.watch, args=watching, daemon=True).start()
    with server:
        server.serve_forever()
    return 0


def _publish(voice: Voice, sources: tuple[Path, ...], out: Path) -> None:
    """Publish what is new or changed, as `publisher batch` does."""
    from publisher.batch import engines
    from publisher.cli import batch

    request = batch.prepared(voice, sources, None, None, ())
    batch.publish(voice, request, engines.Local(os.cpu_count() or 1), out)
