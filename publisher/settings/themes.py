"""A user's style sheet: read by the rules of CSS, looked at, and packed with what it names.

The owner of the book chose it, so it may look as it likes. But it has to be a style sheet, it may
reach only what lies beside it, and it must come to an end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from publisher.problems import Problem, problem
from publisher.runtime import reading
from publisher.runtime.patterns import regex
from publisher.runtime.reading import MIB

MOST = 16 * MIB
"""Bytes that a style sheet, and each file that it names, may have."""
_MOST_RULES = 20_000
"""Blocks in a style sheet. Ours have a few hundred."""
_DEEPEST = 32
"""Blocks within each other; `@media`, `@supports` and a nested rule make three."""
_LONGEST_VALUE = 100_000
"""Characters that a custom property may come to once all its var() are put in."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}
"""Encodings that browsers read as others (WHATWG Encoding)."""
_CHARSET = re.compile(rb'@charset "([\x20-\x7e]{1,40}?)";')
_COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = regex(r"(?:^|[{};])\s*[^\s{};\"'<][^{};]{0,2000}\{\s*(?:\}|[-\w]+\s*:)", re.MULTILINE)
_IMPORT = regex(r"@import\b", re.IGNORECASE)
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f]")
_CUSTOM = regex(r"(--[-\w]+)\s*:([^;{}]*)")
_VAR = regex(r"var\(\s*(--[-\w]+)")
_SURROGATE = regex(r"\\0{0,2}d[89a-f][0-9a-f]{2}(?![0-9a-f])", re.IGNORECASE)

_NAMED = regex(
    r"/\*.*?(?:\*/|\Z)"
    r"""|(?P<import>@import\s+)(?:url\(\s*)?["']?(?P<sheet>[^"')\s;]+)["']?\s*\)?"""
    r"""|url\(\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^"'()\s]*))\s*\)""",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = regex(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)

_TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
"""What a theme may bring along, by the end of its name (core media types of EPUB 3.3)."""


class NoStyleSheetError(ValueError):
    """A file is no style sheet, or none that could be laid out. Says why."""


class Packed(NamedTuple):
    """A file as it goes into an EPUB beside the theme: its name there, its type, its bytes."""

    name: str
    media_type: str
    content: bytes


class Theme(NamedTuple):
    """A theme as it goes into an EPUB: its sheet, what that names, what had to be left out."""

    sheet: str
    files: tuple[Packed, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> str:
    """Return the text of a style sheet.

    Raises:
        NoStyleSheetError: it is none.
        OSError: it cannot be read.
    """
    text = _SURROGATE.sub(r"\\fffd ", _decoded(reading.read(path, MOST)))
    bare = _COMMENT.sub(" ", text)
    for wrong, why in (
        (_CONTROL.search(bare), "has control characters"),
        (bare.lstrip().startswith("<") and not bare.lstrip().startswith("<!--"), "is markup"),
        (bool(bare.strip()) and not _IMPORT.search(bare) and not _RULE.search(bare), "has no rule"),
        (bare.count("{") > _MOST_RULES, f"has more than {_MOST_RULES} rules"),
        (_depth(bare) > _DEEPEST, f"has blocks within blocks, more than {_DEEPEST} deep"),
        (_grows(bare), "has custom properties that grow without bound through var()"),
    ):
        if wrong:
            raise NoStyleSheetError(why)
    return text


def _decoded(content: bytes) -> str:
    """Decode as CSS Syntax Level 3 says: a byte order mark, then @charset, then UTF-8."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    declared = _CHARSET.match(content)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if encoding.lower().startswith("utf-16"):
        # what could be read as ASCII so far is none
        encoding = "utf-8"
    return _strictly(content, encoding)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(_WIDER.get(encoding.lower(), encoding))
    except LookupError as error:
        raise NoStyleSheetError(f"declares @charset {encoding!r}, which nobody knows") from error
    except UnicodeDecodeError as error:
        why = f"is not {encoding} (byte {error.start + 1}), nor does @charset name what it is"
        raise NoStyleSheetError(why) from error


def _depth(text: str) -> int:
    """Return how deep blocks, brackets and functions stand within each other."""
    depth = deepest = 0
    for mark in re.findall(r"[{}()\[\]]", text):
        depth = depth + 1 if mark in "{([" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _grows(text: str) -> bool:
    """Tell whether a custom property is too long once what it refers to is put in."""
    values: dict[str, list[str]] = {}
    for name, value in _CUSTOM.findall(text):
        values.setdefault(name, []).append(value)
    lengths = {name: max(map(len, found)) for name, found in values.items()}
    uses = {
        name: max((_VAR.findall(value) for value in found), key=len)
        for name, found in values.items()
    }
    grown = dict(lengths)
    for _ in range(min(len(uses), _DEEPEST)):
        grown = {
            name: lengths[name] + sum(grown.get(used, 0) for used in uses[name]) for name in uses
        }
        if max(grown.values(), default=0) > _LONGEST_VALUE:
            return True
    return False


# ---------------------------------------------------------------- what it names


def parts(path: Path) -> list[bytes]:
    """Return the bytes of a theme and of all files that it names, in a fixed order."""
    packing = _Packing(path)
    return [packing.sheet(path).encode(), *(file.content for file in packing.files())]


def pack(path: Path, folder: str) -> Theme:
    """Return a theme for an EPUB, where what it names is in `folder` beside it.

    Raises:
        NoStyleSheetError: it is none.
        OSError: it cannot be read.
    """
    packing = _Packing(path, folder)
    sheet = packing.sheet(path)
    return Theme(sheet, tuple(packing.files()), tuple(packing.problems))


@dataclass
class _Packing:
    """A theme being packed: `names` are what its files are called, by where they are."""

    theme: Path
    folder: str = ""
    names: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _contents: dict[Path, bytes] = field(default_factory=dict)

    def files(self) -> Iterator[Packed]:
        for path, name in self.names.items():
            yield Packed(name, _TYPES[path.suffix.lower()], self._contents[path])

    def sheet(self, path: Path) -> str:
        """Return a style sheet that names its files by their places in the EPUB."""
        text = read(path)
        return _NAMED.sub(partial(self._renamed, path), text)

    def _renamed(self, sheet: Path, found: re.Match[str]) -> str:
        named = next(
            (part for part in found.group("sheet", "double", "single", "bare") if part), ""
        )
        address = _ESCAPE.sub(_unescaped, named)
        if not address or address.startswith(("#", "data:")):
            return found[0]
        try:
            name = self._taken(sheet, address)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._leave(sheet, found, address, reason)
            return "" if found["import"] else "none"
        # a sheet that is imported lies in the folder itself
        place = name if sheet != self.theme or not self.folder else f"{self.folder}/{name}"
        return f'@import "{place}"' if found["import"] else f'url("{place}")'

    def _taken(self, sheet: Path, address: str) -> str:
        """Return the name of a file in the EPUB, once it has been looked at."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            raise ValueError("it is not beside the theme")
        folder = self.theme.parent.resolve()
        path = (sheet.parent / unquote(parts.path)).resolve()
        if not path.is_relative_to(folder):
            raise ValueError("it lies outside the theme's folder")
        if path.suffix.lower() not in _TYPES:
            raise ValueError("it is no picture, font or style sheet")
        if path not in self.names and path != self.theme.resolve():
            self.names[path] = f"{len(self.names) + 1}{path.suffix.lower()}"
            self._contents[path] = b""
            self._contents[path] = self._content(path)
        return self.names[path]

    def _content(self, path: Path) -> bytes:
        try:
            if path.suffix.lower() == ".css":
                return self.sheet(path).encode()
            return reading.read(path, MOST)
        except (OSError, ValueError):
            del self.names[path]
            raise

    def _leave(self, sheet: Path, found: re.Match[str], address: str, reason: str) -> None:
        line = found.string.count("\n", 0, found.start()) + 1
        self.problems.append(
            problem("theme-left-out", str(sheet), line, text=address[:100], reason=reason)
        )


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
