"""The volumes of a shelf, as the feeds and the page see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from publisher.editions import StoredArtifact


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
    downloads: tuple[StoredArtifact, ...]
