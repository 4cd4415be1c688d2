"""A limit to the time that one piece of work may take, where the system can interrupt it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 5
"""Seconds until the next attempt, where a library has swallowed the first."""


class OvertimeError(BaseException):
    """The time is over. No error of the work itself, so that no net below catches it."""


@contextmanager
def after(seconds: int) -> Iterator[None]:
    """Raise `OvertimeError` in the block after so many seconds; never, if they are 0.

    Only the main thread of a process can be interrupted so, and not on Windows.
    """
    here = threading.current_thread() is threading.main_thread()
    if not seconds or not here or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise OvertimeError
