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

from publisher.runtime import ending

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
    return _Helper(make, prepare).give


class _Pipe:
    """A pipe: bytes go `into` it and come `out` of it."""

    def __init__(self) -> None:
        out, into = os.pipe()
        self.out, self.into = os.fdopen(out, "rb"), os.fdopen(into, "wb")


_helpers: list[_Helper] = []
"""All that this process has begun."""


class _Helper:
    """Another process. Pipes take its order and give its result; `_busy` ends when that is made."""

    def __init__(self, make: Callable[[bytes], bytes], prepare: Callable[[], object]) -> None:
        self._make = make
        self._order, self._result, self._busy = _Pipe(), _Pipe(), _Pipe()
        self._process = os.fork()
        if not self._process:
            self._work(prepare)
        ending.helped_by(self._process)
        for end in (self._order.out, self._result.into, self._busy.into):
            end.close()
        _helpers.append(self)

    def give(self, order: bytes) -> Callable[[], bytes]:
        """Let it make what was ordered; return what waits for that, as often as asked."""
        # if it has died, waiting for it will tell
        with contextlib.suppress(BrokenPipeError), self._order.into as pipe:
            pipe.write(_GO + order)
        return cache(lambda: self._take(order))

    def _take(self, order: bytes) -> bytes:
        with self._result.out as pipe:
            content = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return self._make(order) if status else content

    def _work(self, prepare: Callable[[], object]) -> None:
        """Make it, hand it over and end, whatever happens, before anything else of this process."""
        status = 1
        try:
            ending.help_another()
            self._wait_for_turn()
            prepare()
            go, order = self._order.out.read(len(_GO)), self._order.out.read()
            if go:
                content = self._make(order)
                self._busy.into.close()
                self._result.into.write(content)
                self._result.into.flush()
            status = 0
        finally:
            os._exit(status)

    def _wait_for_turn(self) -> None:
        """Wait for those that are at work; one that stands by without an order is not."""
        at_work = [helper for helper in _helpers if helper._order.into.closed]
        # these ends are for the process that began us: they are to go when it goes
        for helper in (*_helpers, self):
            helper._order.into.close()
            helper._result.out.close()
        for helper in at_work:
            helper._busy.out.read()
