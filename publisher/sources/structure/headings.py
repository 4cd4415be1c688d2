"""Which of an article's lines are headings. To be short is not enough.

A heading is a short line without a final stop that leads to text. What else is short and has no
stop is known by its own words, which `judging` looks at, or, like the lines of a song, by what
stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from publisher.sources.structure.judging import (
    CLOSING,
    LABEL,
    LENGTH,
    NUMBERED_LENGTH,
    OPENING,
    PAUSES,
    STOPS,
    Kind,
    Piece,
    has_han,
)
from publisher.sources.structure.markers import Numbering

_LONGEST_OUTLINE = 3
_MOST_LEVELS = 4

_SHORT_LINE = 20
"""Characters of a line that may be one of a song or a list of names."""
_SHORT_LINES = 4
"""So many of these beside each other are one."""
_SENTENCES = 0.45
"""The share of short lines that end as sentences do, below which they are a song or a list."""

_LETTER_LINES = 2
"""Lines after the close of a letter that may be its signature and date."""


def find(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return the places of the headings, each with its level.

    Headings are candidates that lead, in the end, to text. One may stand right above another
    (`一、` above `（一）`). But four short lines in a row are a list of names, two lines with the
    same numbering are a list too, two `label: value` lines are data, and two questions in a row
    are no headings.
    """
    found = [at for run in _runs(pieces) if _is_heading(pieces, run) for at in run]
    if any(pieces[index].numbering is None for index in found):
        doubtful = _in_song(pieces) | _in_letter(pieces)
        found = [at for at in found if pieces[at].numbering or at not in doubtful]
    if marked := [index for index, piece in enumerate(pieces) if piece.tag and piece.is_marked_up]:
        found = sorted({*found, *marked})
    return dict(zip(found, _levels([pieces[index] for index in found]), strict=True))


def _runs(pieces: Sequence[Piece]) -> Iterator[range]:
    """Yield the places of candidates that stand together."""
    start = end = -1
    for index, piece in enumerate(pieces):
        if piece.candidate:
            if index != end:
                if end > start:
                    yield range(start, end)
                start = index
            end = index + 1
    if end > start:
        yield range(start, end)


def _is_heading(pieces: Sequence[Piece], run: range) -> bool:
    """Tell whether candidates that stand together lead to text."""
    return (
        run.stop < len(pieces)
        and _is_outline(pieces[run.start : run.stop])
        and _leads(pieces[run.stop - 1], pieces[run.stop])
    )


def _is_outline(run: Sequence[Piece]) -> bool:
    """Tell whether candidates that stand together are headings, the one above the other."""
    if len(run) == 1:
        return True
    if len(run) > _LONGEST_OUTLINE:
        return False
    numberings = [piece.numbering.kind for piece in run if piece.numbering]
    plainly = [piece for piece in run if piece.numbering is None]
    return (
        len(set(numberings)) == len(numberings)
        and sum(piece.item for piece in plainly) < 2
        and sum(bool(LABEL.match(piece.text)) for piece in plainly) < 2
        and sum(piece.text[0] in OPENING and piece.text[-1] in CLOSING for piece in run) < 2
        and not any(piece.text[-1] in "？?" for piece in run)
    )


def _leads(heading: Piece, below: Piece) -> bool:
    """Tell whether what stands below a candidate is text that it may head."""
    if below.kind in (Kind.FIGURE, Kind.DATE, Kind.CLOSE):
        return False
    if heading.numbering:
        return True
    if heading.item and below.item and heading.text[0] == below.text[0]:
        return False
    if not has_han(heading.text) and heading.text.isalpha() and below.kind is Kind.TEXT:
        return heading.text in below.text
    return len(below.text) > LENGTH or below.text[-1] not in PAUSES or below.text[-1] in ":："


def _in_song(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of plain short lines that stand together, mostly without a stop."""
    found: set[int] = set()
    end = 0
    plain = [
        len(piece.text) <= _SHORT_LINE
        and piece.numbering is None
        and not piece.item
        and piece.kind is Kind.TEXT
        for piece in pieces
    ]
    for short, group in groupby(plain):
        start, end = end, end + len(list(group))
        many = short and end - start >= _SHORT_LINES
        if many and not _are_sentences([piece.text for piece in pieces[start:end]]):
            found.update(range(start, end))
    return found


def _are_sentences(texts: Sequence[str]) -> bool:
    """Tell whether as many lines as in prose end with a stop; quotes after it count too."""
    enough = _SENTENCES * len(texts)
    ended = sum([text[-1] in STOPS for text in texts])
    return ended >= enough or enough <= sum(text.rstrip(CLOSING)[-1:] in STOPS for text in texts)


def _in_letter(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of what may be a signature, below the close of a letter."""
    closes = [index for index, piece in enumerate(pieces) if piece.kind is Kind.CLOSE]
    return {index + after for index in closes for after in range(1, _LETTER_LINES + 1)}


def _levels(headings: Sequence[Piece]) -> Iterator[int]:
    """Give headings their levels by what their numbering says, none deeper than one step.

    A number stands below the nearest one above it whose kind ranks higher. Without a number a
    heading is of the first level, or of that of its element among those of the article.
    """
    tags = sorted({heading.tag for heading in headings if heading.tag})
    above: list[Numbering] = []
    level = 0
    for heading in headings:
        marked = 1 + tags.index(heading.tag) if heading.tag else 1
        if heading.numbering is None:
            level = min(marked, level + 1, _MOST_LEVELS)
        else:
            while above and above[-1].rank >= heading.numbering.rank:
                above.pop()
            above.append(heading.numbering)
            level = min(max(len(above), marked), level + 1, _MOST_LEVELS)
        yield level


def items(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the places of short lines that a neighbour of the same numbering makes a list."""
    numbered = [index for index, piece in enumerate(pieces) if piece.numbering]
    return frozenset(
        index
        for first, second in pairwise(numbered)
        if second == first + 1 and _are_items(pieces[first], pieces[second])
        for index in (first, second)
    )


def _are_items(one: Piece, other: Piece) -> bool:
    if one.numbering is None or one.numbering != other.numbering:
        return False
    if one.candidate and other.candidate:
        return True
    short = len(one.text) <= NUMBERED_LENGTH and len(other.text) <= NUMBERED_LENGTH
    return short and one.numbering.kind in ("latin", "point")
