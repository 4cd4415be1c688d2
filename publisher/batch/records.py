"""What the ledger says of a volume and its files, and which values it may say it with.

A ledger is read from a folder that anybody may have filled. `Record.check` looks at each value
for itself, so that no later stage meets a path that leads out of OUT, or a text that is a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from publisher.editions import FORMS, StoredArtifact
from publisher.runtime import output

Status: TypeAlias = Literal["published", "publishing", "failed", "withdrawn"]


COVER = "cover.png"
THUMBNAIL = "thumbnail.png"
"""What the pictures of a volume's cover are called, which the shelf shows."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the ledger with its files."""

    id: str
    title: str
    status: Status
    digest: str | None = None
    parts: dict[str, str] = field(default_factory=dict)
    entry: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    files: tuple[StoredArtifact, ...] = ()

    def check(self) -> None:
        """Look at each value.

        Raises:
            ValueError: one is none that a run could have written.
        """
        _demand(output.is_plain(self.id), "id", self.id)
        _demand(isinstance(self.title, str), "title", self.title)
        _demand(self.status in get_args(Status), "status", self.status)
        _demand(_is_text_or_none(self.digest), "digest", self.digest)
        _demand(_is_text_or_none(self.reason), "reason", self.reason)
        _demand(_are_texts(self.parts), "parts", self.parts)
        _demand(isinstance(self.problems, list), "problems", self.problems)
        for wrong in self.problems:
            _demand(isinstance(wrong, dict), "problems", wrong)
        for file in self.files:
            _check_file(file, self.id)
        _demand(isinstance(self.entry, dict), "entry", self.entry)
        if self.entry:
            _check_entry(self.entry)


def _demand(fulfilled: bool, what: str, value: object) -> None:
    if not fulfilled:
        raise ValueError(f"{what} is {str(value)[:80]!r}")


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _check_file(file: StoredArtifact, volume: str) -> None:
    """Demand that a file stands in the folder of its volume."""
    folder, _, name = file.path.partition("/")
    _demand(folder == volume and output.is_plain(name), "path", file.path)
    _demand(file.edition in FORMS, "edition", file.edition)
    _demand(isinstance(file.size, int) and file.size >= 0, "size", file.size)
    _demand(isinstance(file.sha256, str), "sha256", file.sha256)


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value) is not None


def _is_day_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and date.fromisoformat(value) is not None)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


_ENTRY: dict[str, Callable[[object], bool]] = {
    "identifier": lambda value: isinstance(value, str),
    "subtitle": _is_text_or_none,
    "author": _is_text_or_none,
    "publisher": _is_text_or_none,
    "language": lambda value: isinstance(value, str),
    "letter": _is_text_or_none,
    "month": lambda value: value is None or _is_day_or_none(f"{value}-01"),
    "series": _is_text_or_none,
    "number": lambda value: value is None or isinstance(value, int),
    "updated": _is_moment,
    "published": _is_day_or_none,
    "topics": _is_list_of_texts,
    "summary": lambda value: isinstance(value, str),
    "sources": _is_list_of_texts,
}
"""What the catalogue asks of an entry, and what it may be told."""


def _check_entry(entry: dict[str, Any]) -> None:
    for name, is_right in _ENTRY.items():
        _demand(name in entry and is_right(entry[name]), f"{name} of the entry", entry.get(name))
