"""book.toml -> values: which keys there are, and a hint at the one that was probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from publisher.errors import SettingsError, UsageError
from publisher.model import Colophon
from publisher.runtime import reading
from publisher.runtime.reading import MIB
from publisher.settings import checks, themes
from publisher.settings.checks import Check, WrongValueError
from publisher.settings.values import Editing, Press, Settings, VolumePlan

FILE_NAME = "book.toml"
"""The settings file that is read where it stands beside the pages."""

_PROFILE = b"acsp"
"""What every ICC profile has in its 37th to 40th byte (ICC.1, 7.2)."""
_LARGEST = MIB
"""Bytes that a settings file may have."""
MOST = 16 * MIB
"""Bytes that a file may have that the settings name."""


def chosen(paths: Sequence[Path], config: Path | None) -> Settings:
    """Return the settings for `paths`; `config` is a book.toml, else one beside the pages.

    Raises:
        UsageError: a path does not exist.
        SettingsError: the settings are wrong.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(str(path), "there is no such file or folder", "check the spelling")
    if config is not None:
        return load(config)
    beside = (path / FILE_NAME for path in paths if path.is_dir())
    found = next((path for path in beside if path.exists()), None)
    return load(found) if found else Settings()


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
    """Reads the tables of one settings file; remembers the file for the messages."""

    path: Path

    def settings(self, table: Mapping[str, Any]) -> Settings:
        scalars: dict[str, Check] = {
            "title": checks.text,
            "subtitle": checks.text,
            "author": checks.text,
            "publisher": checks.text,
            "description": checks.text,
            "language": checks.language,
            "order": checks.order,
            "theme": self.theme,
            "max_file_size": checks.size,
            "time_limit": checks.seconds,
        }
        self.known(table, "", (*scalars, "page", "editing", "colophon", "print", "volume"))
        given = {key: table[key] for key in scalars if key in table}
        page = self.keys(self.table(table, "page"), "page", {"trim": checks.trim})
        return Settings(
            **self.keys(given, "", scalars),
            **page,
            names_language="language" in table,
            editing=Editing(**self.flat(table, "editing", Editing, checks.switch)),
            colophon=Colophon(
                **self.flat(table, "colophon", Colophon, checks.text, isbn=checks.isbn)
            ),
            press=self.press(self.table(table, "print")),
            volumes=self.volumes(table.get("volume", [])),
        )

    def fail(self, key: str, fact: str, remedy: str) -> SettingsError:
        return SettingsError(f"{self.path}, {key}" if key else str(self.path), fact, remedy)

    def checked(self, key: str, check: Check, value: Any) -> Any:
        try:
            return check(key, value)
        except WrongValueError as wrong:
            raise self.fail(key, wrong.fact, wrong.remedy) from wrong

    def keys(
        self, table: Mapping[str, Any], prefix: str, known: Mapping[str, Check]
    ) -> dict[str, Any]:
        """Return the values of a table, each checked by the check of its key."""
        self.known(table, prefix, tuple(known))
        before = f"{prefix}." if prefix else ""
        return {
            key: self.checked(f"{before}{key}", known[key], value) for key, value in table.items()
        }

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
        self, table: Mapping[str, Any], key: str, kind: type[Any], check: Check, **others: Check
    ) -> dict[str, Any]:
        """Return the values of a table whose keys are the fields of `kind`."""
        known = {entry.name: others.get(entry.name, check) for entry in fields(kind)}
        return self.keys(self.table(table, key), key, known)

    def press(self, table: Mapping[str, Any]) -> Press:
        known: dict[str, Check] = {
            "bleed": checks.millimetres,
            "marks": checks.switch,
            "icc": self.profile,
            "gutter": checks.gutter,
            "signature": checks.signature,
            "paper": checks.paper,
            "spine_mm": checks.spine,
        }
        values = self.keys(table, "print", known)
        return Press(**{name.removesuffix("_mm"): value for name, value in values.items()})

    def volumes(self, tables: Any) -> tuple[VolumePlan, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.fail("volume", "is no list of tables", "begin each volume with [[volume]]")
        return tuple(self.volume(f"volume {n}", table) for n, table in enumerate(tables, 1))

    def volume(self, key: str, table: Mapping[str, Any]) -> VolumePlan:
        known: dict[str, Check] = {
            "title": checks.text,
            "topics": checks.patterns,
            "order": checks.order,
            "number": checks.number,
        }
        values = self.keys(table, key, known)
        for needed in ("title", "topics"):
            if not values.get(needed):
                raise self.fail(key, f"has no {needed}", 'write title = "…" and topics = ["…*"]')
        return VolumePlan(**values)

    def file(self, key: str, value: Any) -> Path:
        name = checks.text(key, value) or ""
        path = self.path.parent / name
        here = self.path.parent.resolve()
        if not Path(name).is_absolute() and not path.resolve().is_relative_to(here):
            fact = f"{path} lies outside the folder of {self.path.name}"
            raise WrongValueError(fact, "put it there, or name it with its whole path, from / on")
        if not path.exists():
            raise WrongValueError(f"there is no file {path}", "a path is relative to book.toml")
        try:
            reading.look(path, MOST)
        except OSError as error:
            fact = f"{path} cannot be read: {error.strerror}"
            raise WrongValueError(fact, "name another file") from error
        return path

    def theme(self, key: str, value: Any) -> Path:
        path = self.file(key, value)
        try:
            themes.read(path)
        except ValueError as error:
            raise WrongValueError(f"{path} {error}", "name a style sheet (CSS)") from error
        except OSError as error:
            raise WrongValueError(f"{path}: {error.strerror}", "name another file") from error
        return path

    def profile(self, key: str, value: Any) -> Path:
        path = self.file(key, value)
        try:
            content = reading.read(path, MOST)
        except OSError as error:
            raise WrongValueError(f"{path}: {error.strerror}", "name another file") from error
        if content[36:40] != _PROFILE:
            raise WrongValueError(f"{path} is no ICC profile", "ask the printer for one (.icc)")
        return path
