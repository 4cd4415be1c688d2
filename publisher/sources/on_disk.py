"""Which files below a SOURCE are pages: one list for all who look, early or late.

A link may lead to another place below the sources, and nowhere else: what lies outside was
not named by who runs the program.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from publisher.problems import Problem, problem
from publisher.sources import summary

_MARKDOWN = frozenset({".md", ".markdown"})
SUFFIXES = frozenset({".txt", ".htm", ".html"}) | _MARKDOWN
"""How the name of a page ends, in lower case. A file that is named itself may end in any way."""

_FOREMOST = frozenset({"readme.md", "index.md"})
"""The file that a folder of Markdown begins with."""

_ABOUT = frozenset({"readme", "changelog", "contributing", "license", "security"})
"""Markdown that people put beside wiki pages to say what these are."""

_COMPANIONS = frozenset(
    {".toml", ".css", ".js", ".json", ".woff", ".woff2", ".ttf", ".otf", ".ttc"}
    | {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico"}
)
"""What lies beside pages and is none: settings, a theme, what a browser saved with them."""

_SETTINGS = "book.toml"


class SourceFile(NamedTuple):
    """One file to read. `name` is what readers see: the path below the SOURCE it was found in."""

    path: Path
    name: str


class Found(NamedTuple):
    """The pages of all sources, the other files beside them, and what is to be said of folders."""

    pages: tuple[SourceFile, ...]
    others: tuple[Path, ...]
    problems: tuple[Problem, ...]


class _File(NamedTuple):
    """A file that was met, and where it is once all links are followed."""

    path: Path
    real: Path


def find(sources: Sequence[Path]) -> Found:
    """Return the pages of all sources, and what is to be said of their folders.

    That is what gave no page, cannot be listed, leads elsewhere, or holds files of other kinds.
    Sources keep their order; inside a folder, files are sorted by the parts of their path.
    Passed over: hidden files and folders, book.toml, other suffixes. A link to a folder is
    followed, but no folder and no file is visited twice.
    """
    search = _Search([_real(source) for source in sources])
    found: dict[Path, SourceFile] = {}
    for source in sources:
        for path, real in search.pages(source):
            name = path.relative_to(source).as_posix() if path != source else path.name
            found.setdefault(real, SourceFile(path, shown(name)))
    return Found(_distinct(tuple(found.values())), tuple(search.others), tuple(search.problems))


@dataclass
class _Search:
    """A walk through sources; `within` is where links may lead."""

    within: Sequence[Path]
    others: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def pages(self, source: Path) -> Sequence[_File]:
        """List the pages of a source, sorted; a folder that gives none adds a problem."""
        if not source.is_dir():
            named = source.name.lower() != _SETTINGS
            return [_File(source, _real(source))] if named else []
        before = len(self.problems)
        files = list(self._walk(source))
        pages = sorted(_pages(files), key=lambda file: _rank(file.path.relative_to(source)))
        pages, lists = self._as_listed(pages)
        read = {*pages, *lists}
        others = [file.path for file in files if file not in read]
        name = shown(source.as_posix())
        if not pages and len(self.problems) == before:
            self.problems.append(problem("no-pages", name))
        if what := _passed_over(others):
            self.problems.append(problem("passed-over", name, what=what))
        self.others += [*others, *(file.path for file in lists)]
        return pages

    def _as_listed(self, pages: list[_File]) -> tuple[list[_File], list[_File]]:
        """Put pages in the order of each SUMMARY.md among them; others follow. Return those, too.

        A file of that name that lists none of them is a page like all others.
        """
        known = {file.real: file for file in pages}
        ordered: dict[_File, None] = {}
        lists: list[_File] = []
        for file in pages:
            if file.path.name.lower() == summary.NAME:
                entries = summary.listed(file.path, file.real)
                ordered |= dict.fromkeys(known[entry] for entry in entries if entry in known)
                if any(entry in known for entry in entries):
                    lists.append(file)
                    self._miss(file, [entry for entry in entries if entry not in known])
        ordered |= dict.fromkeys(pages)
        return [file for file in ordered if file not in lists], lists

    def _miss(self, file: _File, entries: Sequence[Path]) -> None:
        """Say which files a SUMMARY.md names that are no pages here."""
        for entry in entries:
            name = shown(os.path.relpath(entry, file.real.parent))
            self.problems.append(problem("not-there", shown(file.path.as_posix()), entry=name))

    def _walk(self, top: Path) -> Iterator[_File]:
        """Yield every file below `top` that is not hidden. Links to folders are followed once."""
        waiting = [_File(top, _real(top))]
        seen: set[Path] = set()
        while waiting:
            folder = waiting.pop()
            if folder.real in seen:
                continue
            seen.add(folder.real)
            entries = self._listed(folder)
            waiting += [file for file, is_folder in reversed(entries) if is_folder]
            yield from (file for file, is_folder in entries if not is_folder)

    def _listed(self, folder: _File) -> list[tuple[_File, bool]]:
        """List what is in a folder, and whether that is a folder."""
        try:
            with os.scandir(folder.path) as listed:
                entries = sorted(
                    (entry for entry in listed if entry.name[0] != "."),
                    key=lambda entry: entry.name,
                )
        except OSError as error:
            name = shown(folder.path.as_posix())
            said = error.strerror or str(error)
            self.problems.append(problem("unreadable", name, reason=said))
            return []
        met = [(self._met(entry, folder), _is_folder(entry)) for entry in entries]
        return [(file, is_folder) for file, is_folder in met if self._is_let_in(file, is_folder)]

    def _met(self, entry: os.DirEntry[str], folder: _File) -> _File:
        path = Path(entry.path)
        return _File(path, _real(path) if entry.is_symlink() else folder.real / entry.name)

    def _is_let_in(self, file: _File, is_folder: bool) -> bool:
        """Tell whether a file or folder lies below the sources; what leads out is a problem."""
        if any(file.real.is_relative_to(place) for place in self.within):
            return True
        if is_folder or _is_page(file.path):
            name = shown(file.path.as_posix())
            self.problems.append(problem("leads-out", name, target=shown(file.real.as_posix())))
        return False


def folder(source: Path) -> str:
    """Name a collection after the folder of its pages."""
    resolved = source.resolve()
    return (resolved if resolved.is_dir() else resolved.parent).name or "book"


def is_markdown(path: PurePath) -> bool:
    """Tell whether a file is Markdown, which only its name says."""
    return path.suffix.lower() in _MARKDOWN


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _pages(files: Sequence[_File]) -> list[_File]:
    """Return the files that are pages. What tells wiki pages about their folder is none of them."""
    pages = [file for file in files if _is_page(file.path)]
    others = [file for file in pages if not is_markdown(file.path)]
    about = all(file.path.stem.lower() in _ABOUT for file in pages if is_markdown(file.path))
    return others if about and others else pages


def _rank(path: Path) -> tuple[tuple[bool, str], ...]:
    """Sort files by the parts of their path, the foremost of a folder first."""
    return tuple((part.lower() not in _FOREMOST, part) for part in path.parts)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether it is one, or leads to one; a link that loops leads nowhere."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _passed_over(others: Sequence[Path]) -> str:
    """Count the files that may be pages of another kind: `206 .md, 3 .docx`."""
    kinds = Counter(path.suffix.lower() for path in others)
    counts = [
        (-count, shown(kind) or "without a suffix")
        for kind, count in kinds.items()
        if kind not in _COMPANIONS
    ]
    return ", ".join(f"{-count} {kind}" for count, kind in sorted(counts))


def _real(path: Path) -> Path:
    """Return the path with all links resolved. A link that loops stands for itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def shown(name: str) -> str:
    """Make a path printable: undecodable bytes and control characters become U+FFFD."""
    decoded = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in decoded)


def _distinct(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """Give files of the same name below different sources their path as it was given."""
    counts = Counter(file.name for file in files)
    return tuple(
        file._replace(name=shown(file.path.as_posix())) if counts[file.name] > 1 else file
        for file in files
    )
