"""Power cuts, killed processes, dead machines: the shelf in the end is that of a quiet run."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import run
from test_batch import tree, write

NAMES = ("雕版", "活字", "线装", "宣纸", "竹纸", "徽墨")
KILLS = 30


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for title in NAMES:
        write(tmp_path / "pages", title)
    return tmp_path / "pages"


def start(pages: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "publisher", "batch", pages, "-o", out, "-q"]
    return subprocess.Popen(  # noqa: S603 -- our own command
        [*map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_run_killed_thirty_times_ends_with_the_shelf_of_a_quiet_run(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = tmp_path / "quiet"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    started = time.monotonic()
    assert run("batch", pages, "-o", quiet).returncode == 0
    whole = time.monotonic() - started
    expected = tree(quiet)
    moments = random.Random(30)  # noqa: S311 -- the same moments each time
    kills, round_ = 0, 0
    while kills < KILLS:
        round_ += 1
        out = tmp_path / f"killed-{round_}"
        # nothing is laid out yet, and what is laid out is written under the knife too
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{round_}"))
        untouched = True
        while kills < KILLS:
            process = start(pages, out)
            started = time.monotonic()
            try:
                process.wait(timeout=moments.uniform(0.2, whole))
            except subprocess.TimeoutExpired:
                kill(process)
                kills += 1
                untouched = False
                continue
            if untouched:  # the first run was slower; kill earlier from now on
                whole = min(whole, time.monotonic() - started)
            break
        assert run("batch", pages, "-o", out).returncode == 0
        assert tree(out) == expected


def test_a_worker_that_is_killed_costs_no_volume(pages: Path, tmp_path: Path) -> None:
    process = start(pages, tmp_path / "out")
    deadline = time.monotonic() + 600
    killed = False
    while process.poll() is None and time.monotonic() < deadline:
        for child in workers(process.pid):
            # one that has ended since it was seen was not killed: the next will do
            with contextlib.suppress(ProcessLookupError):
                if not killed:
                    os.kill(child, signal.SIGKILL)
                    killed = True
        time.sleep(0.05)
    status = process.poll()
    kill(process)
    assert killed
    assert status == 0
    assert len(list((tmp_path / "out").rglob("*.epub"))) == len(NAMES)


def workers(parent: int) -> list[int]:
    """Return the processes that make volumes: children of the fork server."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError):
            above = int(stat.read_text().rpartition(")")[2].split()[1])
            grandparent = Path(f"/proc/{above}/stat").read_text().rpartition(")")[2].split()[1]
            if int(grandparent) == parent:
                found.append(int(stat.parent.name))
    return found


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a Dask scheduler and two workers, each a process of its own."""
    about = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    # the scheduler of this test, on a free port of this machine alone
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    processes = [
        subprocess.Popen(  # noqa: S603 -- a fixed command
            [*dask, "scheduler", "--port", "0", "--scheduler-file", str(about), *common],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
    ]  # fmt: skip
    deadline = time.monotonic() + 600
    while not about.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    address = json.loads(about.read_text())["address"]
    processes += [
        subprocess.Popen(  # noqa: S603 -- a fixed command
            [*dask, "worker", address, "--nthreads", "1", "--no-nanny", *common,
             "--local-directory", str(tmp_path / f"worker-{number}")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        for number in (1, 2)
    ]  # fmt: skip
    yield address, processes
    for process in processes:
        kill(process)


def test_a_dask_cluster_that_loses_a_worker_makes_the_same_books(
    pages: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, (_, first, _) = cluster
    out = tmp_path / "dask"
    command = ["batch", str(pages), "-o", str(out), "--engine", "dask", "--scheduler", address]
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "publisher", *command], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 600
    while not list(out.rglob("*.epub")) and time.monotonic() < deadline:
        time.sleep(0.05)
    kill(first)
    _, said = process.communicate(timeout=600)
    assert process.returncode == 0, said
    assert said.count("《") >= len(NAMES)
    assert run("batch", pages, "-o", tmp_path / "local").returncode == 0
    assert tree(out) == tree(tmp_path / "local")


def test_a_scheduler_that_does_not_answer_is_explained(pages: Path, tmp_path: Path) -> None:
    options = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    done = run("batch", pages, "-o", tmp_path / "out", *options)
    assert done.returncode == 2
    assert "no Dask scheduler answers there" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dask_run_without_an_address_is_explained(pages: Path, tmp_path: Path) -> None:
    done = run("batch", pages, "-o", tmp_path / "out", "--engine", "dask")
    assert done.returncode == 2
    assert "no scheduler is named" in done.stderr
