"""Ledger -> what readers see of it: the catalogue, and report.json for scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from publisher import shelf
from publisher.batch.records import COVER, THUMBNAIL, Record
from publisher.books import matter, volumes
from publisher.books.volumes import Volume
from publisher.editions import PICTURE, StoredArtifact
from publisher.runtime import output

FILES = ("index.html", "opds.xml", "opds.json", "report.json")
"""What a shelf has beside the folders of its volumes and the one of its reader."""

SCHEMA = 1
"""The version of report.json; it grows when a script that reads it would have to change."""


def entry(volume: Volume) -> dict[str, Any]:
    """Return what the catalogue says of a volume, as values of JSON."""
    about, chapters = volume.book.metadata, volume.book.chapters
    letters = {chapter.index_letter for chapter in chapters}
    dated = [chapter for chapter in chapters if chapter.published]
    newest = max(map(volumes.month, dated), default=None)
    return {
        "identifier": about.identifier,
        "subtitle": about.subtitle,
        "author": about.author,
        "publisher": about.publisher,
        "language": about.language,
        "letter": letters.pop() if len(letters) == 1 else None,
        "month": newest,
        "series": about.series.title if about.series else None,
        "number": about.series.number if about.series else None,
        "updated": about.modified.isoformat(),
        "published": about.modified.date().isoformat() if dated else None,
        "topics": [chapter.title for chapter in chapters],
        "summary": matter.description(volume.book),
        "sources": sorted({chapter.source for chapter in chapters}),
    }


def write(out: Path, title: str, records: Mapping[str, Record]) -> None:
    """Write the catalogue of all volumes that are on the shelf, and the report on all records.

    Raises:
        OutputError: a file cannot be written.
    """
    shown = [
        _volume(record, there)
        for _, record in sorted(records.items())
        if record.status != "withdrawn"
        and record.entry
        and (there := [file for file in record.files if file.stands_in(out)])
    ]
    files = shelf.files(title, shown)
    files["report.json"] = _report(records)
    for name, content in files.items():
        output.write_changed(output.inside(out, name), content)


def _volume(record: Record, files: Sequence[StoredArtifact]) -> shelf.Volume:
    about = record.entry
    by_name = {file.path.rpartition("/")[2]: file.path for file in files}
    return shelf.Volume(
        id=record.id,
        identifier=about["identifier"],
        title=record.title,
        subtitle=about["subtitle"],
        author=about["author"],
        publisher=about["publisher"],
        language=about["language"],
        letter=about["letter"],
        month=about["month"],
        series=about["series"],
        number=about["number"],
        updated=datetime.fromisoformat(about["updated"]),
        published=date.fromisoformat(about["published"]) if about["published"] else None,
        topics=tuple(about["topics"]),
        summary=about["summary"],
        cover=by_name.get(COVER),
        thumbnail=by_name.get(THUMBNAIL),
        downloads=tuple(file for file in files if file.edition != PICTURE),
    )


def _report(records: Mapping[str, Record]) -> bytes:
    """Return the state of the shelf. Equal shelves have equal reports, so it has no clock."""
    found = [
        {
            "id": record.id,
            "title": record.title,
            "status": record.status,
            "reason": record.reason,
            "topics": record.entry.get("topics", []),
            "problems": record.problems,
            "files": [asdict(file) for file in record.files],
        }
        for _, record in sorted(records.items())
    ]
    counts: dict[str, int] = {}
    for record in records.values():
        counts[record.status] = counts.get(record.status, 0) + 1
    document = {"schema": SCHEMA, "counts": dict(sorted(counts.items())), "volumes": found}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
