"""HTML among Markdown: text is kept, a tag that says what Markdown can say too is read as that."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.model import Mark
from publisher.runtime.patterns import regex

MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "del": Mark.DELETED,
    "s": Mark.DELETED,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}
"""The tags that say what a run is."""

_TAG = regex(
    r"<(?P<unseen>script|style)\b.*?</(?P=unseen)\s*>"
    r"|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>"
    r"""|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL | re.IGNORECASE,
)
_ALT = regex(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_HREF = regex(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


class Piece(NamedTuple):
    """A stretch of HTML: a text, or a tag with its name, if it has one."""

    text: str
    is_tag: bool = False
    name: str = ""
    closes: bool = False

    @property
    def alt(self) -> str:
        """What stands for a picture."""
        return self._attribute(_ALT)

    @property
    def href(self) -> str:
        """Where a link leads."""
        return self._attribute(_HREF)

    def _attribute(self, pattern: re.Pattern[str]) -> str:
        found = pattern.search(self.text)
        return html.unescape(found[1] or found[2] or "") if found else ""


def pieces(markup: str) -> Iterator[Piece]:
    """Take HTML apart into texts and tags, in order."""
    done = 0
    for tag in _TAG.finditer(markup):
        if tag.start() > done:
            yield Piece(html.unescape(markup[done : tag.start()]))
        yield Piece(tag[0], True, (tag["name"] or "").lower(), bool(tag["close"]))
        done = tag.end()
    if done < len(markup):
        yield Piece(html.unescape(markup[done:]))
