"""The volumes of a shelf, as the feeds and the page see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

TYPES = {".epub": "application/epub+zip", ".pdf": "application/pdf"}
"""The media types of downloads, by suffix."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a volume: its place below OUT (not escaped), `size` in bytes."""

    path: str
    edition: str
    size: int
    sha256: str

    @property
    def type(self) -> str:
        """Its media type."""
        return TYPES[self.path[self.path.rindex(".") :]]


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume on the shelf.

    `id` is its folder in OUT, `identifier` a URN. `letter` is that of all its topics, if they
    share one; `month` the newest one, 2026-02. `updated` is when its content was. `cover` and
    `thumbnail` are PNGs below OUT.
    """

    id: str
    identifier: str
    title: str
    subtitle: str | None
    author: str | None
    publisher: str | None
    language: str
    letter: str | None
    month: str | None
    series: str | None
    number: int | None
    updated: datetime
    published: date | None
    topics: tuple[str, ...]
    summary: str
    cover: str | None
    thumbnail: str | None
    downloads: tuple[Download, ...]
