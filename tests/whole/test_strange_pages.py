"""Whatever stands in a page, it becomes a book, and all of its letters are in there."""

from pathlib import Path

from strange_books import faults


def test_strange_pages_become_books_that_hold_every_letter_on_their_pages(tmp_path: Path) -> None:
    assert list(faults(range(1, 41), tmp_path)) == []
