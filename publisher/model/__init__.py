"""Book > Chapter > Section > Block > Inline: the values that travel down the pipeline.

- inlines   runs of characters: text, the label of a paragraph, what no face can draw
- blocks    headings, paragraphs, items of lists, verse, quotations
- books     sections, and all that is made of them, from pages to books
- walk      what a block holds: the only code that takes one apart

Everything here is frozen and hashable: a stage that changes something makes a new value.
A text is parsed into these nodes once, in `publisher.sources.reader`; no later stage sees raw page
text. This package imports nothing of ours.
"""

from publisher.model import walk
from publisher.model.blocks import Block, Heading, ListItem, Manner, Paragraph, Quotation, Verse
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
from publisher.model.inlines import Content, Inline, Lead, Missing, Text, plain, with_text
from publisher.model.walk import Passage

__all__ = [
    "UNDATED",
    "Block",
    "Book",
    "Chapter",
    "Collection",
    "Colophon",
    "Content",
    "Dropped",
    "Heading",
    "Inline",
    "Lead",
    "ListItem",
    "Manner",
    "Metadata",
    "Missing",
    "Page",
    "Paragraph",
    "Passage",
    "Quotation",
    "Reason",
    "Role",
    "Section",
    "Series",
    "Text",
    "Topic",
    "Verse",
    "plain",
    "walk",
    "with_text",
]
