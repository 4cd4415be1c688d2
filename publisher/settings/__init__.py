"""book.toml -> small frozen values, checked once.

Every stage takes the one value it needs (`Editing`, `Trim`, …), never the whole. An unknown
key is an error with a hint at the key that was probably meant; a wrong value says what would
be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from publisher.errors import SettingsError
from publisher.model import Colophon
from publisher.runtime import reading
from publisher.runtime.reading import MIB
from publisher.settings import themes

FILE_NAME = "book.toml"
"""The settings file that is read where it stands beside the pages."""

_PROFILE = b"acsp"
"""What every ICC profile has in its 37th to 40th byte (ICC.1, 7.2)."""
_LARGEST = MIB
"""Bytes that a settings file may have."""
TIME_LIMIT = 120
"""Seconds that laying out one part of a book may take."""
MOST = 16 * MIB
"""Bytes that a file may have that the settings name."""

_TAG = re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A tag of a language (BCP 47), but for the few of which nobody makes books."""

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


def load(path: Path) -> Settings:
    """Read the settings file at `path`. A relative `theme` is looked up beside the file.

    Raises:
        SettingsError: the file is unreadable, is no TOML, or has a wrong key or value.
    """
    # only now: most runs have no settings file, and the parser takes a while to load
    import tomllib

    try:
        table = tomllib.loads(reading.read(path, _LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            str(path), f"cannot be read: {error.strerror}", "name another file with -c"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            str(path), f"is not TOML: {error}", 'texts stand in double quotes: title = "…"'
        ) from error
    return _Reader(path).settings(table)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks the values of one settings file; remembers the file for the messages."""

    path: Path

    def settings(self, table: Mapping[str, Any]) -> Settings:
        page = self.table(table, "page")
        self.known(page, "page", ("trim",))
        scalars: dict[str, Callable[[str, Any], Any]] = {
            "title": self.text,
            "subtitle": self.text,
            "author": self.text,
            "publisher": self.text,
            "description": self.text,
            "language": self.language,
            "order": self.order,
            "theme": self.theme,
            "max_file_size": self.size,
            "time_limit": self.seconds,
        }
        self.known(table, "", (*scalars, "page", "editing", "colophon", "print", "volume"))
        values = {key: check(key, table[key]) for key, check in scalars.items() if key in table}
        values["names_language"] = "language" in table
        if "trim" in page:
            values["trim"] = self.trim("page.trim", page["trim"])
        editing = self.flat(table, "editing", Editing, self.switch)
        colophon = self.flat(table, "colophon", Colophon, self.colophon_text)
        press = self.press(self.table(table, "print"))
        volumes = self.volumes(table.get("volume", []))
        return Settings(**values, editing=editing, colophon=colophon, press=press, volumes=volumes)

    def fail(self, key: str, fact: str, remedy: str) -> SettingsError:
        return SettingsError(f"{self.path}, {key}" if key else str(self.path), fact, remedy)

    def known(self, table: Mapping[str, Any], prefix: str, keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                from difflib import get_close_matches

                near = get_close_matches(key, keys, 1)
                remedy = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
                raise self.fail(f"{prefix}.{key}" if prefix else key, "unknown key", remedy)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, f"{value!r} is not a table", f"write [{key}] on its own line")
        return value

    def flat(
        self, table: Mapping[str, Any], key: str, kind: type[Any], check: Callable[[str, Any], Any]
    ) -> Any:
        inner = self.table(table, key)
        self.known(inner, key, tuple(entry.name for entry in fields(kind)))
        return kind(**{name: check(f"{key}.{name}", value) for name, value in inner.items()})

    def text(self, key: str, value: Any) -> str | None:
        if not isinstance(value, str):
            raise self.fail(key, f"{value!r} is not a text", f'write {key} = "…"')
        cleaned = " ".join("".join(char if char.isprintable() else " " for char in value).split())
        return cleaned or None

    def switch(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.fail(key, f"{value!r} is neither true nor false", f"write {key} = true")
        return value

    def language(self, key: str, value: Any) -> str:
        if not _TAG.fullmatch(str(value)):
            raise self.fail(key, f"{value!r} is no tag of a language", "use zh-Hans or zh-Hant")
        return str(value)

    def order(self, key: str, value: Any) -> Order:
        if value in ("source", "letter", "date"):
            return str(value)
        if isinstance(value, list) and all(isinstance(title, str) for title in value):
            return tuple(value)
        raise self.fail(
            key, f"{value!r} is no order", 'use "source", "letter", "date" or a list of titles'
        )

    def file(self, key: str, value: Any) -> Path:
        name = self.text(key, value) or ""
        path = self.path.parent / name
        here = self.path.parent.resolve()
        if not Path(name).is_absolute() and not path.resolve().is_relative_to(here):
            fact = f"{path} lies outside the folder of {self.path.name}"
            raise self.fail(key, fact, "put it there, or name it with its whole path, from / on")
        if not path.exists():
            raise self.fail(key, f"there is no file {path}", "a path is relative to book.toml")
        try:
            reading.look(path, MOST)
        except OSError as error:
            fact = f"{path} cannot be read: {error.strerror}"
            raise self.fail(key, fact, "name another file") from error
        return path

    def theme(self, key: str, value: Any) -> Path:
        path = self.file(key, value)
        try:
            themes.read(path)
        except ValueError as error:
            raise self.fail(key, f"{path} {error}", "name a style sheet (CSS)") from error
        except OSError as error:
            raise self.fail(key, f"{path}: {error.strerror}", "name another file") from error
        return path

    def profile(self, key: str, value: Any) -> Path:
        path = self.file(key, value)
        try:
            content = reading.read(path, MOST)
        except OSError as error:
            raise self.fail(key, f"{path}: {error.strerror}", "name another file") from error
        if content[36:40] != _PROFILE:
            raise self.fail(key, f"{path} is no ICC profile", "ask the printer for one (.icc)")
        return path

    def press(self, table: Mapping[str, Any]) -> Press:
        checks: dict[str, Callable[[str, Any], Any]] = {
            "bleed": self.millimetres,
            "marks": self.switch,
            "icc": self.profile,
            "gutter": self.gutter,
            "signature": self.signature,
            "paper": self.paper,
            "spine_mm": self.spine,
        }
        self.known(table, "print", tuple(checks))
        values = {name: checks[name](f"print.{name}", table[name]) for name in table}
        return Press(**{name.removesuffix("_mm"): value for name, value in values.items()})

    def volumes(self, tables: Any) -> tuple[VolumePlan, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.fail("volume", "is no list of tables", "begin each volume with [[volume]]")
        return tuple(self.volume(f"volume {n}", table) for n, table in enumerate(tables, 1))

    def volume(self, key: str, table: Mapping[str, Any]) -> VolumePlan:
        checks: dict[str, Callable[[str, Any], Any]] = {
            "title": self.text,
            "topics": self.patterns,
            "order": self.order,
            "number": self.number,
        }
        self.known(table, key, tuple(checks))
        values = {name: checks[name](f"{key}.{name}", table[name]) for name in table}
        for needed in ("title", "topics"):
            if not values.get(needed):
                raise self.fail(key, f"has no {needed}", 'write title = "…" and topics = ["…*"]')
        return VolumePlan(**values)

    def patterns(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(title, str) for title in value):
            raise self.fail(key, f"{value!r} is no list of titles", 'write topics = ["活字*"]')
        return tuple(value)

    def number(self, key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.fail(key, f"{value!r} is no number in a series", f"write {key} = 1")
        return value

    def millimetres(self, key: str, value: Any, most: float = 20) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            raise self.fail(key, f"{value!r} is not between 0 and {most} mm", f"write {key} = 3")
        return float(value)

    def gutter(self, key: str, value: Any) -> float:
        return self.millimetres(key, value, 15)

    def spine(self, key: str, value: Any) -> float:
        return self.millimetres(key, value, 80)

    def paper(self, key: str, value: Any) -> Paper:
        named = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:g|克|g/m²)?\s*(\S+)", str(value))
        if named is None or named[2] not in BULKS or not 35 <= float(named[1]) <= 250:
            known = ", ".join(BULKS)
            raise self.fail(
                key,
                f"{value!r} is no paper that we know",
                f'write {key} = "80g 胶版纸" (known are {known}), or give spine_mm',
            )
        return Paper(float(named[1]), BULKS[named[2]])

    def signature(self, key: str, value: Any) -> int:
        if value not in (1, 2, 4, 8, 16, 32) or isinstance(value, bool):
            raise self.fail(key, f"{value!r} is no folded sheet", "use 4, 8, 16 or 32 pages")
        return int(value)

    def size(self, key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fail(key, f"{value!r} is not a whole number of MiB", f"write {key} = 10")
        return value

    def seconds(self, key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 86_400:
            raise self.fail(key, f"{value!r} is no whole number of seconds", f"write {key} = 120")
        return value

    def trim(self, key: str, value: Any) -> Trim:
        if isinstance(value, str) and value in TRIMS:
            return TRIMS[value]
        size = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", str(value))
        if size is None:
            raise self.fail(
                key, f"{value!r} is no trim size", f"use {', '.join(TRIMS)}, or 宽x高: 185x260 mm"
            )
        trim = Trim(float(size[1]), float(size[2]))
        if not (80 <= trim.width <= 500 and 100 <= trim.height <= 700):
            raise self.fail(
                key,
                f"{value!r} is outside 80x100 to 500x700 mm",
                "width first, then height, in mm",
            )
        return trim

    def colophon_text(self, key: str, value: Any) -> str | None:
        text = self.text(key, value)
        if key == "colophon.isbn" and text is not None and not is_isbn13(text):
            raise self.fail(
                key,
                f"{text} is not an ISBN: its check digit or length is wrong",
                "copy the 13 digits again, or leave the key out: the book then says 内部资料",
            )
        return text


def is_isbn13(text: str) -> bool:
    """Tell whether `text`, hyphens aside, is an ISBN of 13 digits (ISO 2108 check digit)."""
    digits = re.sub(r"^ISBN[ :：]?|[-\s]", "", text)
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
