"""What a product depends on besides its book: this program, its libraries, the installed faces."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache as once
from pathlib import Path

from publisher.errors import OutputError
from publisher.fonts import fontconfig
from publisher.runtime import memo, resources

_LIBRARIES = frozenset({
    "weasyprint", "pydyf", "tinycss2", "ebooklib", "jinja2", "uharfbuzz", "fonttools",
    "thorvg_python", "pillow",
})  # fmt: skip


def begin() -> None:
    """Let fontconfig look for the faces already, while something else is done."""
    # what keeps it from it, `current` will say
    with contextlib.suppress(OutputError):
        _faces()


@once
def current() -> str:
    """Return the hash of our modules, templates and styles, the libraries and the faces.

    Raises:
        OutputError: fontconfig is not installed or fails.
    """
    faces = _faces()
    folders = (Path(__file__).parents[1], resources.folder("templates"), resources.folder("styles"))
    files = [Path(path) for folder in folders for path in sorted(_below(str(folder)))]
    return memo.key(
        *(path.name for path in files),
        *(path.read_bytes() for path in files),
        *sorted(_versions()),
        faces(),
    )


@once
def _faces() -> Callable[[], str]:
    return fontconfig.begin("fc-list", "--format", "%{file} %{fontversion} %{index}\n")


def _below(folder: str) -> Iterator[str]:
    """Yield the paths of the files below a folder, but for what Python and Jinja have compiled."""
    for entry in os.scandir(folder):
        if not entry.is_dir():
            yield entry.path
        elif entry.name != "__pycache__":
            yield from _below(entry.path)


def _versions() -> Iterator[str]:
    """Yield what tells which versions are installed: the names of folders (pydyf-0.13.0.dist-info).

    `importlib.metadata` would load a parser of mails to find the same.
    """
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        for entry in os.scandir(folder):
            name = entry.name.lower()
            if name.endswith((".dist-info", ".egg-info")) and name.partition("-")[0] in _LIBRARIES:
                yield name
