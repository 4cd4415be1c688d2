"""The feeds of a shelf: OPDS 1.2 (Atom, RFC 4287) and OPDS 2.0 (a Readium manifest)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from publisher.books import markup
from publisher.editions import FORMS, PICTURE
from publisher.shelf.entries import Volume

ATOM = "application/atom+xml;profile=opds-catalog;kind=acquisition"
JSON = "application/opds+json"

_OPEN = "http://opds-spec.org/acquisition/open-access"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:publisher,2026:shelves")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(title: str, volumes: Sequence[Volume], language: str) -> bytes:
    """Return the acquisition feed of OPDS 1.2; its titles are in `language`, if nothing else."""
    return markup.render(
        "catalogue/opds.xml",
        title=title,
        language=language,
        identifier=_identifier(title),
        updated=_stamp(_updated(volumes)),
        volumes=volumes,
        stamp=_stamp,
        link=quote,
        type=ATOM,
        picture_type=FORMS[PICTURE].media_type,
        relation=_OPEN,
    ).encode()


def json_feed(title: str, volumes: Sequence[Volume]) -> bytes:
    """Return the feed of OPDS 2.0."""
    feed = {
        "metadata": {
            "title": title,
            "identifier": _identifier(title),
            "modified": _stamp(_updated(volumes)),
            "numberOfItems": len(volumes),
        },
        "links": [
            {"rel": "self", "href": "opds.json", "type": JSON},
            {"rel": "alternate", "href": "index.html", "type": "text/html"},
            {"rel": "alternate", "href": "opds.xml", "type": ATOM},
        ],
        "publications": [_publication(volume) for volume in volumes],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _publication(volume: Volume) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "title": volume.title,
        "identifier": volume.identifier,
        "modified": _stamp(volume.updated),
        "language": volume.language,
        "description": volume.summary,
    }
    optional = {
        "subtitle": volume.subtitle,
        "author": volume.author,
        "publisher": volume.publisher,
        "published": volume.published.isoformat() if volume.published else None,
        "subject": list(volume.topics),
    }
    metadata |= {name: value for name, value in optional.items() if value}
    if volume.series:
        series: dict[str, Any] = {"name": volume.series}
        if volume.number is not None:
            series["position"] = volume.number
        metadata["belongsTo"] = {"series": series}
    return {
        "metadata": metadata,
        "links": [
            {
                "rel": _OPEN,
                "href": quote(download.path),
                "type": download.media_type,
                "properties": {"size": download.size},
            }
            for download in volume.downloads
        ],
        "images": [
            {"href": quote(picture), "type": FORMS[PICTURE].media_type}
            for picture in (volume.cover, volume.thumbnail)
            if picture
        ],
    }


def _identifier(title: str) -> str:
    return uuid.uuid5(_NAMESPACE, title).urn


def _updated(volumes: Sequence[Volume]) -> datetime:
    return max((volume.updated for volume in volumes), default=_NEVER)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
