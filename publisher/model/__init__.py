"""Book > Chapter > Section > Block > Inline: the values that travel down the pipeline.

- inlines   runs of characters: text, the label of a paragraph, what no face can draw
- blocks    headings, paragraphs, lists, verse, quotations, code, tables
- books     sections, and all that is made of them, from pages to books
- walk      what a block holds: the only code that takes one apart

Everything here is frozen and hashable: a stage that changes something makes a new value.
A text is parsed into these nodes once, in `publisher.sources.reader`; no later stage sees raw page
text. This package imports nothing of ours.
"""

from publisher.model import walk
from publisher.model.blocks import (
    Alignment,
    Block,
    BlockQuotation,
    CodeBlock,
    Heading,
    Inner,
    List,
    ListItem,
    Manner,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Verse,
)
from publisher.model.books import (
    UNDATED,
    Book,
    Chapter,
    Collection,
    Colophon,
    Dropped,
    Metadata,
    Page,
    Reason,
    Role,
    Section,
    Series,
    Topic,
)
from publisher.model.inlines import (
    Address,
    Break,
    Content,
    Inline,
    Mark,
    Marked,
    Missing,
    Place,
    RunIn,
    Text,
    Within,
    is_opaque,
    plain,
    with_text,
)
from publisher.model.walk import Passage

__all__ = [
    "UNDATED",
    "Address",
    "Alignment",
    "Block",
    "BlockQuotation",
    "Book",
    "Break",
    "Chapter",
    "CodeBlock",
    "Collection",
    "Colophon",
    "Content",
    "Dropped",
    "Heading",
    "Inline",
    "Inner",
    "List",
    "ListItem",
    "Manner",
    "Mark",
    "Marked",
    "Metadata",
    "Missing",
    "Page",
    "Paragraph",
    "Passage",
    "Place",
    "Quotation",
    "Reason",
    "Role",
    "Rule",
    "RunIn",
    "Section",
    "Series",
    "Table",
    "Text",
    "Topic",
    "Verse",
    "Within",
    "is_opaque",
    "plain",
    "walk",
    "with_text",
]
