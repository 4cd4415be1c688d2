"""Books of strange pages, and what is wrong with them; `python tests/strange_books.py --help`.

A book is made in all editions, as a user makes it. It is right if the program says no more than
sentences, if every letter and digit of the edited text stands in the EPUB and in each PDF, and
if no glyph stands off its page.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book_text import epub_text, glyphs_off, letters, pdf_text
from conftest import run
from strange_pages import write

EDITIONS = ("epub", "screen", "print")


def faults(numbers: range, folder: Path) -> Iterator[str]:
    """Make a book of the pages of these numbers below `folder`; yield each fault as a sentence."""
    pages, out = write(folder / "pages", numbers), folder / "out"
    wanted = [option for edition in EDITIONS for option in ("--edition", edition)]
    # a cache of its own: nothing an earlier run has kept hides a fault
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    for arguments in (("build", pages, "-o", out, *wanted), ("handout", pages, "-o", out)):
        done = run(*arguments)
        if done.returncode not in (0, 1) or "Traceback" in done.stdout + done.stderr:
            yield f"{arguments[0]} ends with {done.returncode}: {done.stderr[-400:]}"
    found = json.loads(run("inspect", pages, "--edited", "--json").stdout)
    text = "".join(_texts(found))
    for path in sorted(out.glob("*")):
        if not path.name.endswith(".cover.pdf"):
            yield from (f"{''.join(path.suffixes)}: {fault}" for fault in _faults(path, text))


def _faults(path: Path, text: str) -> Iterator[str]:
    """Yield what is wrong with a file that should hold all of `text`."""
    is_epub = path.suffix == ".epub"
    there = epub_text(path) if is_epub else pdf_text(path)
    lost = letters(text) - letters(there)
    bare = "".join(there.split())
    # a character that no face has is shown by its code point
    unseen = {char: count for char, count in lost.items() if f"U+{ord(char):04X}" not in bare}
    if unseen:
        yield f"letters lost: {unseen}"
    if not is_epub and (off := list(glyphs_off(path))):
        yield f"{len(off)} glyph(s) off the page, the first {off[:3]}"


def _texts(found: dict[str, Any]) -> Iterator[str]:
    for topic in found["topics"]:
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
        print(f"pages {numbers.start} to {numbers.stop - 1}: {'; '.join(found) or 'right'}")
        wrong += bool(found)
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
