"""Work that was done before: a folder of entries, each under the hash of what it was made from.

Whoever keeps values does it through a `Memo`: all are kept, checked and read in one way.

An entry is written whole or not at all, and sealed with its bytes and its name: one that is cut
short, changed, copied under another name, or written in another way is made again. So two
processes may use the folder at once, and it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from publisher.runtime import reading

_Value = TypeVar("_Value")

LIMIT = 1024**3
"""Bytes that the folder may hold; entries that were not used for longest go first."""

_MARK = b"publisher-cache-2\n"
_SUM = 32
"""Bytes of a seal."""
_FOLDER = "publisher"


def folder() -> Path:
    """Return the user's cache folder (XDG Base Directory Specification; Apple's on macOS)."""
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        return Path(chosen) / _FOLDER
    home = Path.home()
    library = home / "Library" / "Caches"
    return (library if library.is_dir() else home / ".cache") / _FOLDER


def key(*parts: bytes | str) -> str:
    """Return the name of what is made from `parts`: different parts, different name."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def opened() -> Cache:
    """Return the user's cache."""
    return Cache(folder())


class Cache:
    """The entries below `root`, in one folder for each first two letters of their names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, name: str) -> bytes | None:
        """Return the entry, None where there is none that is whole."""
        path = self._path(name)
        try:
            content = _unseal(name, reading.read(path, LIMIT))
        except (OSError, ValueError, zlib.error):
            return None
        # its time is that of its last use, by which `trim` goes
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def has(self, name: str) -> bool:
        """Tell whether there is such an entry; whether it is whole, `get` will find out."""
        return self._path(name).is_file()

    def put(self, name: str, content: bytes, level: int = 1) -> bool:
        """Keep an entry; False where it cannot be written (disk full, folder not ours).

        `level` is how much is made of compressing it: 0 for what is compressed already, and for
        what must be there fast.
        """
        path = self._path(name)
        temporary: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_seal(name, content, level))
            Path(temporary).replace(path)
        except OSError:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
            return False
        return True

    def size(self) -> tuple[int, int]:
        """Return how many entries there are, and how many bytes they take."""
        sizes = [size for _, size, _ in self._entries()]
        return len(sizes), sum(sizes)

    def trim(self, limit: int = LIMIT) -> None:
        """Delete the entries that were not used for longest until the rest fits in `limit`."""
        entries = sorted(self._entries(), reverse=True)
        kept = 0
        for _, size, path in entries:
            kept += size
            if kept > limit:
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear(self) -> None:
        """Delete all entries."""
        self.trim(0)

    def _entries(self) -> list[tuple[float, int, Path]]:
        """List time of last use, size and path of all files; one may vanish meanwhile."""
        found = []
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        return found

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name[2:]


class Memo(Generic[_Value]):
    """The values of one type in the user's cache.

    The codec is imported when it is asked: most commands keep nothing.
    """

    def __init__(self, kind: type[_Value], level: int = 1) -> None:
        """Keep values of `kind`; `level` is that of `Cache.put`."""
        self.cache = opened()
        self._kind = kind
        self._level = level

    def once(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return the value of this name; make it and keep it if there is none."""
        value = self.get(name)
        if value is None:
            value = make()
            self.put(name, value)
        return value

    def get(self, name: str) -> _Value | None:
        """Return the value of this name; None where there is none that is whole."""
        content = self.cache.get(name)
        return None if content is None else self.load(content)

    def put(self, name: str, value: _Value) -> bool:
        """Keep a value; False where it cannot be written."""
        return self.cache.put(name, self.dump(value), self._level)

    def dump(self, value: _Value) -> bytes:
        """Return a value as bytes, equal ones for values that are made in the same way."""
        from publisher.runtime import codec

        return codec.dump(value, self._kinds)

    def load(self, content: bytes) -> _Value | None:
        """Return the value that `dump` wrote; None for bytes that it did not write."""
        from publisher.runtime import codec

        try:
            value = codec.load(content, self._kinds)
        except codec.ForeignValueError:
            return None
        return value if isinstance(value, self._kind) else None

    @cached_property
    def _kinds(self) -> frozenset[type]:
        from publisher.runtime import codec

        return codec.kinds(self._kind)


def _seal(name: str, content: bytes, level: int) -> bytes:
    packed = zlib.compress(content, level)
    return _MARK + _sum(name, packed) + packed


def _unseal(name: str, entry: bytes) -> bytes:
    mark, rest = entry[: len(_MARK)], entry[len(_MARK) :]
    seal, packed = rest[:_SUM], rest[_SUM:]
    if mark != _MARK or _sum(name, packed) != seal:
        raise ValueError("not an entry of ours, not whole, or not of this name")
    return zlib.decompress(packed)


def _sum(name: str, packed: bytes) -> bytes:
    made = hashlib.sha256(name.encode() + b"\n")
    made.update(packed)
    return made.digest()
