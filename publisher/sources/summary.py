"""SUMMARY.md, by which mdBook and HonKit know in which order a book has its files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from publisher.runtime import reading
from publisher.runtime.patterns import regex
from publisher.runtime.reading import MIB, TooLargeError

NAME = "summary.md"

_MOST = MIB
_ENTRY = regex(r"^\s*(?:[-*+]|\d+[.)])?\s*\[.*?\]\(\s*<?([^)\s>]+)", re.MULTILINE)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def listed(path: Path, real: Path) -> list[Path]:
    """Return the files that a SUMMARY.md names, in order; `real` is where it is itself."""
    try:
        text = reading.read(path, _MOST).decode("utf-8", "replace")
    except (OSError, TooLargeError):
        return []
    entries = (unquote(entry.partition("#")[0]) for entry in _ENTRY.findall(text))
    wanted = (entry for entry in entries if entry and not _SCHEME.match(entry))
    found = (Path(os.path.normpath(real.parent / entry.lstrip("/"))) for entry in wanted)
    return list(dict.fromkeys(found))
