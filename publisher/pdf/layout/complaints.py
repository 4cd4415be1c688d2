"""What WeasyPrint logs while it sets a part, as findings: pictures, faces and rules of a theme.

It reads a style sheet once a process and warns once. So what was heard of a theme is told with
every part that is set with it from then on: a galley from the cache tells it, too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from publisher.pdf.galley import Complaint

_LOGGER = logging.getLogger("weasyprint")

_KINDS = (
    ("Failed to load image", "theme-picture"),
    ("Failed to render SVG", "theme-picture"),
    ("Failed to load stylesheet", "theme-file"),
    ("Font-face", "theme-font"),
)
"""How messages begin, and the codes of `publisher.problems` that they stand for."""
_OTHER = "theme-style"

_EXPECTED = (".notdef glyph", "No anchor", "Anchor defined twice")
"""Messages about what we know: missing characters are told by page, links may lead elsewhere."""

_FOLDERS = re.compile(r"/?(?:[^\s'\"/]+/)+")
"""What a path begins with: a galley does not know in which folder its theme lies."""

_LONGEST = 160
"""Characters of a message."""


@contextmanager
def heard(findings: dict[Complaint, None]) -> Iterator[None]:
    """Add what WeasyPrint complains about to `findings`, each once and in order."""
    listener = _Listener(findings)
    _LOGGER.addHandler(listener)
    try:
        yield
    finally:
        _LOGGER.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self, findings: dict[Complaint, None]) -> None:
        super().__init__(logging.WARNING)
        self._findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        if not str(record.msg).startswith(_EXPECTED):
            self._findings.setdefault(_finding(record))


def _finding(record: logging.LogRecord) -> Complaint:
    message = str(record.msg)
    code = next((code for begin, code in _KINDS if message.startswith(begin)), _OTHER)
    arguments = record.args if isinstance(record.args, tuple) else ()
    if code == _OTHER or not arguments:
        return Complaint(code, "", _line(record.getMessage()))
    name, *why = map(str, arguments)
    told = _FOLDERS.sub("", ": ".join(why))
    return Complaint(code, name.rstrip("/").rpartition("/")[2], _line(told))


def _line(message: str) -> str:
    return " ".join(message.split())[:_LONGEST]
