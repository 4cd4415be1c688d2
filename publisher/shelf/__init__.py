"""What stands on the shelf -> OPDS feeds and the bookshelf page. And serving it.

    entries  the volumes of a shelf, as the feeds and the page see them
    opds     the feeds: OPDS 1.2 (Atom) and OPDS 2.0 (JSON)
    search   what a volume is found by: title, topics, pinyin
    page     the bookshelf, and the reader beside it
    serving/ the shelf over HTTP, for one office

All but `serving` are pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.shelf import opds, page
from publisher.shelf.entries import Volume
from publisher.shelf.page import READING, furniture, language_of

__all__ = ["READING", "Volume", "files", "furniture", "language_of"]


def files(title: str, volumes: Sequence[Volume]) -> dict[str, bytes]:
    """Return the files of a shelf by their names below OUT: the same for the same volumes."""
    newest = sorted(volumes, key=lambda volume: (volume.updated, volume.id), reverse=True)
    shown = sorted(newest, key=_place)
    return {
        "opds.xml": opds.atom(title, shown, page.spoken(shown)),
        "opds.json": opds.json_feed(title, shown),
        **page.files(title, shown),
    }


def _place(volume: Volume) -> tuple[bool, str, int]:
    """Put the numbered volumes of a series into its order, before those that are not numbered."""
    if volume.number is None:
        return True, "", 0
    return False, volume.series or "", volume.number
