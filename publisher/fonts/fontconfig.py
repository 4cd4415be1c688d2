"""fontconfig's own commands: faces are found as Pango finds them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

from publisher.errors import OutputError
from publisher.runtime import resources

INSTALL = "install fontconfig and the Noto CJK fonts (`make book` does it)"


def configure() -> None:
    """Let fontconfig, here and in what is started here, read styles/fonts.conf.

    Who has named a file of their own keeps it.
    """
    os.environ.setdefault("FONTCONFIG_FILE", str(resources.folder("styles") / "fonts.conf"))


def begin(command: str, *arguments: str) -> Callable[[], str]:
    """Start `fc-list` or `fc-match`; return what waits for it and gives what it prints.

    Raises:
        OutputError: fontconfig is not installed or, when it is waited for, fails.
    """
    configure()
    try:
        process = subprocess.Popen(  # noqa: S603 -- fixed command names, no shell
            [command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except OSError as error:
        raise _failed(command, error) from error

    def wait() -> str:
        with process:
            try:
                printed, _ = process.communicate(timeout=60)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise _failed(command, error) from error
        if process.returncode:
            raise _failed(command, f"exit status {process.returncode}")
        return printed

    return wait


def ask(command: str, *arguments: str) -> str:
    """Run `fc-list` or `fc-match` and return what it prints.

    Raises:
        OutputError: fontconfig is not installed or fails.
    """
    return begin(command, *arguments)()


def _failed(command: str, reason: object) -> OutputError:
    return OutputError(command, f"cannot be run: {reason}", INSTALL)
