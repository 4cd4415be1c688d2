"""The lines of one article -> its blocks: headings, paragraphs with their leads, list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.model import Block, Heading, Lead, ListItem, Paragraph, Text, plain
from publisher.sources import code, columns, headings, wrapping
from publisher.sources.headings import CLOSING, LABEL, STOPS, Kind, Piece
from publisher.sources.lines import Line

_CLOCK = re.compile(r"[0-9] [:：] [0-9]", re.VERBOSE)
_SPEECH = re.compile(r"[说說道曰云] [:：] \s* [“「『\"]", re.VERBOSE)

_MARKED_UP = {"pre": Kind.CODE, "tr": Kind.ROW}
"""What the markup of a page says that a line is."""

_CODE_INDENT = "\u00a0"
"""Keeps the inner indent of a line of code, one for each column."""


class _Whole(NamedTuple):
    """A paragraph as it was before its lines were broken: what `headings.piece` judges."""

    text: str
    kind: Kind
    may_be_heading: bool
    tag: str


def build(lines: Sequence[Line], indented: bool) -> tuple[Block, ...]:
    """Return the blocks of an article. `indented` says that its page indents paragraphs."""
    # Code and rows of tables keep their lines; another line that was broken becomes whole.
    pieces = _pieces(lines, indented)
    # A short line without a final stop may be a heading; what stands around it decides.
    levels = headings.find(pieces)
    items = headings.items(pieces)
    blocks = [
        _block(piece, levels.get(place), place in items) for place, piece in enumerate(pieces)
    ]
    # Where most paragraphs begin with a label, the labels are set apart as leads.
    return _with_leads(blocks, pieces)


def is_continuation(line: Line, before: Line, indented: bool) -> bool:
    """Tell whether `line` goes on with the paragraph that the line `before` began.

    So it is where the page indents its paragraphs and this line alone stands at the margin,
    right below a full line of text that ends within a sentence.
    """
    return (
        indented
        and line.flush
        and not line.apart
        and len(before.text) > headings.LENGTH
        and before.text.rstrip(CLOSING)[-1:] not in STOPS
    )


def _pieces(lines: Sequence[Line], indented: bool) -> list[Piece]:
    """Return the paragraphs to be. Only in its place on the page may one be a heading."""
    kinds = _kinds(lines)
    texts: list[_Whole] = []
    before: Line | None = None
    for line, kind in zip(lines, kinds, strict=True):
        if (
            before
            and kind is texts[-1].kind is Kind.TEXT
            and is_continuation(line, before, indented)
        ):
            texts[-1] = texts[-1]._replace(text=wrapping.joint(texts[-1].text, line.text))
        else:
            texts.append(_Whole(line.text, kind, not (indented and line.flush), line.tag))
        before = line
    if Kind.CODE in kinds:
        texts = _with_indents(texts, lines, kinds)
    return [headings.piece(*text) for text in texts]


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    """Tell code and rows of tables from text; a short line between two of code is code too."""
    texts = [line.text for line in lines]
    kinds = [
        _MARKED_UP.get(line.tag) or _kind(line.text)
        # what begins with Han and has no bar is text
        if line.tag or line.text[0] <= "~" or "|" in line.text
        else Kind.TEXT
        for line in lines
    ]
    if Kind.CODE in kinds:
        for place, (before, after) in enumerate(zip(kinds, kinds[2:], strict=False), 1):
            if before is after is Kind.CODE and code.may_be_code(texts[place]):
                kinds[place] = Kind.CODE
    return kinds


def _kind(text: str) -> Kind:
    if code.is_code(text):
        return Kind.CODE
    return Kind.ROW if columns.is_row(text) else Kind.TEXT


def _with_indents(
    texts: Sequence[_Whole], lines: Sequence[Line], kinds: Sequence[Kind]
) -> list[_Whole]:
    """Give lines of code the indent that not all of them have."""
    indents = [line.indent for line, kind in zip(lines, kinds, strict=True) if kind is Kind.CODE]
    inner = (indent - min(indents) for indent in indents)
    return [
        whole._replace(text=_CODE_INDENT * next(inner) + whole.text)
        if whole.kind is Kind.CODE
        else whole
        for whole in texts
    ]


def _block(piece: Piece, level: int | None, item: bool) -> Block:
    content = (Text(piece.text),)
    if level is not None:
        return Heading(content, level)
    if piece.item or item or (piece.numbering and piece.numbering.kind.startswith("arabic")):
        return ListItem(content)
    return Paragraph(content)


def _with_leads(blocks: Sequence[Block], pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Set labels apart if two paragraphs at least, and more than half of all, begin with one."""
    paragraphs = [
        block
        for block, piece in zip(blocks, pieces, strict=True)
        if isinstance(block, Paragraph) and piece.kind not in (Kind.CODE, Kind.ROW)
    ]
    led = {id(block): label for block in paragraphs if (label := lead(plain(block.content)))}
    if len(led) < 2 or 2 * len(led) <= len(paragraphs):
        return tuple(blocks)
    return tuple(
        _led(plain(block.content), led[id(block)]) if id(block) in led else block
        for block in blocks
    )


def lead(text: str) -> str | None:
    """Return the label a paragraph begins with: up to 12 characters before a colon.

    A label holds no stop and no comma; `10:30`, `https://` and `他说：“…` are none.
    """
    match = LABEL.match(text)
    if match is None:
        return None
    colon = match.end("label")
    around = text[colon - 1 : colon + 4]
    if _CLOCK.match(around) or _SPEECH.match(around):
        return None
    return match["label"].rstrip()


def _led(text: str, label: str) -> Paragraph:
    return Paragraph((Lead(label), Text(text[len(label) :])))
