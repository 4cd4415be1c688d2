"""What a block holds: the one place that knows, for every kind of block.

Whoever reads or changes the texts of a book asks here, and takes no block apart. A new kind of
block is a case in `contents`, `passages` and `with_contents`; until then it is a type error. A
block that holds blocks (an item, a cell) gives the texts of these in their turn, in the order in
which they are read, and lets them draw theirs again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from publisher.model.blocks import (
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
from publisher.model.books import Section
from publisher.model.inlines import Content, plain

Passage: TypeAlias = tuple[Content, Manner]
"""One stretch of running text in a block, and how it is written."""


def contents(block: Block) -> tuple[Content, ...]:
    """Return the texts that a block holds, in reading order."""
    match block:
        case Paragraph() | ListItem() | Heading() | Verse() | Quotation() | CodeBlock():
            return (block.content,)
        case Table(caption, header, rows):
            return (caption, *header, *(cell for row in rows for cell in row))
        case List() | BlockQuotation() | Rule():
            return tuple(text for held in inner(block) for text in contents(held))
        case _:
            assert_never(block)


def passages(block: Block) -> tuple[Passage, ...]:
    """Return the same texts, each with its manner."""
    match block:
        case Paragraph() | ListItem() | Heading() | Verse() | Quotation() | CodeBlock():
            return ((block.content, block.manner),)
        case Table(caption, header, rows):
            names: list[Passage] = [(content, "heading") for content in (caption, *header)]
            return (*names, *((cell, "item") for row in rows for cell in row))
        case List():
            held = [passage for held in inner(block) for passage in passages(held)]
            return tuple((text, "item" if manner == "prose" else manner) for text, manner in held)
        case BlockQuotation() | Rule():
            return tuple(passage for held in inner(block) for passage in passages(held))
        case _:
            assert_never(block)


def inner(block: Block) -> tuple[Inner, ...]:
    """Return the blocks that a block holds, in reading order."""
    match block:
        case List(items):
            return tuple(held for item in items for held in item)
        case BlockQuotation(blocks):
            return blocks
        case Heading() | Paragraph() | ListItem() | Verse() | Quotation():
            return ()
        case CodeBlock() | Table() | Rule():
            return ()
        case _:
            assert_never(block)


def with_contents(block: Block, contents: Iterator[Content]) -> Block:
    """Return `block` with other texts in place of its own, the next of `contents`.

    It draws as many as it holds, in reading order. A block whose only text is the very same
    comes back itself.
    """
    if isinstance(block, Heading):
        content = next(contents)
        return block if content is block.content else Heading(content, block.level)
    return _inner_with(block, contents)


def _inner_with(block: Inner, contents: Iterator[Content]) -> Inner:
    match block:
        case Paragraph() | ListItem() | Verse() | Quotation():
            content = next(contents)
            return block if content is block.content else type(block)(content)
        case CodeBlock(_, language):
            return CodeBlock(next(contents), language)
        case Table(_, header, rows, alignment):
            caption = next(contents)
            names = _drawn(header, contents)
            return Table(caption, names, tuple([_drawn(row, contents) for row in rows]), alignment)
        case List(items, ordered, start):
            return List(tuple([_filled(item, contents) for item in items]), ordered, start)
        case BlockQuotation(blocks):
            return BlockQuotation(_filled(blocks, contents))
        case Rule():
            return block
        case _:
            assert_never(block)


def _drawn(cells: tuple[Content, ...], contents: Iterator[Content]) -> tuple[Content, ...]:
    return tuple([next(contents) for _ in cells])


def _filled(blocks: tuple[Inner, ...], contents: Iterator[Content]) -> tuple[Inner, ...]:
    return tuple([_inner_with(block, contents) for block in blocks])


def text(block: Block) -> str:
    """Return all text of a block in reading order, with a tab between one and the next."""
    return "\t".join(map(plain, contents(block)))


def inlines(sections: Iterable[Section]) -> Iterator[Content]:
    """Yield the inlines of each text of the blocks of `sections`, in reading order."""
    for section in sections:
        for block in section.blocks:
            yield from contents(block)


def texts(sections: Iterable[Section]) -> Iterator[str]:
    """Return each text of the blocks of `sections`, in reading order."""
    return map(plain, inlines(sections))
