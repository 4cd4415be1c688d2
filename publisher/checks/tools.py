"""The validators as programs: found on PATH, run, and what they print."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publisher.errors import OutputError
from publisher.runtime import ending

_LONGEST = 1800
"""Seconds after which a validator counts as hung."""


def find(command: str) -> list[str] | None:
    """Return how to call a validator, or None if it is not installed."""
    path = shutil.which(command)
    return [path] if path else None


def find_jar(package: str, name: str) -> list[str] | None:
    """Return how to run the jar `name` inside an installed Python package, if Java is there."""
    java = shutil.which("java")
    spec = find_spec(package)
    if java is None or spec is None or spec.origin is None:
        return None
    jar = Path(spec.origin).with_name(name)
    return [java, "-jar", str(jar)] if jar.is_file() else None


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a validator; its exit status is its own business.

    Raises:
        OutputError: it cannot be started, or hangs.
    """
    try:
        with ending.program(partial(_start, command)) as process:
            printed, said = process.communicate(timeout=_LONGEST)
        return subprocess.CompletedProcess(command, process.returncode, printed, said)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(command[0], f"does not work: {error}", "install it again") from error


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- found on PATH, arguments are a list
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        # Ace starts a browser: what a validator has begun ends with it
        start_new_session=True,
    )


def parse(command: Sequence[str], finished: subprocess.CompletedProcess[str]) -> Any:
    """Return the JSON that a validator printed.

    Raises:
        OutputError: it printed something else.
    """
    start = finished.stdout.find("{")
    try:
        return json.loads(finished.stdout[max(start, 0) :])
    except ValueError as error:
        said = (finished.stderr or finished.stdout).strip().rpartition("\n")[2]
        raise OutputError(command[0], f"gave no report: {said}", "run it by hand") from error
