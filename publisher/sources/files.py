"""The bytes of a page, or why there are none. The only module here that touches disk."""

from __future__ import annotations

from pathlib import Path

from publisher.runtime import reading
from publisher.runtime.reading import MIB, TooLargeError
from publisher.sources.unusable import Unusable


def load(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a page.

    Raises:
        Unusable: `unreadable`, `too-large` or `empty`.
    """
    try:
        data = reading.read(path, max_bytes)
    except TooLargeError as error:
        size, limit = f"{error.size / MIB:.1f}", f"{max_bytes / MIB:g}"
        raise Unusable("too-large", size=size, limit=limit) from error
    except OSError as error:
        raise Unusable("unreadable", reason=error.strerror or str(error)) from error
    if not data:
        raise Unusable("empty")
    return data
