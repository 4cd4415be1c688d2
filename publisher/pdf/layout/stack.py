"""Room for Python's frames, in one piece.

Python takes memory for frames from the system, 16 KiB at a time, and gives each piece back as
soon as it is empty. A loop that happens to call over the edge of a piece does both at each turn.
Layout has many loops at many depths, so one of them always did, and which one changed with each
function above it: up to a fifth of the time of a book.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_WORDS = 1 << 16
"""How large the one frame says that it is; its piece has as much again for those below it."""


def in_one_piece(work: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Let `work` and all that it calls have their frames in one piece of memory."""

    def begin(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        return work(*args, **kwargs)

    # memory that is never touched is never taken
    begin.__code__ = begin.__code__.replace(co_stacksize=_WORDS)
    return wraps(work)(begin)
