"""Numbers of pages as a person writes them: `pages 3–17, 21`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def written(pages: Iterable[int]) -> str:
    """Return page numbers as a person writes them."""
    runs = [str(first) if first == last else f"{first}–{last}" for first, last in _runs(pages)]
    numbers = ", ".join(runs)
    return f"page {numbers}" if numbers.isdecimal() else f"pages {numbers}"


def _runs(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of pages that follow one another."""
    run: tuple[int, int] | None = None
    for page in sorted(set(pages)):
        if run is not None and page == run[1] + 1:
            run = run[0], page
            continue
        if run is not None:
            yield run
        run = page, page
    if run is not None:
        yield run
