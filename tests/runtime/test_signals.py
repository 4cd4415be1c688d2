"""Signals at random moments leave no process, no file and no traceback; the next run is whole."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import signals
from conftest import PAGE
from test_batch_survives import workers
from test_ending import started

from publisher.runtime import output


def test_a_signal_leaves_nothing_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # how fast a loaded machine is, is not the question here
    monkeypatch.setattr(signals, "_SECONDS", 20.0)
    chance = random.Random(4)  # noqa: S311 -- the same moments each time
    figures = signals.tried(8, chance, topics=3, words=30)
    assert figures.faults == []
    assert sum(figures.tries.values()) == 8


def test_the_harness_sees_what_is_left_and_what_is_lost(tmp_path: Path) -> None:
    ground = signals.Ground.__new__(signals.Ground)
    ground.root = tmp_path
    out = tmp_path / "out"
    for name in ("out/.publisher-0123abcd", "tmp/pymp-x", "cache/publisher/temporary/1-a"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert len(ground.left_overs(out)) == 3
    (out / "d.epub").write_bytes(b"x")
    assert set(signals.products(out)) == {".publisher-0123abcd", "d.epub"}


def old(path: Path) -> None:
    path.write_bytes(b"half")
    os.utime(path, (0, 0))


@pytest.mark.parametrize(
    ("name", "put", "stays"),
    [
        (".publisher-0123abcd", old, False),
        (".publisher-0123abcd-journal", old, False),
        (".publisher-0123abcd", Path.touch, True),
        (".publisher-0123abcd", Path.mkdir, True),
        (".publisher-notes", old, True),
    ],
)
def test_what_a_killed_build_left_goes_an_hour_later(
    name: str, put: Callable[[Path], object], stays: bool, tmp_path: Path
) -> None:
    put(tmp_path / name)
    output.sweep_old(tmp_path)
    assert (tmp_path / name).exists() == stays


def test_when_processes_that_lay_out_are_killed_the_epub_is_made_and_this_is_said(
    tmp_path: Path,
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = PAGE.replace("善书的人", "善书的人" * 9_000)
    for number in range(4):
        (pages / f"{number}.txt").write_text(text.replace("雕版", f"雕版{number}"), "utf-8")
    process = started("build", pages, tmp_path)
    killed: set[int] = set()
    while process.poll() is None and len(killed) < 2:
        for worker in workers(process.pid):
            with contextlib.suppress(OSError):
                if b"forkserver" in Path(f"/proc/{worker}/cmdline").read_bytes():
                    os.kill(worker, signal.SIGKILL)
                    killed.add(worker)
        time.sleep(0.01)
    printed, said = process.communicate(timeout=600)
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert "a process that lays out pages: was killed; hint: free some memory" in said
    assert ".epub" in printed
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".epub"]
