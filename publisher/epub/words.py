"""Running text of an EPUB: words in other languages are marked, long tokens may be broken."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from publisher.epub import breaks, languages
from publisher.runtime.patterns import regex

_TEXT = regex(f">[^<>{languages.LETTERS}]*[{languages.LETTERS}][^<]*")
"""Text after a tag that has a letter of another script."""

_LEFT_ALONE = ("<code", "<kbd", "<pre", "<samp", '<span class="missing"', "<span lang")
"""Elements whose text is in no language, or marked already."""


def mark(text: str) -> Markup:
    """Mark the words of a text, or of the text in a fragment of XHTML."""
    fragment = escape(text)
    marked = _TEXT.sub(_text, fragment) if "<" in fragment else _words(fragment)
    return Markup(marked)  # noqa: S704 -- escaped above, tags are put round words


def _text(found: re.Match[str]) -> str:
    tag = found.string[found.string.rfind("<", 0, found.start()) : found.start()]
    return found[0] if tag.startswith(_LEFT_ALONE) else _words(found[0])


def _words(text: str) -> str:
    """Mark the words of an escaped text that has no tags."""
    if not breaks.LONG.search(text):
        return languages.mark(text)
    pieces = enumerate(breaks.LONG.split(text))
    return "".join(
        breaks.allow(piece) if place % 2 else languages.mark(piece) for place, piece in pieces
    )
