"""What stands in a line of text: runs of characters, each of one kind."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
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


Inline: TypeAlias = Text | Lead | Missing
Content: TypeAlias = tuple[Inline, ...]


def with_text(inline: Inline, text: str) -> Inline:
    """Return an inline of the same kind with other characters."""
    return type(inline)(text)


def plain(content: Content) -> str:
    """Return the characters of `content`, as in the page."""
    return content[0].text if len(content) == 1 else "".join([inline.text for inline in content])
