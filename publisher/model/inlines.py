"""What stands in a line of text: runs of characters, each of one kind.

Runs do not nest. One that stands within emphasis, code or a link says so itself, from the
outermost inwards; what draws it opens and closes what neighbours have in common.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class RunIn:
    """The label that opens a paragraph (制度定位 in 制度定位：作为…), without its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed face can draw; books show its code point instead."""

    text: str

    @property
    def code_point(self) -> str:
        """The character's name for readers, such as `U+2B8B3`; of several, those that are seen."""
        seen = [char for char in self.text if unicodedata.category(char) not in ("Mn", "Me", "Cf")]
        return " ".join(f"U+{ord(char):04X}" for char in seen or self.text)


class Mark(StrEnum):
    """What a run is to its sentence; the value is the name of its element in XHTML."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    DELETED = "del"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads outside the book: `https://…` or `mailto:…`."""

    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads inside: a source, as pages name theirs, and a heading in it, if any.

    Whether a book has it is known when the book is made.
    """

    source: str
    heading: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """What the file may be called that is meant: as it is, or as a site of it is."""
        stem = self.source.removesuffix(".html").removesuffix("/")
        ways = (f"{stem}.md", f"{stem}/README.md", f"{stem}/index.md")
        return (self.source, *(way.removeprefix("./") for way in ways))


Within: TypeAlias = Mark | Address | Place


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of text and what it stands within, the outermost first."""

    text: str
    within: tuple[Within, ...]

    @property
    def is_code(self) -> bool:
        """Whether the run is to be read letter by letter."""
        return Mark.CODE in self.within


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line where the author wants it."""

    text: str = "\n"


Inline: TypeAlias = Text | RunIn | Missing | Marked | Break
Content: TypeAlias = tuple[Inline, ...]


def with_text(inline: Inline, text: str) -> Inline:
    """Return an inline of the same kind with other characters."""
    return replace(inline, text=text) if isinstance(inline, Marked) else type(inline)(text)


def is_opaque(inline: Inline) -> bool:
    """Tell whether no rule may touch the characters of an inline, whatever they are."""
    return isinstance(inline, Break) or (isinstance(inline, Marked) and inline.is_code)


def plain(content: Content) -> str:
    """Return the characters of `content`, as in the page."""
    return content[0].text if len(content) == 1 else "".join([inline.text for inline in content])
