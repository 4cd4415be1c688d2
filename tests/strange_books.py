"""Books of strange pages, and what is wrong with them; `python tests/strange_books.py --help`.

A book is made in all editions, as a user makes it. It is right if the program says no more than
sentences and sets every paragraph itself; if each letter and digit that was read is in a topic or
told as dropped; if every letter and digit of an edited topic stands in its chapter of each PDF,
running heads not counted, and in that of the EPUB in the same order; and if no glyph stands off
its page.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from book_text import (
    chapters,
    epub_chapter,
    glyphs_off,
    in_order,
    letters,
    pdfium_text,
    poppler_text,
    whole,
)
from conftest import run
from strange_pages import write

EDITIONS = ("epub", "screen", "print")

_READERS = (pdfium_text, poppler_text)
"""Two, since each has a view of its own of a few characters: pdfium gives the two letters of an
Arabic ligature for its one code, Poppler drops a glyph that lies on another."""

_GIVEN_UP = ("could not be composed", "cannot be laid out")
"""What the program says of a paragraph or a topic that it did not set itself."""


def faults(numbers: range, folder: Path) -> Iterator[str]:
    """Make a book of the pages of these numbers below `folder`; yield each fault as a sentence."""
    pages, out = write(folder / "pages", numbers), folder / "out"
    wanted = [option for edition in EDITIONS for option in ("--edition", edition)]
    # a cache of its own: nothing an earlier run has kept hides a fault
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    for arguments in (("build", pages, "-o", out, *wanted), ("handout", pages, "-o", out)):
        yield from _said(run(*arguments))
    found = json.loads(run("inspect", pages, "--edited", "--json").stdout)
    yield from _unbalanced(found["pages"])
    for path in sorted(out.glob("*")):
        if not path.name.endswith(".cover.pdf"):
            yield from (f"{''.join(path.suffixes)}: {fault}" for fault in _faults(path, found))


def _said(done: CompletedProcess[str]) -> Iterator[str]:
    """Yield what a command should not have said."""
    if done.returncode not in (0, 1) or "Traceback" in done.stdout + done.stderr:
        yield f"{done.args[3]} ends with {done.returncode}: {done.stderr[-400:]}"
    for line in done.stderr.splitlines():
        if any(words in line for words in _GIVEN_UP):
            yield line


def _unbalanced(pages: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the pages of which letters were read that are neither kept nor told as dropped."""
    for page in pages:
        if page["letters"]["read"] != page["letters"]["kept"] + page["letters"]["dropped"]:
            yield f"{page['source']}: {page['letters']}"


def _faults(path: Path, found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a file that should hold all topics that were found."""
    topics = {topic["id"]: "".join(_texts(topic)) for topic in found["topics"]}
    if path.suffix == ".epub":
        for topic in found["topics"]:
            yield from _apart(topic, epub_chapter(path, topic["id"]))
        return
    if not (pages := chapters(path)):
        # for the press there is no outline
        topics, pages = {"book": "".join(topics.values())}, [whole(path)]
    if len(pages) != len(topics):
        yield f"{len(topics)} topics, but {len(pages)} in the outline"
    for (name, text), those in zip(topics.items(), pages, strict=False):
        yield from _lost(name, text, [partial(read, path, those) for read in _READERS])
    if off := list(glyphs_off(path)):
        yield f"{len(off)} glyph(s) off the page, the first {off[:3]}"


def _apart(topic: dict[str, Any], chapter: str) -> Iterator[str]:
    """Yield each text of a topic whose letters do not stand in the chapter, one after the other."""
    there = in_order(chapter)
    for text in _texts(topic):
        if in_order(text) not in there:
            yield f"{topic['source']} has not {text[:80]}"


def _lost(name: str, wanted: str, readings: Iterable[Callable[[], str]]) -> Iterator[str]:
    """Yield which letters of a text no reading of its pages has."""
    there: Counter[str] = Counter()
    for reading in readings:
        there |= letters(text := reading())
        bare = "".join(text.split())
        missing = letters(wanted) - there
        # a character that no face has is shown by its code point
        lost = {char: n for char, n in missing.items() if f"U+{ord(char):04X}" not in bare}
        if not lost:
            return
    yield f"{name} loses {lost}"


def _texts(topic: dict[str, Any]) -> Iterator[str]:
    yield topic["title"]
    for article in topic["articles"]:
        yield from (block["text"] for block in article["blocks"])


def main() -> int:
    """Make books until the pages or the minutes are used up; return how many had a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=5000, help="how many (%(default)s)")
    parser.add_argument("--minutes", type=float, default=60, help="at most (%(default)s)")
    parser.add_argument("--first", type=int, default=1, help="the number of the first")
    parser.add_argument("--book", type=int, default=100, help="pages to a book (%(default)s)")
    asked = parser.parse_args()
    end, wrong = time.monotonic() + 60 * asked.minutes, 0
    last = asked.first + asked.pages
    for first in range(asked.first, last, asked.book):
        if time.monotonic() > end:
            break
        numbers = range(first, min(first + asked.book, last))
        with tempfile.TemporaryDirectory() as folder:
            found = list(faults(numbers, Path(folder)))
        print(
            f"pages {numbers.start} to {numbers.stop - 1}: {'; '.join(found) or 'right'}",
            flush=True,
        )
        wrong += bool(found)
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
