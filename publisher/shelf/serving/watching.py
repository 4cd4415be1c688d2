"""Pages that change, and who waits to hear of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path


def watch(
    sources: Sequence[Path],
    built: dict[str, tuple[int, int]],
    rebuild: Callable[[], None],
    stop: threading.Event,
    pause: float = 1.0,
) -> None:
    """Have a shelf built anew whenever its pages have changed, and been quiet for one pause.

    Args:
        sources: The files and folders of the pages.
        built: Their `state` before they were last built.
        rebuild: Builds the shelf.
        stop: Ends this when it is set.
        pause: Seconds between two looks.
    """
    last = built
    while not stop.wait(pause):
        now = state(sources)
        if now == last != built:
            built = now
            rebuild()
        last = now


def state(sources: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Return what a change of pages would change: names, sizes, times."""
    found = {}
    for source in sources:
        for path in (source, *source.rglob("*")):
            with suppress(OSError):
                status = path.stat()
                found[str(path)] = status.st_size, status.st_mtime_ns
    return found


class Changes:
    """Tells pages that wait when the shelf has changed."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self._condition = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Tell all that wait."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def seen(self) -> int:
        """Return how many changes there have been."""
        with self._condition:
            return self._count

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for a change after the first `seen`; return how many there have been."""
        with self._condition:
            self._condition.wait_for(lambda: self._count != seen, seconds)
            return self._count
