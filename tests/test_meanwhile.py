"""What another process makes meanwhile is what this one would have made, whatever happens."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from publisher import meanwhile

HERE = os.getpid()
LARGE = bytes(300_000)
"""More than a pipe holds."""


def test_it_is_made_in_another_process_and_given_as_often_as_asked() -> None:
    wait = meanwhile.begin(lambda: LARGE + str(os.getpid()).encode())
    assert wait() == wait()
    assert wait()[: len(LARGE)] == LARGE
    assert meanwhile.is_possible() == (wait()[len(LARGE) :] != str(HERE).encode())


def test_an_error_in_the_other_process_shows_in_this_one() -> None:
    def fail() -> bytes:
        raise ValueError(f"no picture in {os.getpid()}")

    wait = meanwhile.begin(fail)
    with pytest.raises(ValueError, match=f"no picture in {HERE}"):
        wait()


def test_what_a_killed_process_leaves_undone_is_done_here() -> None:
    def make() -> bytes:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"picture"

    assert meanwhile.begin(make)() == b"picture"


def test_beside_other_threads_nothing_is_forked() -> None:
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        assert meanwhile.begin(lambda: str(os.getpid()).encode())() == str(HERE).encode()
    finally:
        end.set()
        other.join()
