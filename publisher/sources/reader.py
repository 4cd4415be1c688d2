"""Bytes -> page, whatever its format; and the pages of a folder, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from publisher.model import Dropped, Page
from publisher.problems import Problem, problem
from publisher.runtime import unforeseen
from publisher.runtime.patterns import regex
from publisher.sources import bounds, files, on_disk
from publisher.sources.bounds import Bounded
from publisher.sources.on_disk import SourceFile
from publisher.sources.repairing import radicals, residue
from publisher.sources.repairs import Repair
from publisher.sources.structure import columns, wrapping
from publisher.sources.text import decoding
from publisher.sources.text.decoding import Decoded
from publisher.sources.text.lines import Line, number, split
from publisher.sources.unusable import Unusable
from publisher.sources.wiki import notation, topics

__all__ = ["Reading", "letters", "read", "read_files", "read_page"]

_MARKS = "\n\u00a0 ,，.。:：;；、!！?？()（）《》“”‘’·"
_UNCOMMON = regex(f"[^\u4e00-\u9fffA-Za-z0-9{_MARKS}]+")
"""What may be no letter; most of a page is none of it, and is counted without a look."""
_NO_LETTER = regex(r"[\W_]+")

PageReader: TypeAlias = Callable[[bytes, str], tuple[Page, tuple[Problem, ...]]]
"""The bytes of a page and its name -> the page, and what was wrong with it."""


class _Found(NamedTuple):
    """What the reader of a format finds: lines, what it says is no content, what it put right."""

    lines: Sequence[Line]
    dropped: Sequence[Dropped] = ()
    repairs: tuple[Repair, ...] = ()


class Reading(NamedTuple):
    """All pages that could be read, in order, and what was wrong with these and the others.

    A page may hold no topic; what it holds is then among what was dropped of it.
    """

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def read(paths: Sequence[Path], max_bytes: int) -> Reading:
    """Read every page in the files and folders `paths`; none may be larger than `max_bytes`."""
    found = on_disk.find(paths)
    reading = read_files(found.pages, max_bytes)
    return Reading(reading.pages, (*found.problems, *reading.problems))


def read_files(
    found: Sequence[SourceFile], max_bytes: int, reader: PageReader | None = None
) -> Reading:
    """Read some files, as `on_disk.find` finds them; none may be larger than `max_bytes`.

    `reader` stands for `read_page` where some pages need not be read again.
    """
    pages: list[Page] = []
    problems: list[Problem] = []
    for file in found:
        try:
            page, reported = (reader or read_page)(files.load(file.path, max_bytes), file.name)
        except Unusable as reason:
            problems.append(problem(reason.code, file.name, None, **reason.facts))
        except Exception as error:  # whatever it is, it is the failure of one page
            problems.append(problem("not-read", file.name, reason=unforeseen.reason(error)))
        else:
            pages.append(page)
            problems += reported
    return Reading(tuple(pages), tuple(problems))


def read_page(data: bytes, source: str) -> tuple[Page, tuple[Problem, ...]]:
    """Read the bytes of one page, called `source` in problems.

    Whether it is Markdown its name tells, whether it is HTML the bytes.

    A page without any topic is a problem among the others.

    Raises:
        Unusable: `binary`, `undecodable` or `empty`.
    """
    decoded = decoding.decode(data)
    bounded = bounds.within(decoded.text)
    if on_disk.is_markdown(PurePosixPath(source)):
        page, omitted = _markdown(bounded.text, source)
        notes = _notes(source, omitted)
        return page, (*_of_file(page, decoded), *_cut(source, bounded), *notes)
    read = _found(bounded.text)
    # What the page's way to us has done to its text is undone, and said.
    lines, folded = radicals.fold(read.lines)
    lines, joined = wrapping.join(lines, notation.is_own, notation.opens_article)
    # The lines become topics; what is no topic's is dropped, with the reason.
    page, problems = topics.parse(lines, source)
    page = _accounted(page, lines, read.dropped)
    repaired = (*read.repairs, *folded, *joined)
    notes = _notes(source, repaired)
    return page, (*_of_file(page, decoded), *_cut(source, bounded), *notes, *problems)


def _markdown(text: str, source: str) -> tuple[Page, tuple[Repair, ...]]:
    """Read a Markdown file; say what of it cannot be carried over."""
    # only now: a folder of wiki pages has no need of a parser for it
    from publisher.sources import markdown

    read = markdown.read(text, source)
    return replace(read.page, letters=letters("\n".join(read.texts))), read.omitted


def _notes(source: str, repaired: Iterable[Repair]) -> list[Problem]:
    """Say what was put right, or could not be carried over."""
    return [
        problem(done.code, source, done.line, count=done.times, what=done.what) for done in repaired
    ]


def _cut(source: str, bounded: Bounded) -> list[Problem]:
    """Say what is too much to be read."""
    return [problem("cut-off", source, bounded.line, what=bounded.what)] if bounded.what else []


def _of_file(page: Page, decoded: Decoded) -> Iterator[Problem]:
    """Say what is wrong with a file as a whole."""
    if decoded.bad_bytes:
        count, encoding = decoded.bad_bytes, decoded.encoding
        yield problem("bad-bytes", page.source, count=count, encoding=encoding)
    if not page.topics:
        yield problem("no-topic", page.source)


def _accounted(page: Page, lines: Sequence[Line], early: Sequence[Dropped]) -> Page:
    """Add what the reader of the format dropped, and how many letters it found in all."""
    dropped = sorted((*page.dropped, *early), key=attrgetter("line"))
    texts = [*(line.text for line in lines), *(part.text for part in early)]
    count = letters("\n".join(texts))
    return replace(page, dropped=tuple(dropped), letters=count)


def letters(text: str) -> int:
    """Count the letters and digits of a text, in any script."""
    others = "".join(_UNCOMMON.findall(text))
    marks = sum(map(text.count, _MARKS))
    return len(text) - marks - len(others) + len(_NO_LETTER.sub("", others))


def _found(text: str) -> _Found:
    """Return what the reader of a page's format finds in it.

    What reads HTML is loaded for a text that may be HTML.
    """
    if text.lstrip().startswith("<"):
        from publisher.sources import html

        if html.is_html(text):
            return _Found(*html.read(text))
    if not residue.may_remain(text):
        return _Found(tuple(split(columns.barred(text))))
    read = residue.read(text)
    raw = columns.barred(read.text).split("\n")
    return _Found(tuple(number(zip(read.places, raw, strict=True))), read.dropped, read.repairs)
