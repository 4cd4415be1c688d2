"""Names and bytes of finished files: safe names, and writing whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from publisher.errors import OutputError

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LIMIT = 120
_TEMPORARY = ".publisher-"


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
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            waiting[path] = _beside(path, content)
        for path in files:
            waiting[path].replace(path)
            del waiting[path]
        for folder in {path.parent for path in files}:
            _sync_folder(folder)
    except OSError as error:
        raise OutputError(
            str(path),
            f"cannot be written: {error.strerror}",
            "free some space, or name a folder that you may write to with -o",
        ) from error
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a killed run left half written in `folder` and in all folders below it."""
    for left in folder.rglob(f"{_TEMPORARY}*"):
        left.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    """Write `content` to a file in the folder of `path`, and see to it that it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_changed(path: Path, content: bytes) -> None:
    """Write `content` to `path` as `write_whole` does, unless it is there already."""
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    except OSError:
        pass
    write_whole(path, content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can open a folder."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
