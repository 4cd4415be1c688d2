"""What a block holds: the one place that knows, for every kind of block.

Whoever reads or changes the texts of a book asks here, and takes no block apart. A new kind of
block is a case in `contents`, `passages` and `with_contents`; until then it is a type error. A
block that holds blocks (an item, a cell) gives the texts of these in their turn, in the order in
which they are read, and lets them draw theirs again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from publisher.model.blocks import Block, Heading, ListItem, Manner, Paragraph, Quotation, Verse
from publisher.model.books import Section
from publisher.model.inlines import Content, plain

Passage: TypeAlias = tuple[Content, Manner]
"""One stretch of running text in a block, and how it is written."""


def contents(block: Block) -> tuple[Content, ...]:
    """Return the texts that a block holds, in reading order."""
    match block:
        case Paragraph() | ListItem() | Heading() | Verse() | Quotation():
            return (block.content,)
        case _:
            assert_never(block)


def passages(block: Block) -> tuple[Passage, ...]:
    """Return the same texts, each with its manner."""
    match block:
        case Paragraph() | ListItem() | Heading() | Verse() | Quotation():
            return ((block.content, block.manner),)
        case _:
            assert_never(block)


def with_contents(block: Block, contents: Iterator[Content]) -> Block:
    """Return `block` with other texts in place of its own, the next of `contents`.

    It draws as many as it holds, in reading order. A block whose only text is the very same
    comes back itself.
    """
    match block:
        case Paragraph() | ListItem() | Verse() | Quotation():
            content = next(contents)
            return block if content is block.content else type(block)(content)
        case Heading():
            content = next(contents)
            return block if content is block.content else Heading(content, block.level)
        case _:
            assert_never(block)


def text(block: Block) -> str:
    """Return all text of a block in reading order, with a tab between one and the next."""
    return "\t".join(map(plain, contents(block)))


def texts(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each text of the blocks of `sections`, in reading order."""
    for section in sections:
        for block in section.blocks:
            for content in contents(block):
                yield plain(content)
