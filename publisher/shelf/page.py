"""The bookshelf, and the reader that lies beside it where it is installed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from publisher import wording
from publisher.books import markup
from publisher.editions import EPUB
from publisher.runtime import resources
from publisher.shelf.entries import Volume
from publisher.shelf.search import key

_READER = (
    "view.js", "epub.js", "epubcfi.js", "paginator.js", "overlayer.js", "progress.js",
    "text-walker.js", "vendor/zip.js", "LICENSE",
)  # fmt: skip
"""What of foliate-js the reader of an EPUB in flowing text needs."""

_SCRIPTS = ("opening.js", "read.js")

READING = (
    "default-src 'none'; script-src 'self'; style-src 'self' blob: 'unsafe-inline'; "
    "img-src 'self' blob: data:; font-src blob: data:; media-src blob:; "
    "connect-src 'self' blob:; frame-src blob:; base-uri 'none'; form-action 'none'"
)
"""What the reader's page, and the book in it, may do (Content Security Policy, level 3).

A book comes from anywhere. foliate-js shows it in a frame of the page's own origin, and says
itself that only such a policy makes that safe.
"""


DEFAULT = "zh-Hans"
"""The language of a shelf that does not say."""

_LANGUAGE = re.compile(rb'<html\b[^>]* lang="([A-Za-z0-9-]{2,35})"')
"""What of a page says its language."""


def files(title: str, volumes: Sequence[Volume]) -> dict[str, bytes]:
    """Return index.html and the folder shelf/ beside it; `volumes` are in the order shown."""
    library, language = resources.reader(), spoken(volumes)
    page = markup.render(
        "catalogue/index.html",
        title=title,
        language=language,
        words=wording.of(language),
        volumes=volumes,
        letters=sorted({volume.letter for volume in volumes if volume.letter}),
        months=_months(volumes, language),
        keys={volume.id: key(volume) for volume in volumes},
        versions={volume.id: _version(volume) for volume in volumes},
        readers={volume.id: _opening(volume, reader=library is not None) for volume in volumes},
        numbered=any(volume.number is not None for volume in volumes),
        link=quote,
        size=size,
    )
    return {"index.html": page.encode(), **furniture(language)}


def spoken(volumes: Sequence[Volume]) -> str:
    """Return the language of a shelf: that of its first volume."""
    return volumes[0].language if volumes else DEFAULT


def language_of(page: bytes) -> str:
    """Return the language of a shelf's page, of which the beginning is enough."""
    found = _LANGUAGE.search(page)
    return found[1].decode() if found else DEFAULT


def _months(volumes: Sequence[Volume], language: str) -> list[tuple[str, str]]:
    """Return the months that have volumes, the newest first, each with its name."""
    months = sorted({volume.month for volume in volumes if volume.month}, reverse=True)
    name = wording.of(language).dates.month
    return [(month, name(date.fromisoformat(f"{month}-01"))) for month in months]


def furniture(language: str) -> dict[str, bytes]:
    """Return the folder shelf/: what every shelf of a language needs to be looked at and read.

    A shelf that comes from elsewhere is served with ours, not with its own.
    """
    templates = resources.folder("templates") / "catalogue"
    made = {
        "shelf/shelf.css": (resources.folder("styles") / "shelf.css").read_bytes(),
        "shelf/shelf.js": (templates / "shelf.js").read_bytes(),
    }
    library = resources.reader()
    if library is not None:
        reader = markup.render(
            "catalogue/read.html", policy=READING, language=language, words=wording.of(language)
        )
        made["shelf/read.html"] = reader.encode()
        made |= {f"shelf/{name}": (templates / name).read_bytes() for name in _SCRIPTS}
        made |= {f"shelf/reader/{name}": (library / name).read_bytes() for name in _READER}
    return made


def size(count: int) -> str:
    """Write a number of bytes for people: 1.1 MB."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"


def _opening(volume: Volume, *, reader: bool) -> str:
    """Return what a click at a volume opens: the reader, else its first file."""
    first = volume.downloads[0].path if volume.downloads else ""
    epub = next((file.path for file in volume.downloads if file.media_type == EPUB), "")
    if reader and epub:
        return f"shelf/read.html?book={quote(epub, safe='')}"
    return quote(first)


def _version(volume: Volume) -> str:
    """Return what changes when any file of a volume does."""
    return "".join(file.sha256[:4] for file in volume.downloads)
