"""The lines of one article -> its blocks: headings, paragraphs with their leads, list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from publisher.model import Block, Heading, Lead, ListItem, Paragraph, Text, plain
from publisher.sources.lines import Line

HEADING_LENGTH = 30
"""Characters that an unnumbered heading has at most; its page also takes it for one line."""
_NUMBERED_LENGTH = 40
_QUESTION_LENGTH = 20
_MOST_LEVELS = 3
_LONGEST_OUTLINE = 3

_LIST_ITEM = re.compile(
    r"""
      [0-9０-９]{1,3} 、                # 1、
    | [•●○■□◆◇▪‣◦]                    # a bullet
    | · \s                             # a middle dot, if a space follows
    | [①-⑳]
    | [-*] (?: \s | (?= [^\W\d_] ) )   # a hyphen before a word: neither -5 nor --
    """,
    re.VERBOSE,
)

_HAN = "〇零一二三四五六七八九十百"
_MARKERS = frozenset(f"第{_HAN}(（0123456789０１２３４５６７８９•●○■□◆◇▪‣◦·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-*")
"""What a list item or a numbered heading begins with."""
_NUMBERINGS = {
    "chapter": re.compile(rf"第 [{_HAN}0-9]{{1,4}} [章节節部篇条條回讲講步]", re.VERBOSE),
    "han": re.compile(rf"[{_HAN}]{{1,4}} \s? [、.．]", re.VERBOSE),
    "han in brackets": re.compile(rf"[(（] [{_HAN}]{{1,4}} [)）]", re.VERBOSE),
    "arabic": re.compile(r"[0-9０-９]{1,2} [.．] (?! [0-9] )", re.VERBOSE),
    "arabic in brackets": re.compile(r"[(（]? [0-9]{1,2} [)）]", re.VERBOSE),
}

_LABEL = re.compile(
    r"""
    (?P<label> [^\s:：，。！？；…,!?;] [^:：，。！？；…,!?;]{0,11} )
    [:：] (?! // ) \s* (?= \S )        # no URL, and text after the colon
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(r"[0-9] [:：] [0-9]", re.VERBOSE)
_SPEECH = re.compile(r"[说說道曰云] [:：] \s* [“「『\"]", re.VERBOSE)

_CLOSING = "”’」』》〉）)】]\"'"
_STOPS = "。！？!?；;"
_NO_HEADING_ENDS = f"{_STOPS}，,、：:"


class _Piece(NamedTuple):
    """A paragraph to be: its text, its numbering's kind, whether it is marked as an item of a list.

    A `candidate` may be a heading.
    """

    text: str
    numbering: str | None
    item: bool
    candidate: bool


def build(lines: Sequence[Line], indented: bool) -> tuple[Block, ...]:
    """Return the blocks of an article. `indented` says that its page indents paragraphs."""
    # A line that was broken in the saved file becomes whole again.
    texts = _joined(lines, indented)
    # A short line without a final stop may be a heading; what follows it decides.
    pieces = [_piece(text, may_be_heading) for text, may_be_heading in texts]
    headings = _headings(pieces)
    items = _outline_items(pieces)
    levels = _levels(piece for place, piece in enumerate(pieces) if place in headings)
    blocks = [
        _block(piece, place in headings, place in items, levels)
        for place, piece in enumerate(pieces)
    ]
    # Where most paragraphs begin with a label, the labels are set apart as leads.
    return _with_leads(blocks)


def is_continuation(line: Line, before: Line, indented: bool) -> bool:
    """Tell whether `line` goes on with the paragraph that the line `before` began.

    So it is where the page indents its paragraphs and this line alone stands at the margin,
    right below a full line of text that ends within a sentence.
    """
    return (
        indented
        and line.flush
        and not line.apart
        and len(before.text) > HEADING_LENGTH
        and before.text.rstrip(_CLOSING)[-1:] not in _STOPS
    )


def _joined(lines: Sequence[Line], indented: bool) -> list[tuple[str, bool]]:
    """Return each paragraph's text, and whether its place on the page allows a heading."""
    texts: list[tuple[list[str], bool]] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and is_continuation(line, before, indented):
            last = texts[-1][0]
            words = last[-1][-1].isascii() and line.text[0].isascii()
            last.append(f" {line.text}" if words else line.text)
        else:
            texts.append(([line.text], not (indented and line.flush)))
    return [("".join(parts), allowed) for parts, allowed in texts]


def _piece(text: str, may_be_heading: bool) -> _Piece:
    numbering, item = None, False
    if text[0] in _MARKERS:
        numbering = next((kind for kind, mark in _NUMBERINGS.items() if mark.match(text)), None)
        item = _LIST_ITEM.match(text) is not None
    candidate = (
        may_be_heading
        and not item
        and len(text) <= (_NUMBERED_LENGTH if numbering else HEADING_LENGTH)
        and _ends_like_heading(text)
    )
    return _Piece(text, numbering, item, candidate)


def _ends_like_heading(text: str) -> bool:
    """No final stop, none inside; a question may be a heading if it is short."""
    body = text.rstrip(_CLOSING)
    if not body:
        return False
    if body[-1] in "？?" and len(text) <= _QUESTION_LENGTH:
        body = body[:-1]
    return body[-1:] not in _NO_HEADING_ENDS and not any(stop in body for stop in _STOPS)


def _headings(pieces: Sequence[_Piece]) -> frozenset[int]:
    """Return the places of the headings: candidates that lead, in the end, to text.

    A heading may stand right above another (`一、` above `（一）`). But four short lines in a
    row are a list of names, two lines with the same numbering are a list too, two `label:
    value` lines are data, and two questions in a row are no headings.
    """
    found: set[int] = set()
    start = 0
    for candidate, group in groupby(pieces, key=lambda piece: piece.candidate):
        run = list(group)
        end = start + len(run)
        if candidate and end < len(pieces) and _is_outline(run):
            found.update(range(start, end))
        start = end
    return frozenset(found)


def _is_outline(run: Sequence[_Piece]) -> bool:
    """Tell whether candidates that stand together are headings, the one above the other."""
    if len(run) == 1:
        return True
    numberings = [piece.numbering for piece in run if piece.numbering]
    plainly = [piece for piece in run if piece.numbering is None]
    return (
        len(run) <= _LONGEST_OUTLINE
        and len(set(numberings)) == len(numberings)
        and sum(bool(_LABEL.match(piece.text)) for piece in plainly) < 2
        and not any(piece.text[-1] in "？?" for piece in run)
    )


def _outline_items(pieces: Sequence[_Piece]) -> frozenset[int]:
    """Return the places of short lines that a neighbour of the same numbering makes a list."""
    pairs = pairwise(pieces)
    return frozenset(
        place
        for first, (one, other) in enumerate(pairs)
        if one.candidate and other.candidate and one.numbering and one.numbering == other.numbering
        for place in (first, first + 1)
    )


def _levels(headings: Iterable[_Piece]) -> dict[str | None, int]:
    """Give each kind of numbering its level, by the order in which an article brings them in."""
    kinds = dict.fromkeys(piece.numbering for piece in headings if piece.numbering)
    levels: dict[str | None, int] = {None: 1}
    levels |= {kind: min(level, _MOST_LEVELS) for level, kind in enumerate(kinds, 1)}
    return levels


def _block(piece: _Piece, heading: bool, item: bool, levels: dict[str | None, int]) -> Block:
    content = (Text(piece.text),)
    if piece.item:
        return ListItem(content)
    if heading:
        return Heading(content, levels[piece.numbering])
    if item or (piece.numbering or "").startswith("arabic"):
        return ListItem(content)
    return Paragraph(content)


def _with_leads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Set labels apart if two paragraphs at least, and more than half of all, begin with one."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
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
    match = _LABEL.match(text)
    if match is None:
        return None
    colon = match.end("label")
    around = text[colon - 1 : colon + 4]
    if _CLOCK.match(around) or _SPEECH.match(around):
        return None
    return match["label"].rstrip()


def _led(text: str, label: str) -> Paragraph:
    return Paragraph((Lead(label), Text(text[len(label) :])))
