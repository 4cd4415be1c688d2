"""Work that another process does while this one goes on, where that is safe and of use."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from functools import cache


def begin(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin to make something; return what waits for it and gives it, as often as asked.

    It is made in a fork of this process. Where that is not safe (other threads may hold a lock,
    Apple's libraries do not bear it), where there is no second core, and where the fork fails,
    it is made in this process when it is asked for, and an error shows here.
    """
    return cache(_forked(make) if _is_safe() else make)


def _is_safe() -> bool:
    return (
        hasattr(os, "fork")
        and sys.platform != "darwin"
        and threading.active_count() == 1
        and (os.cpu_count() or 1) > 1
    )


def _forked(make: Callable[[], bytes]) -> Callable[[], bytes]:
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        _work(make, writer)
    os.close(writer)

    def wait() -> bytes:
        with os.fdopen(reader, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(process, 0)
        return make() if status else content

    return wait


def _work(make: Callable[[], bytes], writer: int) -> None:
    """Make it, hand it over and end this process, whatever happens, before anything else of it."""
    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(make())
        status = 0
    finally:
        os._exit(status)
