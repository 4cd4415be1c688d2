"""All of a file -> a page with one topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from publisher.model import Block, Dropped, Heading, Page, Reason, Role, Rule, Section, Topic, walk
from publisher.sources.markdown import front_matter, structure
from publisher.sources.markdown.ledger import Ledger
from publisher.sources.markdown.parsing import Node, line_of, parse, text_of
from publisher.sources.markdown.raw_html import pieces
from publisher.sources.repairs import Repair
from publisher.sources.unusable import Unusable

_DEEPEST = 4
_TEXTS = ("text", "code_inline", "fence", "code_block")
_HTML = ("html_inline", "html_block")
_SAME = str.maketrans("", "", " \u3000")


class Read(NamedTuple):
    """The page, all texts that were read, and what could not be carried over."""

    page: Page
    texts: tuple[str, ...]
    omitted: tuple[Repair, ...]


def read(text: str, source: str) -> Read:
    """Read a file, which is called `source`.

    Raises:
        Unusable: `empty`.
    """
    # What stands above the text goes first; the rest becomes blocks, of which one is the title.
    matter = front_matter.split(text)
    tree = parse(matter.text)
    ledger = Ledger(source, matter.lines)
    found = list(structure.blocks(tree.children, ledger))
    title, blocks = _titled(found, matter.title)
    if not title and all(isinstance(block, Rule) for block in blocks):
        raise Unusable("empty")
    if matter.title and len(blocks) < len(found):
        ledger.dropped.append(Dropped(_title_line(tree, ledger), title, Reason.REPEATED_TITLE))
    line = matter.lines + 1 if matter.title else _title_line(tree, ledger)
    named = title or _name(source)
    # The levels of headings become steps of one.
    section = Section("", Role.BODY, tuple(_stepped(blocks)))
    sections = (section,) if section.blocks else ()
    topic = Topic(named, sections, source, line, published=matter.published)
    dropped = sorted((*matter.dropped, *ledger.dropped), key=lambda entry: entry.line)
    texts = [*_texts(tree), *ledger.read, *(entry.text for entry in matter.dropped)]
    texts += [matter.title if title else named]
    return Read(
        Page(source, (topic,), None, tuple(dropped)), tuple(texts), tuple(ledger.omitted.values())
    )


def _texts(tree: Node) -> Iterator[str]:
    """Yield all text in a tree."""
    for node in tree.walk():
        if node.type in _TEXTS:
            yield text_of(node)
        elif node.type in _HTML:
            yield from (piece.text for piece in pieces(text_of(node)) if not piece.is_tag)


def _titled(blocks: Sequence[Block], named: str) -> tuple[str, list[Block]]:
    """Return the title, and the blocks without the heading that it is; it may be `named` above."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            title = " ".join(walk.text(block).split())
            if title and (not named or title.translate(_SAME) == named.translate(_SAME)):
                return named or title, [*blocks[:index], *blocks[index + 1 :]]
            break
    return named, list(blocks)


def _title_line(tree: Node, ledger: Ledger) -> int:
    """Return the line of the first heading of the first level, else the first."""
    headings = (node for node in tree.children if node.type == "heading" and node.tag == "h1")
    first = next(headings, None)
    return line_of(first, ledger.above) if first else ledger.above + 1


def _name(source: str) -> str:
    """Return what a file is called; one that is called as all are, as its folder."""
    path = PurePosixPath(source)
    is_any = path.stem.lower() in ("readme", "index") and path.parent.name
    return (path.parent.name if is_any else path.stem).strip() or source


def _stepped(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks whose headings go down a level at a time, from the outermost."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            (content,) = walk.contents(block)
            if content:
                yield Heading(content, min(len(above), _DEEPEST))
        else:
            yield block
