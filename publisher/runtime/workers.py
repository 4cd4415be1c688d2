"""Processes that make volumes, lay out parts and cut faces, so that all cores take part.

`pool` is the one way to start them. They are forked from a server that has loaded WeasyPrint
once. It is started as soon as it is known that something has to be laid out: it loads while this
process still reads pages.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from typing import TypeVar

from publisher.errors import OutputError
from publisher.runtime import ending

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

PRELOADED = [
    "publisher.runtime.installed",
    "publisher.pdf.layout.preloaded",
    "publisher.fonts.companion",
]
"""The modules that the server loads, in this order; the first two also do something."""


def warm_up() -> None:
    """Start the server, unless this process is a worker itself."""
    if not _alone():
        _server()
        forkserver.ensure_running()


def pool(
    processes: int, begin: Callable[[], object] = ending.work_for_another
) -> ProcessPoolExecutor:
    """Return so many processes, which start with the first job; each does `begin` first."""
    return ProcessPoolExecutor(processes, mp_context=_server(), initializer=begin)


def _server() -> ForkServerContext:
    """Return what starts processes from the server, which loads what they need."""
    ending.start_processes()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


class Workers:
    """Does jobs: in processes of its own, or in this one where that is no faster."""

    def __init__(self, cores: int) -> None:
        """Use so many processes, which start with the first job; 1 means this process."""
        self._cores = cores
        self._pool: ProcessPoolExecutor | None = None

    def do(self, work: Callable[[_Job], _Result], jobs: Sequence[_Job]) -> Iterator[_Result]:
        """Begin with the jobs; return the results of `work` in their order, as they come.

        In this process a job is done when its result is asked for.
        """
        if self._cores == 1 or not jobs:
            return map(work, jobs)
        return self._results(self._started().map(work, jobs))

    def _results(self, coming: Iterator[_Result]) -> Iterator[_Result]:
        """Yield results.

        Raises:
            OutputError: a process was killed, by want of memory as a rule.
        """
        try:
            yield from coming
        except BrokenProcessPool as error:
            raise OutputError(
                "a process that lays out pages", "was killed", "free some memory, then run it again"
            ) from error

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = pool(self._cores, _begin)
        return self._pool

    def finish(self) -> None:
        """Let each process end when there is no more work for it: what was begun is still done."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)

    def end(self) -> None:
        """Let the processes end, whatever they are at."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def open_workers() -> Iterator[Workers]:
    """Give one process for each core; they end with the block, whatever happens in it."""
    workers = Workers(1 if _alone() else os.cpu_count() or 1)
    try:
        yield workers
    finally:
        workers.end()


def _alone() -> bool:
    """Tell whether this process is somebody's worker, who sees to it that all cores are used."""
    return multiprocessing.parent_process() is not None


def _begin() -> None:
    """Begin as a process that lays out parts: it looks for garbage only when told to."""
    ending.work_for_another()
    gc.disable()
    gc.freeze()
