"""Which files of a shelf are served, as what, and how much of one: all by a path or a header."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publisher.editions import MEDIA_TYPES

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
} | MEDIA_TYPES
"""The media types of files by suffix. Others are not served."""

_OURS = frozenset({".css", ".js"})
"""Suffixes of files that are served from the folder shelf/ alone."""

FEEDS = {
    "opds.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "opds.json": "application/opds+json",
}

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def found(out: Path, target: str) -> Path | None:
    """Return the file that the path of a request names; None if it is not to be served.

    `out` is resolved. Hidden files, ledgers, links that lead elsewhere: there is no such thing.

    Raises:
        ValueError: it is the path of nothing.
    """
    names = [name for name in unquote(urlsplit(target).path).split("/") if name]
    if any(name.startswith(".") or "\\" in name or "\0" in name for name in names):
        return None
    path = out.joinpath(*names)
    with suppress(OSError, ValueError):
        if path.is_dir():
            path = path / "index.html"
        path = path.resolve(strict=True)
        known = path.suffix.lower() in TYPES.keys() - _OURS or path.name in FEEDS
        if known and path.is_file() and not _is_hidden(path.relative_to(out)):
            return path
    return None


def _is_hidden(path: Path) -> bool:
    return any(name.startswith(".") for name in path.parts)


def span(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a Range header (RFC 9110, 14); None to send all.

    Several ranges, or units that we do not know, are answered with the whole file.

    Raises:
        ValueError: nothing of the file is in the range.
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        length = min(int(match[2]), size)
        if length == 0:
            raise ValueError(asked)
        return size - length, size - 1
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return None
    if first >= size:
        raise ValueError(asked)
    return first, last
