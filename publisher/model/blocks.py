"""What stands in a section, one below the other.

The `kind` of a block is its name in the JSON of `inspect`, and that of the macro in
`templates/blocks.html` that draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from publisher.model.inlines import Content, RunIn

Manner: TypeAlias = Literal["prose", "heading", "item", "verse", "code"]
"""How a text is written, whatever holds it; the copy editor's rules depend on it."""

Alignment: TypeAlias = Literal["", "left", "center", "right"]
"""How a column of a table is aligned; as its text is, where nothing is said."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. `level` is 1 for the outermost, at most 4."""

    kind: ClassVar = "heading"
    manner: ClassVar[Manner] = "heading"

    content: Content
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; a `RunIn`, where there is one, is its first inline."""

    kind: ClassVar = "paragraph"
    manner: ClassVar[Manner] = "prose"

    content: Content

    @property
    def lead(self) -> str | None:
        """The label that opens the paragraph, or None."""
        match self.content:
            case (RunIn(text), *_):
                return text
            case _:
                return None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list in a text dump. Its marker (`1、`, `•`, `-`) is part of the content."""

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


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, as they are. `language` is what the page calls it, or empty."""

    kind: ClassVar = "code"
    manner: ClassVar[Manner] = "code"

    content: Content
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below the names of their columns. A `caption` may be empty.

    `alignment` has one for each column.
    """

    kind: ClassVar = "table"

    caption: Content
    header: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]
    alignment: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Items of blocks, without markers in their text; numbered from `start` where `ordered`."""

    kind: ClassVar = "list"

    items: tuple[tuple[Inner, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """Blocks of which the markup says that they are quoted."""

    kind: ClassVar = "block_quotation"

    blocks: tuple[Inner, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pause between two thoughts, that has no words."""

    kind: ClassVar = "rule"


Inner: TypeAlias = (
    Paragraph | ListItem | Verse | Quotation | CodeBlock | Table | List | BlockQuotation | Rule
)
"""What may stand inside another block: all but a heading, which is a part of the outline."""

Block: TypeAlias = Heading | Inner
