"""What our composer cannot set is left to WeasyPrint: a net below every paragraph.

A paragraph is known by its text. One that fails before any line of it stands is handed over at
once. One that fails later is noted, and its part is laid out again without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.formatting_structure import boxes

from publisher.pdf.galley import Complaint
from publisher.pdf.layout.boxes import Box, LineBox

_EXCERPT = 24
"""Characters of a paragraph by which a person finds it."""

_LONGEST = 160
"""Characters of what an exception says."""


class AgainError(Exception):
    """A paragraph failed of which lines stand already: the part has to be laid out again."""


class Net:
    """The paragraphs of the part in hand that failed, and why."""

    def __init__(self) -> None:
        """Nothing has failed."""
        self.failed: dict[str, str] = {}
        self.all_left = False
        """Nothing is composed any more."""
        self.again = False
        """One failed when it was drawn."""

    def findings(self) -> tuple[Complaint, ...]:
        """Return what is to be told of the part."""
        return tuple(
            Complaint("not-composed", excerpt(text), why) for text, why in self.failed.items()
        )


_nets: list[Net] = []
"""The net of the part in hand: WeasyPrint hands nothing of ours down to where it is needed."""


@contextmanager
def spread() -> Iterator[Net]:
    """Give a net for one part. Without one, whatever fails is raised."""
    _nets.append(Net())
    try:
        yield _nets[-1]
    finally:
        _nets.pop()


def is_left(linebox: LineBox) -> bool:
    """Tell whether a paragraph is not to be composed."""
    if not _nets or not (_nets[-1].failed or _nets[-1].all_left):
        return False
    return _nets[-1].all_left or text_of(linebox) in _nets[-1].failed


def leave(text: str, error: Exception) -> None:
    """Note that a paragraph failed.

    Raises:
        Exception: the error, if there is no net or it is for want of memory.
    """
    if not _nets or isinstance(error, MemoryError):
        raise error
    _nets[-1].failed.setdefault(text, reason(error))


def leave_drawn(text: str, error: Exception) -> None:
    """Note that a paragraph could not be drawn."""
    leave(text, error)
    _nets[-1].again = True


def text_of(box: Box) -> str:
    """Return the text of a line box."""
    if isinstance(box, boxes.TextBox):
        text: str = box.text
        return text
    return "".join([text_of(child) for child in getattr(box, "children", ())])


def excerpt(text: str) -> str:
    """Return the beginning of a text."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def reason(error: Exception) -> str:
    """Say in one line what went wrong."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return said.removesuffix(":")[:_LONGEST]
