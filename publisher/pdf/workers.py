"""Processes that lay out parts and cut faces, so that all cores of the machine take part.

They are forked from a server that has loaded WeasyPrint once. It is started as soon as it is
known that something has to be laid out: it loads while this process still reads pages.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from typing import TypeVar

from publisher.errors import OutputError

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


def warm_up() -> None:
    """Start the server, unless this process is a worker itself."""
    if _alone():
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["publisher.pdf.layout", "publisher.fonts.companion"])
    forkserver.ensure_running()


class Workers:
    """Does jobs: in processes of its own, or in this one where that is no faster."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        """Use `pool`, or this process if it is None."""
        self._pool = pool

    def do(self, work: Callable[[_Job], _Result], jobs: Iterable[_Job]) -> Iterator[_Result]:
        """Yield the results of `work` in the order of the jobs, the first as soon as it is there.

        Raises:
            OutputError: a process was killed, by want of memory as a rule.
        """
        if self._pool is None:
            return map(work, jobs)
        return self._results(self._pool.map(work, jobs))

    def _results(self, results: Iterator[_Result]) -> Iterator[_Result]:
        try:
            yield from results
        except BrokenProcessPool as error:
            raise OutputError(
                "a process that lays out pages", "was killed", "free some memory, then run it again"
            ) from error


@contextmanager
def open_workers() -> Iterator[Workers]:
    """Give one process for each core; they end with the block, whatever happens in it."""
    cores = os.cpu_count() or 1
    if _alone() or cores == 1:
        yield Workers(None)
        return
    warm_up()
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPoolExecutor(cores, mp_context=context, initializer=_begin)
    try:
        yield Workers(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone() -> bool:
    """Tell whether this process is somebody's worker, who sees to it that all cores are used."""
    return multiprocessing.parent_process() is not None


def _begin() -> None:
    """Leave Ctrl-C to the process that the user talks to; take what is loaded for lasting."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
