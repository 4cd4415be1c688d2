"""Volumes wanted + ledger -> what is new, changed, unchanged, gone, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from publisher.batch.records import Record
from publisher.books import fingerprint
from publisher.books.volumes import Volume
from publisher.runtime import memo, reading
from publisher.settings import MOST, Settings, themes

Action: TypeAlias = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done about one volume, and why.

    `parts` are the hashes of all that its files are made from, by what they are of.
    """

    volume: Volume
    action: Action
    why: tuple[str, ...]
    parts: dict[str, str]

    @property
    def digest(self) -> str:
        """The hash of all parts."""
        return _digest(self.parts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does: steps in the order of volumes, and records of volumes that are gone."""

    steps: tuple[Step, ...]
    gone: tuple[Record, ...]


def compare(
    volumes: Sequence[Volume],
    settings: Settings,
    editions: Sequence[str],
    records: Mapping[str, Record],
    out: Path,
) -> Plan:
    """Plan a run: a volume whose digest is the ledger's, and whose files are there, stays.

    Args:
        volumes: The volumes wanted, each with its book.
        settings: What they are made by: trim, theme, press.
        editions: Which editions of each are wanted, by name.
        records: What the ledger says was published, by the ids of volumes.
        out: The folder of the shelf, in which the files are looked for.

    Returns:
        What is to be done with each volume, and why.
    """
    common = {
        "settings": memo.key(
            repr((settings.trim, replace(settings.press, icc=None))), ",".join(sorted(editions))
        ),
        "style": memo.key(*(themes.parts(settings.theme) if settings.theme else ())),
        "profile": memo.key(
            *([reading.digest(settings.press.icc, MOST)] if settings.press.icc else ())
        ),
        "program": fingerprint.current(),
    }
    steps = tuple(_step(volume, common, records.get(volume.id), out) for volume in volumes)
    here = {volume.id for volume in volumes}
    gone = (
        record
        for volume_id, record in sorted(records.items())
        if volume_id not in here and record.status != "withdrawn"
    )
    return Plan(steps, tuple(gone))


def _step(volume: Volume, common: Mapping[str, str], record: Record | None, out: Path) -> Step:
    parts = {**common, "book": memo.key(repr(volume.book.metadata), volume.mark)}
    for chapter in volume.book.chapters:
        # the line of the page at which a topic begins is in no product
        parts[f"topic 《{chapter.title}》"] = memo.key(repr(replace(chapter, line=0)))
    if record is None:
        return Step(volume, "new", (), parts)
    why = tuple(_reasons(parts, record, out))
    return Step(volume, "changed" if why else "unchanged", why, parts)


def _reasons(parts: Mapping[str, str], record: Record, out: Path) -> Iterator[str]:
    """Say why a volume is not as it was published."""
    if record.status == "failed":
        yield "failed before"
    elif record.status == "withdrawn":
        yield "was withdrawn"
    elif record.digest is None:
        yield "was being published when a run ended"
    else:
        if not all(file.is_in(out) for file in record.files):
            yield "a file is missing"
        if record.digest != _digest(parts):
            yield from _differences(record.parts, parts)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if old.get(name) == new.get(name):
            continue
        if name not in old:
            yield f"{name} is new"
        elif name not in new:
            yield f"{name} is gone"
        else:
            yield f"{name} changed"


def _digest(parts: Mapping[str, str]) -> str:
    return memo.key(*(f"{name}={parts[name]}" for name in sorted(parts)))
