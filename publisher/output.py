"""Names and bytes of finished files: safe names, and writing whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from publisher.errors import OutputError

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LIMIT = 120


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
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".publisher-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(
            str(path),
            f"cannot be written: {error.strerror}",
            "free some space, or name a folder that you may write to with -o",
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


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
