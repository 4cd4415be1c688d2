"""One run at a time for each OUT: a lock that the system takes back from a killed process."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.errors import OutputError, UsageError
from publisher.runtime import ending, output

_NAME = ".lock"
_SAID = b"process "
_LONGEST = 200


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold the lock of `out`, which is made if it is not there.

    Raises:
        UsageError: another run holds it.
        OutputError: the folder cannot be written, or what bears the lock's name is no lock.
    """
    path = output.inside(out, _NAME)
    descriptor = _opened(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _SAID + f"{os.getpid()} on {socket.gethostname()}".encode())
        # unlinked while it is held: whoever opened it before sees that it is not there any more
        with ending.unfinished(path):
            yield
    finally:
        os.close(descriptor)


def _check(descriptor: int, path: Path) -> None:
    """See to it that nobody's file is written over: a lock says whose it is, or is empty."""
    said = os.pread(descriptor, _LONGEST, 0)
    if (not said or said.startswith(_SAID)) and os.fstat(descriptor).st_nlink == 1:
        return
    os.close(descriptor)
    raise OutputError(
        str(path), "is no lock of ours", "move it away, or name another folder with -o"
    )


def _opened(path: Path) -> int:
    """Open and lock the file that bears the lock's name now."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        except OSError as error:
            raise OutputError(
                str(path.parent), f"cannot be written: {error.strerror}", "name another with -o"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), path.lstat()):
                _check(descriptor, path)
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError as error:
            holder = os.read(descriptor, _LONGEST).decode(errors="replace") or "another run"
            os.close(descriptor)
            raise UsageError(
                str(path.parent), f"{holder} is publishing there", "wait until it has ended"
            ) from error
        os.close(descriptor)
