"""What can be set: small frozen values, each for the stages that take it, with their units."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from publisher.model import Colophon

TIME_LIMIT = 120
"""Seconds that laying out one part of a book may take."""

Order: TypeAlias = str | tuple[str, ...]
"""`source`, `letter`, `date`, or titles in the order wanted."""


@dataclass(frozen=True, slots=True)
class Trim:
    """A trimmed page. `width` and `height` in mm."""

    width: float
    height: float


TRIMS = {
    "16开": Trim(185, 260),
    "大16开": Trim(210, 285),
    "32开": Trim(130, 184),
    "大32开": Trim(140, 203),
    "A5": Trim(148, 210),
    "A4": Trim(210, 297),
}
"""Trim sizes by the names of the Chinese book trade (GB/T 788 and custom), in mm."""


@dataclass(frozen=True, slots=True)
class Editing:
    """Which passes of the copy editor run; each is described in `publisher.editing`."""

    punctuation: bool = True
    quotes: bool = True
    dashes: bool = True
    numbering: bool = True
    spacing: bool = True
    displays: bool = True


BULKS = {"胶版纸": 1.3, "轻型纸": 1.85, "书写纸": 1.4, "铜版纸": 0.9, "哑粉纸": 1.0}
"""How thick paper for the text of books is: bulk in cm³/g, as mills usually give it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the text is printed on: `grammage` in g/m², `bulk` in cm³/g."""

    grammage: float = 80.0
    bulk: float = BULKS["胶版纸"]

    @property
    def thickness(self) -> float:
        """How thick a leaf is, in mm."""
        return self.grammage * self.bulk / 1000


@dataclass(frozen=True, slots=True)
class Press:
    """How the print edition is made. `bleed` and `gutter` in mm; `icc` a CMYK profile.

    `gutter` is how much the type area moves away from the spine; None: by the page count.
    `signature` is how many pages a folded sheet has: the book is filled up to whole ones.
    `spine` in mm is for the cover; None: by the page count and the `paper`.
    """

    bleed: float = 3.0
    marks: bool = True
    icc: Path | None = None
    gutter: float | None = None
    signature: int = 4
    paper: Paper = Paper()
    spine: float | None = None


@dataclass(frozen=True, slots=True)
class VolumePlan:
    """A volume of a batch: the topics whose titles match one of the patterns (`*` and `?`).

    `number` is its place in the series.
    """

    title: str
    topics: tuple[str, ...]
    order: Order | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All of one book.toml. `theme` is a style sheet laid over ours; `max_file_size` in MiB.

    `language` is a BCP 47 tag; unless the file `names_language`, that is our guess. `time_limit` in
    seconds is for laying out one part.
    """

    title: str | None = None
    subtitle: str | None = None
    author: str | None = None
    publisher: str | None = None
    description: str | None = None
    language: str = "zh-Hans"
    names_language: bool = False
    order: Order = "source"
    theme: Path | None = None
    max_file_size: int = 10
    time_limit: int = TIME_LIMIT
    trim: Trim = TRIMS["A5"]
    editing: Editing = field(default_factory=Editing)
    colophon: Colophon = field(default_factory=Colophon)
    press: Press = field(default_factory=Press)
    volumes: tuple[VolumePlan, ...] = ()
