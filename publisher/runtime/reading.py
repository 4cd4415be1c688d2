"""The one way in for bytes from outside: regular files, opened once, up to a limit.

A pipe, a device or a socket in the place of a file is told at once: opening it neither waits nor
does anything. A file that grows while it is read is read up to the limit and no further.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MIB = 1024 * 1024

_PIECE = 256 * 1024
"""Bytes that are held of a file of which only the hash is wanted."""

_FLAGS = sum(
    getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
)


class NoRegularFileError(OSError):
    """A folder, a pipe, a device or a socket is where a file should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(0, "it is no regular file", os.fspath(path))


class TooLargeError(OSError):
    """A file has more bytes than it may have: `size`, as far as that is known."""

    def __init__(self, path: Path, size: int, most: int) -> None:
        said = f"it has {size / MIB:.1f} MiB, more than the limit of {most / MIB:g} MiB"
        super().__init__(0, said, os.fspath(path))
        self.size = size


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a file; its size is looked at before anything is read.

    Raises:
        NoRegularFileError: it is something else.
        TooLargeError: there are more than `most`.
        OSError: it cannot be read.
    """
    with _opened(path, most) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLargeError(path, len(content), most)
    return content


def digest(path: Path, most: int) -> bytes:
    """Return the hash of the bytes of a file, as `read` would return them, without holding them.

    Raises:
        OSError: as `read`.
    """
    made = hashlib.sha256()
    length = 0
    with _opened(path, most) as file:
        for piece in iter(lambda: file.read(_PIECE), b""):
            length += len(piece)
            if length > most:
                raise TooLargeError(path, length, most)
            made.update(piece)
    return made.digest()


def look(path: Path, most: int) -> None:
    """See whether `read` would do, without opening the file.

    Raises:
        OSError: as `read`.
    """
    _check(path, path.stat(), most)


@contextmanager
def _opened(path: Path, most: int) -> Iterator[BinaryIO]:
    # there are devices that do something as soon as they are opened
    look(path, most)
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        # what was opened may be another thing than what was looked at
        _check(path, os.fstat(descriptor), most)
        yield file


def _check(path: Path, status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NoRegularFileError(path)
    if status.st_size > most:
        raise TooLargeError(path, status.st_size, most)
