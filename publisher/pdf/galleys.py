"""The galleys of a book: found in the cache where they were made before, set where not."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeAlias

from publisher.books import fingerprint
from publisher.pdf import layout
from publisher.pdf.assembling.embedding import FontFile
from publisher.pdf.galley import Galley, Side
from publisher.pdf.part import Part
from publisher.runtime.memo import Memo
from publisher.runtime.workers import Workers
from publisher.settings import TIME_LIMIT

_SWEPT_AFTER = 16
"""Parts after which a process looks for garbage: often enough to stay small."""

_HELD = 9_000_000
"""Bytes of galleys that are held from one asking to the next; what is more is read again."""

_ALTERNATE = 20
"""How many glyphs are cut in the time that one alternate is made."""

_LONG = 2
"""A part that is so many times longer than most is begun first: nobody shall wait for it alone."""

_SetJob: TypeAlias = tuple[Memo[Galley], str, Part, int]
_CutJob: TypeAlias = tuple[Memo[bytes], str, FontFile]

_done = count(1)


class Galleys:
    """The galleys of `parts`, by their place; kept in the cache, or here if that cannot be."""

    def __init__(
        self, parts: Sequence[Part], workers: Workers, time_limit: int = TIME_LIMIT
    ) -> None:
        """Nothing is set yet; each part may take so many seconds."""
        self._time_limit = time_limit
        self._parts = list(parts)
        self._workers = workers
        self._memo = Memo(Galley)
        self._faces = Memo(bytes)
        self._environment = fingerprint.current()
        self._keys = [part.key(self._environment) for part in parts]
        self._kept: dict[str, bytes] = {}
        self._coming: Iterator[tuple[str, bytes | None]] = iter(())
        self._awaited: set[str] = set()
        self._held: dict[str, Galley] = {}
        self._there: list[str] = []
        self._ahead: set[str] = set()
        self._room = _HELD

    def set(self) -> None:
        """Begin to set all parts that are not in the cache, each once."""
        missing = {
            key: part
            for key, part in zip(self._keys, self._parts, strict=True)
            if key not in self._kept and not self._memo.cache.has(key)
        }
        lengths = sorted(len(part.html) for part in missing.values())
        usual = lengths[len(lengths) // 2] if lengths else 0
        keys = sorted(missing, key=lambda key: len(missing[key].html) <= _LONG * usual)
        jobs = [(self._memo, key, missing[key], self._time_limit) for key in keys]
        self._coming = zip(keys, self._workers.do(_set, jobs), strict=True)
        self._awaited = set(missing)
        self._there = [key for key in self._keys if key not in missing]

    def _wait_for(self, key: str) -> None:
        """Let galleys come until that of `key` is there; it may be there from the start."""
        if key in self._awaited:
            self._read_ahead()
        while key in self._awaited:
            come, content = next(self._coming)
            self._awaited.remove(come)
            if content is not None:
                self._kept[come] = content
            if not self._awaited:
                self._memo.cache.trim()

    def _read_ahead(self) -> None:
        """Read what is there and has not been asked for, while the first part is set."""
        there, self._there = self._there, []
        for key in there:
            if key in self._held:
                continue
            content = self._memo.cache.get(key)
            if content is None or len(content) > self._room:
                return
            found = self._memo.load(content)
            if found is None:
                return
            self._hold(key, found, len(content))
            self._ahead.add(key)

    def __call__(self, index: int) -> Galley:
        """Return a galley when it is set.

        It is set again if its entry in the cache is gone or spoilt.
        """
        key = self._keys[index]
        if key in self._ahead:
            self._ahead.remove(key)
            return self._held[key]
        if key in self._held:
            return self._held.pop(key)
        self._wait_for(key)
        content = self._kept.get(key) or self._memo.cache.get(key)
        if content is not None and (found := self._memo.load(content)):
            return self._hold(key, found, len(content))
        made = layout.set_part(self._parts[index], self._time_limit)
        self._kept[key] = self._memo.dump(made)
        return made

    def _hold(self, key: str, found: Galley, size: int) -> Galley:
        """Hold a galley for the next time that it is asked for, as long as there is room."""
        if size <= self._room:
            self._room -= size
            self._held[key] = found
        return found

    def turn(self, index: int, side: Side) -> None:
        """Let a part begin on the other side."""
        self._parts[index] = replace(self._parts[index], side=side)
        self._keys[index] = self._parts[index].key(self._environment)

    def font_files(self, wanted: Sequence[FontFile]) -> Iterator[bytes]:
        """Begin to cut the font files that are not in the cache; return all contents, in order.

        Who asks for the first waits until all are cut. It is the last work for the workers.
        """
        keys = [file.key(self._environment) for file in wanted]
        contents = {key: self._faces.get(key) for key in keys}
        jobs = [
            (self._faces, key, file)
            for key, file in sorted(zip(keys, wanted, strict=True), key=_effort, reverse=True)
            if not contents[key]
        ]
        coming = zip((key for _, key, _ in jobs), self._workers.do(_cut, jobs), strict=True)
        self._workers.finish()
        return _in_order(keys, contents, coming)


def _set(job: _SetJob) -> bytes | None:
    """Set a part. Return its galley only if it could not be kept."""
    kept, key, part, time_limit = job
    made = layout.set_part(part, time_limit)
    if next(_done) % _SWEPT_AFTER == 0:
        gc.collect()
        # what is still there are styles and glyphs, and they stay
        gc.freeze()
    # what took too long may be faster on another day
    may_be_kept = not any(finding.code.endswith("overtime") for finding in made.findings)
    return None if may_be_kept and kept.put(key, made) else kept.dump(made)


def _in_order(
    keys: Sequence[str], contents: dict[str, bytes | None], coming: Iterable[tuple[str, bytes]]
) -> Iterator[bytes]:
    contents |= coming
    yield from (content for key in keys if (content := contents[key]) is not None)


def _effort(entry: tuple[str, FontFile]) -> int:
    """Tell how long it takes to make a font file, in glyphs that are cut."""
    _, file = entry
    return len(file.glyphs) + _ALTERNATE * len(file.alternates)


def _cut(job: _CutJob) -> bytes:
    kept, key, file = job
    content = file.make()
    kept.put(key, content)
    return content
