"""The lines of one article -> its blocks: headings, paragraphs with their leads, list items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.model import Block, Heading, ListItem, Paragraph, RunIn, Text, walk
from publisher.runtime.patterns import regex
from publisher.sources.structure import code, columns, headings, judging, wrapping
from publisher.sources.structure.judging import CLOSING, LABEL, STOPS, Kind, Piece
from publisher.sources.text.lines import MARGIN, Line

_CLOCK = regex(r"[0-9] [:：] [0-9]", re.VERBOSE)
_SPEECH = regex(r"[说說道曰云] [:：] \s* [“「『\"]", re.VERBOSE)

_MARKED_UP = {"pre": Kind.CODE, "tr": Kind.ROW}
"""What the markup of a page says that a line is."""

_CODE_INDENT = "\u00a0"
"""Keeps the inner indent of a line of code, one for each column."""


def build(lines: Sequence[Line], indented: bool) -> tuple[Block, ...]:
    """Return the blocks of an article. `indented` says that its page indents paragraphs."""
    # Code and rows of tables keep their lines; another line that was broken becomes whole.
    pieces = _pieces(lines, indented)
    # A short line without a final stop may be a heading; what stands around it decides.
    levels = headings.find(pieces)
    items = headings.items(pieces)
    blocks = [
        _block(piece, levels.get(index), index in items) for index, piece in enumerate(pieces)
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
        and len(before.text) > judging.LENGTH
        and before.text.rstrip(CLOSING)[-1:] not in STOPS
    )


def _pieces(lines: Sequence[Line], indented: bool) -> list[Piece]:
    """Return the paragraphs to be. Only in its place on the page may one be a heading."""
    margin = MARGIN if indented else 0
    if any(line.indent < margin for line in lines):
        lines = _whole(lines)
    kinds = _kinds(lines)
    if Kind.CODE in kinds:
        lines = _with_indents(lines, kinds)
    return [
        judging.piece(line.text, kind, line.indent >= margin, line.tag)
        for line, kind in zip(lines, kinds, strict=True)
    ]


def _whole(lines: Sequence[Line]) -> list[Line]:
    """Put lines together again that are one paragraph of a page with indents."""
    whole: list[Line] = []
    for before, line in zip((None, *lines), lines, strict=False):
        broken = before is not None and is_continuation(line, before, indented=True)
        if broken and _kind(whole[-1]) is _kind(line) is Kind.TEXT:
            whole[-1] = whole[-1]._replace(text=wrapping.joint(whole[-1].text, line.text))
        else:
            whole.append(line)
    return whole


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    """Tell code and rows of tables from text; a short line between two of code is code too."""
    # hardly a line needs more than these looks
    kinds = [
        _kind(line) if line.text[0] <= "~" or line.tag or "|" in line.text else Kind.TEXT
        for line in lines
    ]
    if Kind.CODE in kinds:
        for index, (before, after) in enumerate(zip(kinds, kinds[2:], strict=False), 1):
            if before is after is Kind.CODE and code.may_be_code(lines[index].text):
                kinds[index] = Kind.CODE
    return kinds


def _kind(line: Line) -> Kind:
    text = line.text
    if line.tag in _MARKED_UP:
        return _MARKED_UP[line.tag]
    if text[0] <= "~" and code.is_code(text):
        return Kind.CODE
    return Kind.ROW if "|" in text and columns.is_row(text) else Kind.TEXT


def _with_indents(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Line]:
    """Give lines of code the indent that not all of them have."""
    margin = min(line.indent for line, kind in zip(lines, kinds, strict=True) if kind is Kind.CODE)
    return [
        line._replace(text=_CODE_INDENT * (line.indent - margin) + line.text)
        if kind is Kind.CODE
        else line
        for line, kind in zip(lines, kinds, strict=True)
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
    led = {id(block): label for block in paragraphs if (label := lead(walk.text(block)))}
    if len(led) < 2 or 2 * len(led) <= len(paragraphs):
        return tuple(blocks)
    return tuple(
        _led(walk.text(block), led[id(block)]) if id(block) in led else block for block in blocks
    )


def lead(text: str) -> str | None:
    """Return the label a paragraph begins with: up to 12 characters before a colon.

    A label holds no stop and no comma; `10:30`, `https://` and `他说：“…` are none.
    """
    if ":" not in text and "：" not in text:
        return None
    match = LABEL.match(text)
    if match is None:
        return None
    colon = match.end("label")
    around = text[colon - 1 : colon + 4]
    if _CLOCK.match(around) or _SPEECH.match(around):
        return None
    return match["label"].rstrip()


def _led(text: str, label: str) -> Paragraph:
    return Paragraph((RunIn(label), Text(text[len(label) :])))
