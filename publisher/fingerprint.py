"""What a product depends on besides its book: this program, its libraries, the installed faces."""

from __future__ import annotations

from functools import cache as once
from importlib import metadata
from pathlib import Path

from publisher import cache, house
from publisher.fonts import fontconfig

_LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "ebooklib", "jinja2", "uharfbuzz", "fonttools")


@once
def taken() -> str:
    """Return the hash of our modules, templates and styles, the libraries and the faces."""
    folders = (Path(__file__).parent, house.folder("templates"), house.folder("styles"))
    files = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    )
    return cache.key(
        *(path.name for path in files),
        *(path.read_bytes() for path in files),
        *(metadata.version(library) for library in _LIBRARIES),
        fontconfig.ask("fc-list", "--format", "%{file} %{fontversion} %{index}\n"),
    )
