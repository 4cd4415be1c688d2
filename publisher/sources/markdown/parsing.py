"""Markdown -> tree. The only importer of markdown_it."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.tree import SyntaxTreeNode

from publisher.runtime.patterns import regex

Node: TypeAlias = SyntaxTreeNode

_DEEPEST = 40
"""Blocks in blocks; what is in more is read as the text that it also is."""
_NESTING = ("blockquote", "list")
_REFERENCE = regex(r"\[[^\]^][^\]]*\]:\s*(?:<|[#./]|[!-~]*(?:[/#:]|\.\w))")
"""The definition of a link, which is no text: its target looks like an address or a path."""


def parse(text: str) -> Node:
    """Parse CommonMark with tables and deletions."""
    tokens = _parser(nests=True).parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # the parser would pass over what is deeper
        tokens = _parser(nests=False).parse(text)
    return SyntaxTreeNode(tokens)


@cache
def _parser(*, nests: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.at("reference", _reference)
    return parser if nests else parser.disable(_NESTING)


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read the definition of a link, unless it is a note or a sentence after a word in brackets."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    return _REFERENCE.match(line) is not None and reference(state, first, last, silent)


def line_of(node: Node, above: int) -> int:
    """Return the line from 1 in its file on which a node begins, `above` lines being cut off."""
    while node.parent is not None and (node.is_root or node.map is None):
        node = node.parent
    return above + 1 + (node.map[0] if not node.is_root and node.map else 0)


def text_of(node: Node) -> str:
    """Return the text of a node itself, for modules in which `content` is that of a block."""
    return node.content


def attribute(node: Node, name: str) -> str:
    """Return an attribute of a node as text; empty if it has none."""
    return str(node.attrs.get(name, ""))
