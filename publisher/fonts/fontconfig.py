"""fontconfig's own commands: faces are found as Pango finds them."""

from __future__ import annotations

import subprocess

from publisher.errors import OutputError

INSTALL = "install fontconfig and the Noto CJK fonts (`make book` does it)"


def ask(command: str, *arguments: str) -> str:
    """Run `fc-list` or `fc-match` and return what it prints.

    Raises:
        OutputError: fontconfig is not installed or fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- fixed command names, no shell
            [command, *arguments], capture_output=True, check=True, text=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OutputError(command, f"cannot be run: {error}", INSTALL) from error
    return done.stdout
