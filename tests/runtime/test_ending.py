"""Ctrl-C, a closed terminal, a stopped service, kill -9: nothing is left behind, nothing hangs."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, run
from test_batch import tree, write

ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
SAID = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "was closed"}
COMMANDS = ("build", "batch", "handout")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(12):
        write(tmp_path / "pages", f"专题{number}", "写样上板,一刀一刀刻出来。" * 300)
    return tmp_path / "pages"


def started(command: str, pages: Path, folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "publisher", command, pages, "-o", folder / "out", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # a shell's job in the background ignores interrupts, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip


def begun(process: subprocess.Popen[str]) -> None:
    """Wait until the program heeds signals; what comes before its first line is Python's own."""
    caught, bit = 0, 1 << (signal.SIGTERM - 1)
    while process.poll() is None and not caught & bit:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        time.sleep(0.01)


def of_session(leader: int) -> list[int]:
    """Return the processes that belong to a session, but those that have ended already."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(session) == leader and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def gone(leader: int, seconds: float = 20.0) -> bool:
    """Wait until a session has no process; on a machine at rest that is at once."""
    end = time.monotonic() + seconds
    while of_session(leader) and time.monotonic() < end:
        time.sleep(0.05)
    return not of_session(leader)


def left_overs(folder: Path) -> list[str]:
    temporary = folder / "cache" / "publisher" / "temporary"
    left = [*(folder / "out").rglob(".publisher-*"), *(folder / "out").glob(".lock")]
    return [str(path) for path in [*left, *(temporary.glob("*") if temporary.exists() else ())]]


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_signal_at_any_moment_ends_all_and_leaves_nothing(
    command: str, number: signal.Signals, pages: Path, tmp_path: Path
) -> None:
    options = ["--all"] if command == "handout" else []
    moments = random.Random(f"{command} {number}")  # noqa: S311 -- the same moments each time
    for turn in range(3):
        folder = tmp_path / f"turn{turn}"
        process = started(command, pages, folder, *options)
        begun(process)
        time.sleep(moments.uniform(0.0, 1.5))
        process.send_signal(number)
        _, said = process.communicate(timeout=600)
        assert "Traceback" not in said
        assert "leaked" not in said
        # it may have been done before
        if process.returncode != 0:
            assert process.returncode == ENDS[number], said
            assert SAID[number] in said
        assert gone(process.pid)
        assert left_overs(folder) == []


def test_after_kill_9_all_that_worked_for_it_ends(pages: Path, tmp_path: Path) -> None:
    moments = random.Random(9)  # noqa: S311 -- the same moments each time
    for turn, command in enumerate(COMMANDS * 2):
        options = ["--all"] if command == "handout" else []
        process = started(command, pages, tmp_path / f"turn{turn}", *options)
        time.sleep(moments.uniform(0.3, 1.5))
        process.kill()
        # nobody holds the ends of its output either
        process.communicate(timeout=600)
        assert gone(process.pid)


def test_a_batch_that_was_ended_again_and_again_is_that_of_a_quiet_run(
    pages: Path, tmp_path: Path
) -> None:
    quiet = tmp_path / "quiet"
    assert run("batch", pages, "-o", quiet, XDG_CACHE_HOME=str(tmp_path / "cache")).returncode == 0
    moments = random.Random(2)  # noqa: S311 -- the same moments each time
    for number in (*ENDS, *ENDS):
        process = started("batch", pages, tmp_path / "ended")
        time.sleep(moments.uniform(0.3, 2.0))
        process.send_signal(number)
        process.communicate(timeout=600)
    out = tmp_path / "ended" / "out"
    assert run("batch", pages, "-o", out, XDG_CACHE_HOME=str(tmp_path / "cache")).returncode == 0
    assert tree(out) == tree(quiet)


def test_a_check_that_is_ended_takes_java_and_the_browser_along(
    sample: dict[str, Path], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "publisher", "check", str(sample[".epub"])]
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PATH": f"{ROOT}/.tools/bin:{os.environ['PATH']}",
    }
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603 -- our own command
    end = time.monotonic() + 300
    while not (programs := children(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert programs
    process.terminate()
    process.communicate(timeout=600)
    assert process.returncode == 143
    assert all(gone(program) for program in programs)
    assert left_overs(tmp_path) == []


def children(parent: int) -> list[int]:
    """Return the children of a process that lead a session of their own."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, above, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(above) == parent and session == stat.parent.name:
            found.append(int(session))
    return found


def test_what_killed_runs_left_is_swept_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publisher.runtime import ending

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    temporary = tmp_path / "publisher" / "temporary"
    (temporary / "999999999-dead" / "more").mkdir(parents=True)
    (temporary / f"{os.getpid()}-alive").mkdir()
    with ending.folder() as folder:
        assert sorted(path.name for path in temporary.iterdir()) == sorted(
            [f"{os.getpid()}-alive", folder.name]
        )
    assert not folder.exists()
