"""What stands in a section, one below the other.

The `kind` of a block is its name in the JSON of `inspect`, and that of the macro in
`templates/blocks.html` that draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from publisher.model.inlines import Content, Lead

Manner: TypeAlias = Literal["prose", "heading", "item", "verse"]
"""How a text is written, whatever holds it; the copy editor's rules depend on it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. `level` is 1 for the outermost, at most 4."""

    kind: ClassVar = "heading"
    manner: ClassVar[Manner] = "heading"

    content: Content
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; a `Lead`, where there is one, is its first inline."""

    kind: ClassVar = "paragraph"
    manner: ClassVar[Manner] = "prose"

    content: Content

    @property
    def lead(self) -> str | None:
        """The label that opens the paragraph, or None."""
        match self.content:
            case (Lead(text), *_):
                return text
            case _:
                return None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. Its marker (`1、`, `•`, `-`) is part of the content."""

    kind: ClassVar = "list_item"
    manner: ClassVar[Manner] = "item"

    content: Content


@dataclass(frozen=True, slots=True)
class Verse:
    """One line of a poem; lines that stand together are one stanza."""

    kind: ClassVar = "verse"
    manner: ClassVar[Manner] = "verse"

    content: Content


@dataclass(frozen=True, slots=True)
class Quotation:
    """A paragraph that is one quotation from end to end."""

    kind: ClassVar = "quotation"
    manner: ClassVar[Manner] = "prose"

    content: Content


Block: TypeAlias = Heading | Paragraph | ListItem | Verse | Quotation
