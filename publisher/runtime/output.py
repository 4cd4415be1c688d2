"""Names and bytes of finished files: safe names and places, writing whole or not at all."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

from publisher.errors import OutputError
from publisher.runtime import ending
from publisher.runtime.patterns import regex

_FORBIDDEN = regex(r'[<>:"/\\|?*]+')
_RESERVED = regex(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LIMIT = 120
_LONGEST_NAME = 255
"""Bytes that Linux, macOS and Windows allow."""
_TEMPORARY = ".publisher-"
_LEFT = regex(r"\.publisher-[0-9a-f]{8}(-journal)?")
"""What the files are called that are being written; SQLite keeps a journal beside a ledger."""
_AGE = 60 * 60
"""Seconds after which nobody is writing one any more."""


def file_name(title: str) -> str:
    """Make a file name, without suffix, from a title.

    It keeps Chinese (NFC), has nothing that Windows, macOS or Linux forbids, and is at most
    120 bytes of UTF-8, cut between characters.
    """
    name = unicodedata.normalize("NFC", title)
    name = "".join(char for char in name if char.isprintable() or char.isspace())
    name = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .")
    while len(name.encode()) > _LIMIT:
        name = name[:-1].rstrip(" .")
    if not name:
        return "book"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def inside(out: Path, name: str) -> Path:
    """Return the place of `name`, a path with slashes, below `out`, once it has been checked.

    Whatever is written to or removed from OUT passes here first, wherever its name comes from: a
    title, a ledger, a report, a file of settings. What stands there may be changed meanwhile by
    who may write to OUT, who needs no ledger to do harm.

    Raises:
        OutputError: it would not be below `out`, a link is on the way, or what stands at its end
            is no file.
    """
    parts = name.split("/")
    if not all(map(is_plain, parts)):
        raise OutputError(f"{out}", f"{name!r} is no place in this folder", _MOVE)
    path = out
    for number, part in enumerate(parts, 1):
        path /= part
        status = _status(path)
        if status is None:
            return out.joinpath(*parts)
        wanted = stat.S_ISREG if number == len(parts) else stat.S_ISDIR
        if not wanted(status.st_mode):
            kind = "link" if stat.S_ISLNK(status.st_mode) else "file of another kind"
            raise OutputError(str(path), f"is a {kind}, which publisher did not make", _MOVE)
    return path


_MOVE = "move it away, or name another folder with -o"


def is_plain(name: object) -> bool:
    """Tell whether a name from elsewhere is that of one file or folder, and of no other place."""
    return (
        isinstance(name, str)
        and name not in ("", ".", "..")
        and not any(char in "/\\" or not char.isprintable() for char in name)
        and len(os.fsencode(name)) <= _LONGEST_NAME
    )


def _status(path: Path) -> os.stat_result | None:
    """Return what stands at a path, links not followed; None if nothing does.

    Raises:
        OutputError: nobody can tell.
    """
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(str(path), f"cannot be looked at: {error.strerror}", _MOVE) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` whole or not at all, so that a reader never sees half a file.

    Raises:
        OutputError: the folder cannot be made or written, or the disk is full.
    """
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none of them appears before all are on the disk.

    Raises:
        OutputError: as `write_whole`; the files are then as they were before.
    """
    path = next(iter(files), Path())
    waiting: dict[Path, Path] = {}
    try:
        with ExitStack() as kept:
            for path, content in files.items():
                waiting[path] = kept.enter_context(beside(path))
                _write(waiting[path], content)
            for path in files:
                waiting[path].replace(path)
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
    except OSError as error:
        raise OutputError(
            str(path),
            f"cannot be written: {error.strerror}",
            "free some space, or name a folder that you may write to with -o",
        ) from error


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written in `folder` and in all folders below it.

    Links are not followed, and only files go whose names we make. No other run may be at work.
    """
    for place, _, names in os.walk(folder):
        for left in filter(_LEFT.fullmatch, names):
            _unlink_file(Path(place, left))


def sweep_old(folder: Path) -> None:
    """Remove what a killed run left half written in `folder` itself, a while ago.

    What is newer, another run may be writing.
    """
    for path in folder.glob(f"{_TEMPORARY}*"):
        with suppress(OSError):
            if _LEFT.fullmatch(path.name) and path.lstat().st_mtime < time.time() - _AGE:
                _unlink_file(path)


def _unlink_file(path: Path) -> None:
    if stat.S_ISREG(path.lstat().st_mode):
        path.unlink(missing_ok=True)


def beside(path: Path) -> AbstractContextManager[Path]:
    """Give a place in the folder of `path` for what is to be moved there when it is whole."""
    return ending.unfinished(path.with_name(f"{_TEMPORARY}{os.urandom(4).hex()}"))


def _write(path: Path, content: bytes) -> None:
    """Write a new file, and see to it that it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_changed(path: Path, content: bytes) -> None:
    """Write `content` to `path` as `write_whole` does, unless it is there already."""
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    except OSError:
        pass
    write_whole(path, content)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can open a folder."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
