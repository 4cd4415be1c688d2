"""What a block holds: the one place that knows, for every kind of block.

Whoever reads or changes the texts of a book asks here, and takes no block apart. A new kind of
block is a case in `passages` and one in `with_contents`; until it has both, it is a type error.
Blocks that hold blocks (items, cells) give the passages of those in their turn, in the order in
which they are read, and draw as many contents again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple, assert_never

from publisher.model.blocks import Block, Heading, ListItem, Paragraph, Quotation, Verse
from publisher.model.books import Section
from publisher.model.inlines import Content, plain


class Manner(Enum):
    """How a text is written, whatever holds it; the copy editor's rules depend on it."""

    PROSE = auto()
    HEADING = auto()
    ITEM = auto()
    VERSE = auto()


class Passage(NamedTuple):
    """One stretch of running text in a block."""

    content: Content
    manner: Manner


def passages(block: Block) -> tuple[Passage, ...]:
    """Return the texts that a block holds, in reading order."""
    match block:
        case Paragraph() | Quotation():
            return (Passage(block.content, Manner.PROSE),)
        case Heading():
            return (Passage(block.content, Manner.HEADING),)
        case ListItem():
            return (Passage(block.content, Manner.ITEM),)
        case Verse():
            return (Passage(block.content, Manner.VERSE),)
        case _:
            assert_never(block)


def with_contents(block: Block, contents: Iterator[Content]) -> Block:
    """Return `block` with other texts in place of its own, the next of `contents`.

    It draws as many as `passages` names, in that order; the very same block comes back if all
    are the very same.
    """
    match block:
        case Paragraph() | Heading() | ListItem() | Verse() | Quotation():
            content = next(contents)
            return block if content is block.content else replace(block, content=content)
        case _:
            assert_never(block)


def contents(block: Block) -> tuple[Content, ...]:
    """Return the texts that a block holds, in reading order, without their manner."""
    return tuple([passage.content for passage in passages(block)])


def text(block: Block) -> str:
    """Return all text of a block in reading order, with a tab between one and the next."""
    return "\t".join([plain(content) for content in contents(block)])


def texts(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each text of the blocks of `sections`, in reading order."""
    for section in sections:
        for block in section.blocks:
            for content, _ in passages(block):
                yield plain(content)
