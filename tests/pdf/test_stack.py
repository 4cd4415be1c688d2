"""Laying out a book does not ask the system for memory at each call."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from publisher.pdf.layout.stack import in_one_piece

CALLS = 2000
"""Calls of one loop."""


def called(depth: int) -> int:
    """Call a function in a loop, `depth` calls further down; return what the function did."""
    return called(depth - 1) if depth else sum(done() for _ in range(CALLS))


def done() -> int:
    return 1


def dearest(call: Callable[[int], int]) -> int:
    """Return how many pages of memory the loop takes from the system at the worst of depths."""

    def taken(depth: int) -> int:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        assert call(depth) == CALLS
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    return max(map(taken, range(300)))


def test_no_loop_takes_memory_from_the_system_at_each_call() -> None:
    assert dearest(in_one_piece(called)) < CALLS / 2


def test_what_fails_within_is_raised_and_names_stay() -> None:
    with pytest.raises(ZeroDivisionError):
        in_one_piece(lambda: 1 // 0)()
    assert in_one_piece(called).__name__ == "called"
