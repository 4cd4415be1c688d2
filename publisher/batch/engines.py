"""Who makes the volumes: processes of this machine, or the workers of a Dask cluster.

Both are executors of `concurrent.futures`. They are given a few volumes at a time, so that
finished ones do not pile up in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol

from publisher.batch.making import Job, Outcome
from publisher.errors import UsageError
from publisher.runtime.workers import pool

_GENERATION = 64
"""Volumes after which processes are replaced by fresh ones, which are small."""

_AHEAD = 2
"""Jobs that wait for each worker."""


class Engine(Protocol):
    """Makes volumes, in any order."""

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield what became of each job, as soon as it is known."""


@dataclass(frozen=True, slots=True)
class Local:
    """Processes of this machine. A single volume is made here, its chapters on all cores."""

    workers: int

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield what became of each job. One whose process is killed is tried once more, alone."""
        if len(jobs) == 1:
            yield jobs[0]()
            return
        for first in range(0, len(jobs), _GENERATION):
            generation = list(jobs[first : first + _GENERATION])
            killed = []
            for job, outcome in _through_pool(generation, self.workers):
                if outcome is None:
                    killed.append(job)
                else:
                    yield outcome
            for job in killed:
                ((_, outcome),) = _through_pool([job], 1)
                yield outcome or _killed(job)


def _through_pool(jobs: Sequence[Job], workers: int) -> Iterator[tuple[Job, Outcome | None]]:
    """Yield each job with its outcome; None where the pool broke before there was one."""
    with pool(workers) as processes:
        for job, future in _flow(processes, jobs, workers * _AHEAD):
            broken = isinstance(future.exception(), BrokenProcessPool)
            yield job, None if broken else _result(job, future)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of an existing Dask cluster; `address` is its scheduler's."""

    address: str

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield what became of each job; Dask gives the jobs of a worker that dies to others.

        Raises:
            UsageError: Dask is not installed, or there is no scheduler at the address.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError(
                "--engine dask", "Dask is not installed", "pip install 'publisher[dask]'"
            ) from error
        try:
            client: Any = Client(self.address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise UsageError(
                f"--scheduler {self.address}",
                "no Dask scheduler answers there",
                "start one with `dask scheduler`, and name the address that it prints",
            ) from error
        with client:
            threads = sum(client.nthreads().values()) or 1
            with client.get_executor() as executor:
                for job, future in _flow(executor, jobs, threads * _AHEAD):
                    yield _result(job, future)


def _result(job: Job, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except Exception as error:  # whatever it is, it is the failure of one volume
        return Outcome(job.volume.id, reason=f"{type(error).__name__}: {error}")


def _flow(
    executor: Executor, jobs: Sequence[Job], most: int
) -> Iterator[tuple[Job, Future[Outcome]]]:
    """Yield jobs as they are done, never more than so many of them under way."""
    waiting = list(reversed(jobs))
    running: dict[Future[Outcome], Job] = {}
    while waiting or running:
        while waiting and len(running) < most:
            job = waiting.pop()
            running[_submitted(executor, job)] = job
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield running.pop(future), future


def _submitted(executor: Executor, job: Job) -> Future[Outcome]:
    """Hand in a job; a pool that is broken already gives a future that says so."""
    try:
        return executor.submit(job)
    except BrokenProcessPool as error:
        future: Future[Outcome] = Future()
        future.set_exception(error)
        return future


def _killed(job: Job) -> Outcome:
    return Outcome(
        job.volume.id,
        reason="the process that made it was killed, by want of memory as a rule; hint: "
        "free some memory, or use fewer --workers",
    )
