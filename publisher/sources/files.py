"""Which files below a SOURCE are pages, and their bytes. The only module here that touches disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.problems import Problem, problem
from publisher.sources.unusable import Unusable

SUFFIXES = frozenset({".txt", ".htm", ".html"})
"""How the name of a page ends, in lower case. A file that is named itself may end in any way."""

_COMPANIONS = frozenset(
    {".toml", ".css", ".js", ".json", ".woff", ".woff2", ".ttf", ".otf", ".ttc"}
    | {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico"}
)
"""What lies beside pages and is none: settings, a theme, what a browser saved with them."""

MIB = 1024 * 1024
_SETTINGS = "book.toml"


class SourceFile(NamedTuple):
    """One file to read. `name` is what readers see: the path below the SOURCE it was found in."""

    path: Path
    name: str


def find(sources: Sequence[Path]) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the pages of all sources, and what is to be said of their folders.

    That is what gave no page, cannot be listed, or holds files of other kinds. Sources keep
    their order; inside a folder, files are sorted by the parts of their path. Passed over:
    hidden files and folders, book.toml, other suffixes. A link to a folder is followed, but no
    folder and no file is visited twice.
    """
    problems: list[Problem] = []
    found: dict[Path, SourceFile] = {}
    for source in sources:
        if not source.is_dir():
            pages = [source] if source.name.lower() != _SETTINGS else []
        else:
            pages = _below(source, problems)
        for path in pages:
            name = path.relative_to(source).as_posix() if path != source else path.name
            found.setdefault(_identity(path), SourceFile(path, _shown(name)))
    return _distinct(tuple(found.values())), tuple(problems)


def load(file: SourceFile, max_bytes: int) -> bytes:
    """Return the bytes of `file`; its size is checked before anything is read.

    Raises:
        Unusable: `unreadable`, `too-large` or `empty`.
    """
    try:
        status = file.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unusable("unreadable", reason="it is no regular file")
        _check_size(status.st_size, max_bytes)
        with file.path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise Unusable("unreadable", reason=error.strerror or str(error)) from error
    _check_size(len(data), max_bytes)
    return data


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        mib, limit = f"{size / MIB:.1f}", f"{max_bytes / MIB:g}"
        raise Unusable("too-large", size=mib, limit=limit)
    if size == 0:
        raise Unusable("empty")


def _below(folder: Path, problems: list[Problem]) -> list[Path]:
    """List the pages below `folder`, sorted; a folder that gives none adds a problem."""
    before = len(problems)
    files = list(_walk(folder, problems))
    pages = [path for path in files if path.suffix.lower() in SUFFIXES]
    name = _shown(folder.as_posix())
    if not pages and len(problems) == before:
        problems.append(problem("no-pages", name))
    if what := _passed_over(files):
        problems.append(problem("passed-over", name, what=what))
    return sorted(pages, key=lambda path: path.relative_to(folder).parts)


def _passed_over(files: Sequence[Path]) -> str:
    """Count the files that may be pages of another kind: `206 .md, 3 .docx`."""
    kinds = Counter(path.suffix.lower() for path in files)
    counts = [
        (-count, _shown(kind) or "without a suffix")
        for kind, count in kinds.items()
        if kind not in SUFFIXES and kind not in _COMPANIONS
    ]
    return ", ".join(f"{-count} {kind}" for count, kind in sorted(counts))


def _walk(top: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield every file below `top` that is not hidden. Links to folders are followed once."""
    waiting = [top]
    seen: set[Path] = set()
    while waiting:
        folder = waiting.pop()
        if (identity := _identity(folder)) in seen:
            continue
        seen.add(identity)
        try:
            entries = sorted(entry for entry in folder.iterdir() if entry.name[0] != ".")
        except OSError as error:
            name = _shown(folder.as_posix())
            problems.append(problem("unreadable", name, reason=error.strerror or str(error)))
            continue
        waiting += [entry for entry in reversed(entries) if entry.is_dir()]
        yield from (entry for entry in entries if not entry.is_dir())


def _identity(path: Path) -> Path:
    """Return the path with all links resolved. A link that loops stands for itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _shown(name: str) -> str:
    """Make a path printable: undecodable bytes and control characters become U+FFFD."""
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in decoded)


def _distinct(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """Give files of the same name below different sources their path as it was given."""
    counts = Counter(file.name for file in files)
    return tuple(
        file._replace(name=_shown(file.path.as_posix())) if counts[file.name] > 1 else file
        for file in files
    )
