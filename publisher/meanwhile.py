"""Work that another process does while this one goes on, where that is safe and of use.

It is a fork of this process. Where that is not safe (other threads may hold a lock, Apple's
libraries do not bear it), where there is no second core, and where the fork fails, the work is
done in this process when it is asked for, and an error shows here. One such process works at a
time: the next waits for it, so that this one has a core for itself.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from functools import cache

_GO = b"!"
"""What comes before the order for work; without it the process was stood by for nothing."""


def is_possible() -> bool:
    """Tell whether another process would do the work."""
    return (
        hasattr(os, "fork")
        and sys.platform != "darwin"
        and threading.active_count() == 1
        and (os.cpu_count() or 1) > 1
    )


def begin(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin to make something; return what waits for it and gives it, as often as asked."""
    return stand_by(lambda _: make())(b"")


def stand_by(
    make: Callable[[bytes], bytes], prepare: Callable[[], object] = lambda: None
) -> Callable[[bytes], Callable[[], bytes]]:
    """Prepare to make something of bytes that are not known yet.

    Returns what takes these, once, and then does as `begin`.
    """
    if not is_possible():
        return lambda order: cache(lambda: make(order))
    process, order_in, result_out = _fork(make, prepare)

    def give(order: bytes) -> Callable[[], bytes]:
        # if it has died, waiting for it will tell
        with contextlib.suppress(BrokenPipeError), os.fdopen(order_in, "wb") as pipe:
            pipe.write(_GO + order)
        return cache(lambda: _taken(process, result_out, lambda: make(order)))

    return give


_turn: int | None = None
"""The end of a pipe that is closed when the process that was begun last has ended."""


def _fork(make: Callable[[bytes], bytes], prepare: Callable[[], object]) -> tuple[int, int, int]:
    """Return the new process, what takes its order, and what its result comes out of."""
    global _turn
    order_out, order_in = os.pipe()
    result_out, result_in = os.pipe()
    next_turn, ended = os.pipe()
    process = os.fork()
    if not process:
        for end in (order_in, result_out, next_turn):
            os.close(end)
        _work(make, prepare, order_out, result_in)
    for end in (order_out, result_in, ended):
        os.close(end)
    if _turn is not None:
        os.close(_turn)
    _turn = next_turn
    return process, order_in, result_out


def _work(
    make: Callable[[bytes], bytes], prepare: Callable[[], object], order_out: int, result_in: int
) -> None:
    """Make it, hand it over and end this process, whatever happens, before anything else of it."""
    status = 1
    try:
        if _turn is not None:
            os.read(_turn, 1)
        prepare()
        with os.fdopen(order_out, "rb") as pipe:
            go, order = pipe.read(len(_GO)), pipe.read()
        if go:
            with os.fdopen(result_in, "wb") as pipe:
                pipe.write(make(order))
        status = 0
    finally:
        os._exit(status)


def _taken(process: int, result_out: int, make: Callable[[], bytes]) -> bytes:
    """Wait for a process and return what it made; make it here if it could not."""
    with os.fdopen(result_out, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(process, 0)
    return make() if status else content
