"""Running text of an EPUB: words in other languages are marked, long tokens may be broken."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from markupsafe import Markup, escape

from publisher.epub import breaks, languages
from publisher.runtime.patterns import regex

Marker: TypeAlias = Callable[[str], str]
"""What marks the words of other languages in a text."""

_TEXT = regex(f">[^<>{languages.LETTERS}]*[{languages.LETTERS}][^<]*")
"""Text after a tag that has a letter of another script."""

_LEFT_ALONE = ("<code", "<kbd", "<pre", "<samp", '<span class="missing"', "<span lang")
"""Elements whose text is in no language, or marked already."""


def mark(text: str, book: str = "zh") -> Markup:
    """Mark the words of a text, or of the text in a fragment of XHTML.

    Those in the language of the `book`, a BCP 47 tag, are not marked.
    """
    fragment = escape(text)
    foreign = partial(languages.mark, own=book.partition("-")[0])
    if "<" in fragment:
        marked = _TEXT.sub(partial(_text, foreign), fragment)
    else:
        marked = _words(foreign, fragment)
    return Markup(marked)  # noqa: S704 -- escaped above, tags are put round words


def _text(foreign: Marker, found: re.Match[str]) -> str:
    tag = found.string[found.string.rfind("<", 0, found.start()) : found.start()]
    return found[0] if tag.startswith(_LEFT_ALONE) else _words(foreign, found[0])


def _words(foreign: Marker, text: str) -> str:
    """Mark the words of an escaped text that has no tags."""
    if not breaks.LONG.search(text):
        return foreign(text)
    pieces = enumerate(breaks.LONG.split(text))
    return "".join(breaks.allow(piece) if place % 2 else foreign(piece) for place, piece in pieces)
