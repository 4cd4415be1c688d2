"""A limit to the time and the memory that one piece of work may take.

Where the system can interrupt it: in the main thread of a process, and not on Windows. Memory is
looked at where Linux tells of it. What one call of a C library takes is seen when it returns.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

MEMORY = 2 * 1024**3
"""Bytes that a piece of work may add to its process. A part of 3,000 pages takes half of that."""

_GLANCE = 0.2
"""Seconds between two looks; so a library that has swallowed the first attempt gets another."""
_STATM = Path("/proc/self/statm")


class OvertimeError(BaseException):
    """It takes too much. No error of the work itself, so that no net below catches it."""


@contextmanager
def after(seconds: int, memory: int = MEMORY) -> Iterator[None]:
    """Raise `OvertimeError` in the block after so many seconds; never, if they are 0.

    It comes, too, when the process has grown by more than so many bytes of `memory`. It says
    what was too much.
    """
    here = threading.current_thread() is threading.main_thread()
    if not seconds or not here or not hasattr(signal, "setitimer"):
        yield
        return
    last, most = time.monotonic() + seconds, _resident() + memory

    def look(_number: int, _frame: FrameType | None) -> None:
        if time.monotonic() > last:
            raise OvertimeError(f"{seconds} s")
        if _resident() > most:
            raise OvertimeError(f"{memory / 1024**3:.1f} GiB of memory")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _GLANCE, _GLANCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _resident() -> int:
    """Return the bytes of memory that this process holds; 0 where nobody tells."""
    try:
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
