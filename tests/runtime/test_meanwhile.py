"""What another process makes meanwhile is what this one would have made, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from publisher.runtime import background

HERE = os.getpid()
LARGE = bytes(300_000)
"""More than a pipe holds."""


def test_it_is_made_in_another_process_and_given_as_often_as_asked() -> None:
    wait = background.begin(lambda: LARGE + str(os.getpid()).encode())
    assert wait() == wait()
    assert wait()[: len(LARGE)] == LARGE
    assert background.is_possible() == (wait()[len(LARGE) :] != str(HERE).encode())


def test_an_error_in_the_other_process_shows_in_this_one() -> None:
    def fail() -> bytes:
        raise ValueError(f"no picture in {os.getpid()}")

    wait = background.begin(fail)
    with pytest.raises(ValueError, match=f"no picture in {HERE}"):
        wait()


def test_what_a_killed_process_leaves_undone_is_done_here() -> None:
    def make() -> bytes:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"picture"

    assert background.begin(make)() == b"picture"


def test_beside_other_threads_nothing_is_forked() -> None:
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        assert background.begin(lambda: str(os.getpid()).encode())() == str(HERE).encode()
    finally:
        end.set()
        other.join()


def test_what_stands_by_makes_what_is_ordered_later() -> None:
    give = background.stand_by(lambda order: order + str(os.getpid()).encode(), lambda: None)
    made = give(LARGE)()
    assert made[: len(LARGE)] == LARGE
    assert background.is_possible() == (made[len(LARGE) :] != str(HERE).encode())


def test_what_cannot_prepare_itself_elsewhere_is_made_here() -> None:
    def fail() -> None:
        raise ValueError("no faces")

    assert background.stand_by(lambda order: order, fail)(b"cover")() == b"cover"


@pytest.mark.parametrize("first", [0, 1])
def test_two_that_are_begun_are_given_in_any_order(first: int) -> None:
    waits = [background.begin(lambda: LARGE + b"pages"), background.begin(lambda: LARGE + b"cover")]
    assert waits[first]() == LARGE + (b"pages", b"cover")[first]
    assert waits[1 - first]() == LARGE + (b"cover", b"pages")[first]


def test_one_that_stands_by_keeps_no_other_from_its_work() -> None:
    give = background.stand_by(lambda order: order)
    assert background.begin(lambda: b"pages")() == b"pages"
    assert give(b"cover")() == b"cover"


def test_a_killed_run_leaves_no_process_behind() -> None:
    program = (
        "import os, sys, time; from publisher.runtime import background;"
        "make = lambda: (print(os.getpid(), flush=True), bytes(10**6))[1];"
        "background.begin(make);"
        "background.stand_by(bytes, lambda: print(os.getpid(), flush=True));"
        "time.sleep(60)"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:  # noqa: S603 -- the program above
        assert run.stdout is not None
        helpers = [int(run.stdout.readline()) for _ in range(2)]
        run.kill()
    deadline = time.monotonic() + 300
    while any(map(is_alive, helpers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, helpers))


def is_alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
