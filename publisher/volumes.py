"""Collection -> books: stage 4. Titles, identifiers and dates are settled here."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from publisher.collection import moment
from publisher.model import Book, Chapter, Collection, Metadata
from publisher.settings import Settings

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:publisher,2026:volumes")
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def whole(
    collection: Collection, settings: Settings, folder: str, epoch: int | None = None
) -> Book:
    """Make the one book of all topics.

    Its title is the setting's, else the wiki's name and 专题集, else `folder`. `epoch`
    (SOURCE_DATE_EPOCH, seconds) overrules the newest date of the pages.
    """
    title = settings.title or (f"{collection.wiki}专题集" if collection.wiki else folder)
    metadata = Metadata(
        title=title,
        identifier=identifier(title),
        language=settings.language,
        modified=modified(collection.chapters, epoch),
        subtitle=settings.subtitle,
        author=settings.author,
        publisher=settings.publisher,
        colophon=settings.colophon,
    )
    return Book(metadata, collection.chapters)


def identifier(volume_id: str) -> str:
    """Return the URN of a volume: a UUIDv5 of its id (RFC 9562), so always the same."""
    return uuid.uuid5(_NAMESPACE, volume_id).urn


def modified(chapters: tuple[Chapter, ...], epoch: int | None) -> datetime:
    """Return the date a book carries: `epoch`, else its newest page's, else 2000-01-01."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    dates = (moment(chapter.published) for chapter in chapters if chapter.published)
    return max(dates, default=_NO_DATE)
