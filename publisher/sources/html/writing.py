"""Pieces of text, and where lines end -> the lines of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.runtime.patterns import regex
from publisher.sources.html import markers
from publisher.sources.text.cleaning import clean

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"p", "li", "dd", "blockquote", "pre", "figcaption"} | HEADINGS)
"""Elements whose lines count as indented: they say themselves that they are paragraphs."""
_TELLING = frozenset({"caption", "dt"} | PARAGRAPHS)
"""Elements that a line is named after."""

LINE_END = "\u2028"
"""An end of a line inside of what is kept apart: a line break to Unicode, too."""
_SPACES = regex(r"[\t\n\f\r][ \t\n\f\r]*| [ \t\n\f\r]+")
_NARROWED = frozenset(",.:;!?()\u00b7“”‘’…—")
"""Marks that are wide, or were before the wiki narrowed them, where they stand beside Han."""
_BREAK = regex(r"[ \t\f\r]*\n[ \t\n\f\r]*")
_PICTURE = regex(r"(?:［图：[^［］]*］\s*)+")


class Raw(NamedTuple):
    """A line as it is gathered, white space collapsed as a browser does; U+00A0 stays.

    `tag` is the element that it stands in. `apart` tells of a blank line above it. `marker` is
    that of an item of a list.
    """

    number: int
    text: str
    tag: str = ""
    paragraph: bool = False
    apart: bool = False
    marker: str = ""


def collapsed(text: str) -> str:
    """Return text with its white space as a browser shows it."""
    text = clean(text)
    if "\n" in text:
        text = _BREAK.sub(_without_break_in_han, text)
    return _SPACES.sub(" ", text)


def _without_break_in_han(found: re.Match[str]) -> str:
    """Leave a line end out that stands between Han: it is none of the text (CSS Text 3, 4.1.3)."""
    start, end = found.span()
    before, after = found.string[max(start - 2, 0) : start], found.string[end : end + 2]
    begun = _is_han(before[-1:]) or (
        before[-1:] in _NARROWED and (_is_han(before[:-1]) or before[:-1] in _NARROWED)
    )
    goes_on = _is_han(after[:1]) or (after[:1] in _NARROWED and _is_han(after[1:]))
    return "" if begun and goes_on else found[0]


def _is_han(char: str) -> bool:
    return "\u3001" <= char <= "\u9fff" or "\uff01" <= char <= "\uff60"


def inline(text: str) -> str:
    """Return what was kept apart as a piece of one line, its own lines with a space between."""
    if LINE_END not in text:
        return collapsed(text).strip(" ")
    return " ".join(filter(None, (inline(line) for line in text.split(LINE_END))))


@dataclass(slots=True)
class Writer:
    """Takes text piece by piece and makes lines of it.

    Text may be kept apart (`keep`) until it is known what becomes of it (`release`); meanwhile
    an end of a line is only noted down in it.
    """

    lines: list[Raw] = field(default_factory=list)
    marker: str = ""
    """The marker of an item whose first line has not come yet."""
    term: str = ""
    """The term whose definition has not come yet."""
    _parts: list[list[str]] = field(default_factory=lambda: [[]])
    _line: int = 1
    _tags: list[str] = field(default_factory=list)
    _depth: int = 0
    _apart: bool = False
    """Whether an element begins or ends, or an empty line stands, above the line at hand."""
    _continued: bool = False
    """Whether the item at hand has its first line."""

    @property
    def is_apart(self) -> bool:
        """Whether text is being kept apart."""
        return len(self._parts) > 1

    @property
    def tag(self) -> str:
        """The element that the line at hand stands in."""
        return self._tags[-1] if self._tags else ""

    def add(self, *texts: str | None) -> None:
        """Take pieces of text."""
        self._parts[-1] += [text for text in texts if text]

    def enter(self, tag: str, line: int) -> None:
        """Begin an element that begins a line."""
        self.end_line()
        self._apart = True
        self._line = line or self._line
        self._depth += tag in PARAGRAPHS
        if tag in _TELLING:
            self._tags.append(tag)

    def leave(self, tag: str) -> None:
        """End an element that ends a line."""
        self.end_line()
        self._apart = True
        self._depth -= tag in PARAGRAPHS
        if tag in _TELLING:
            self._tags.pop()

    def begin_item(self, marker: str) -> None:
        """Begin an item of a list."""
        self.marker, self._continued = marker, False

    def go_on(self, line: int) -> None:
        """Begin a further line of the element at hand."""
        self.end_line()
        self._line = line or self._line

    def keep(self) -> None:
        """Keep the text that comes apart."""
        self._parts.append([])

    def release(self) -> str:
        """Return the text that was kept apart last."""
        return "".join(self._parts.pop())

    def so_far(self, most: int) -> str | None:
        """Return the line at hand, unless it is longer than `most` or text is kept apart."""
        if self.is_apart:
            return None
        length = 0
        for part in self._parts[0]:
            length += len(part)
            if length > most:
                return None
        return collapsed("".join(self._parts[0])).strip()

    def end_line(self) -> None:
        """End the line at hand, if it has any text."""
        if self.is_apart:
            self.add(LINE_END)
            return
        text = collapsed("".join(self._parts[0])).strip(" ")
        self._parts[0].clear()
        if text.strip():
            self._write(text)
        self._apart = not text

    def say_term(self) -> None:
        """Write a term that no definition has come for as a line of its own."""
        term, self.term = self.term.rstrip("："), ""
        self.say(Raw(self._line, term, "dt", paragraph=True))

    def say(self, raw: Raw) -> None:
        """Take a line that is finished already."""
        if self.is_apart:
            self.add(raw.text, LINE_END)
        elif raw.text.strip():
            self.lines.append(raw)

    def _write(self, text: str) -> None:
        if self.term and "dd" not in self._tags:
            self.say_term()
        tag = self._named(text)
        bare = markers.is_typed(text) or (tag in HEADINGS and markers.is_bullet(self.marker))
        marker, term = "" if bare else self.marker, self.term
        self.marker = self.term = ""
        self._continued = True
        if term:
            text = term + text.strip()
        self.lines.append(Raw(self._line, text, tag, self._depth > 0, self._apart, marker))

    def _named(self, text: str) -> str:
        """Return the element that a line is named after.

        Only the first line of an item is one, and of definitions that with its term.
        """
        if _PICTURE.fullmatch(text):
            return "img"
        if self.marker and self.tag not in HEADINGS:
            return "li"
        continued = self._continued if self.tag == "li" else not self.term
        return "p" if self.tag in ("li", "dd") and continued else self.tag
