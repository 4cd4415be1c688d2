"""Tree -> blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from publisher.model import (
    Alignment,
    Block,
    BlockQuotation,
    CodeBlock,
    Content,
    Heading,
    Inline,
    Inner,
    List,
    Mark,
    Marked,
    Paragraph,
    Rule,
    Table,
    Text,
    walk,
)
from publisher.runtime.patterns import regex
from publisher.sources.markdown import runs
from publisher.sources.markdown.ledger import Ledger
from publisher.sources.markdown.parsing import Node, attribute, line_of, text_of
from publisher.sources.markdown.raw_html import pieces
from publisher.sources.text.cleaning import clean

_LANGUAGE = regex(r"\{?\.?([\w+#.-]*)")
_ALIGNMENTS = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "center",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "hr",
        "pre",
    }
    | {"blockquote", "details", "summary", "section", "article", "header", "footer", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "caption", "figcaption", "main", "nav"}
)
"""HTML elements that are no part of a line."""
_HEADING = regex("h([1-6])")


def blocks(nodes: Iterable[Node], ledger: Ledger) -> Iterator[Block]:
    """Yield the blocks of a text. A heading has the level of its markup."""
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(runs.read(node.children[0], ledger), int(node.tag[1:]))
            case "html_block":
                yield from _html(node, ledger)
            case _:
                yield from _inner(node, ledger)


def _inner(node: Node, ledger: Ledger) -> Iterator[Inner]:
    """Yield the blocks that a node is. A heading in another block is a bold paragraph."""
    match node.type:
        case "paragraph":
            if content := runs.read(node.children[0], ledger):
                yield Paragraph(content)
        case "heading":
            if content := runs.read(node.children[0], ledger):
                yield Paragraph(_bold(content))
        case "html_block":
            yield from map(_plainly, _html(node, ledger))
        case _:
            yield from _display(node, ledger)


def _display(node: Node, ledger: Ledger) -> Iterator[Inner]:
    match node.type:
        case "fence" | "code_block":
            yield from _code(node, ledger)
        case "bullet_list" | "ordered_list":
            yield _list(node, ledger)
        case "blockquote":
            if quoted := _all(node.children, ledger):
                yield BlockQuotation(quoted)
        case "hr":
            yield Rule()
        case "table":
            yield _table(node, ledger)
        case _:
            raise AssertionError(node.type)


def _list(node: Node, ledger: Ledger) -> List:
    items = tuple(_all(item.children, ledger) for item in node.children)
    return List(items, node.type == "ordered_list", int(node.attrs.get("start", 1)))


def _all(nodes: Sequence[Node], ledger: Ledger) -> tuple[Inner, ...]:
    return tuple(block for node in nodes for block in _inner(node, ledger))


def _bold(content: Content) -> Content:
    return tuple(
        Marked(of.text, (Mark.STRONG, *(of.within if isinstance(of, Marked) else ())))
        if isinstance(of, Text | Marked)
        else of
        for of in content
    )


def _plainly(block: Heading | Paragraph) -> Paragraph:
    return Paragraph(_bold(*walk.contents(block))) if isinstance(block, Heading) else block


def _code(node: Node, ledger: Ledger) -> Iterator[Inner]:
    """Yield code, if there is any. What its fence says besides the language is dropped."""
    info, text = node.info.strip(), clean(text_of(node)).rstrip("\n")
    named = _LANGUAGE.match(info)
    language = named[1] if named and text.strip() else ""
    ledger.drop(line_of(node, ledger.above), info.replace(language, "", 1))
    if text.strip():
        yield CodeBlock((Text(text),), language)


def _table(node: Node, ledger: Ledger) -> Table:
    header, *rows = [row for part in node.children for row in part.children]
    alignment = tuple(
        cast("Alignment", _ALIGNMENTS.get(attribute(cell, "style"), "")) for cell in header.children
    )
    cells = tuple(_cells(row, ledger) for row in rows)
    return Table((), _cells(header, ledger), cells, alignment)


def _cells(row: Node, ledger: Ledger) -> tuple[Content, ...]:
    return tuple(
        runs.read(cell.children[0], ledger) if cell.children else () for cell in row.children
    )


def _html(node: Node, ledger: Ledger) -> Iterator[Heading | Paragraph]:
    """Yield the paragraphs of a block of HTML: an element that is no part of a line ends one."""
    writer = runs.Writer(ledger, line_of(node, ledger.above))
    level = 0
    for piece in pieces(text_of(node)):
        if piece.name in _BLOCKS:
            yield from _written(writer.written(), level)
            named = _HEADING.fullmatch(piece.name)
            level = int(named[1]) if named and not piece.closes else 0
        writer.html(piece, ())
    yield from _written(writer.written(), level)


def _written(content: tuple[Inline, ...], level: int) -> Iterator[Heading | Paragraph]:
    if content:
        yield Heading(content, level) if level else Paragraph(content)
