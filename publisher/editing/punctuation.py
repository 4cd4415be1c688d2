"""Commas, colons, semicolons, question and exclamation marks, full stops: back to full width.

GB/T 15834-2011, 4.1-4.7 and 5.1.1-5.1.2: these marks are ，：；？！。 and take the width of a Han
character. CY/T 154-2017, 5: a Chinese sentence keeps them beside the English it quotes; the
marks inside that English stay English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.editing.changes import Change, Query
from publisher.editing.characters import (
    CLOSE,
    NUMERAL,
    POINT,
    SPACE,
    SPACES,
    VEIL,
    WIDE_CLOSE,
    WIDE_OPEN,
    is_alnum,
    is_han,
)
from publisher.editing.context import Context, read
from publisher.editing.foreign import is_english
from publisher.runtime.patterns import regex

_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_MARK = regex("[,:;?!]")
_LISTING = regex("[,;?]")
_DOT = regex(r"\.")

_ITEM = rf"{VEIL}0-9A-Za-z%‰℃°+\#./&_'’\ -"
_LIST = regex(
    rf"""
    (?<![{_ITEM}]) [{_ITEM}]++            # Python
    (?: [,;?，；？] [{_ITEM}]++ )+         # ,Java,Go
    """,
    re.VERBOSE,
)
_COMMAS_OR_DOT = regex(r"(?=[0-9.．])(?:(?<![0-9,.])[0-9]+(?:,[0-9]+)+|[.．])")
_NUMBER = regex(r"\d{1,3}(?:,\d{3})+", re.ASCII)

_DOTS = (".", "．")
_KIND_OF_SOURCE = regex(r"\[[A-Z](?:/[A-Z]{2})?\]")
"""What a source in a list has after author and title, with dots between (GB/T 7714-2015): [M]."""

_AFTER_STOP = frozenset("”’」』）)\"'")
"""The end of a quotation or bracket."""
_CLOSED = WIDE_CLOSE + "”’"
"""What may stand between the last word of a text and its stop."""
_NUMBERING = frozenset(f"{NUMERAL}甲乙丙丁")


def rule(text: str) -> Iterable[Change]:
    """Widen the marks of pause and end that belong to Chinese (GB/T 15834-2011, 4.1-4.7).

    A mark is Chinese if the nearest letter before it is Han or a Han character follows it; one
    between Latin words, if they are a list in a Chinese sentence; one at the end of a quotation
    or bracket, if that holds Chinese. A mark between digits is never touched.
    """
    if _MARK.search(text) is None or is_english(text):
        return ()
    return _widened(text)


def _widened(text: str) -> Iterator[Change]:
    context: Context | None = None
    listed: set[int] = set()
    for match in _MARK.finditer(text):
        index = match.start()
        if not (is_han(text[index - 1 : index]) and is_han(text[index + 1 : index + 2])):
            if context is None:
                context, listed = read(text), _listed(text)
            if not _is_chinese(context, index, listed):
                continue
        yield Change(index, index + 1, _WIDE[match.group()])


def stops(text: str) -> Iterable[Change]:
    """Make a dot that ends a Chinese sentence a full stop (GB/T 15834-2011, 4.1.2)."""
    if "." not in text or is_english(text):
        return ()
    return _ended(text)


def _ended(text: str) -> Iterator[Change]:
    for match in _DOT.finditer(text):
        index = match.start()
        if _is_stop(text, index) and not _is_numbering(text, index):
            yield Change(index, index + 1, "。")


def final(heading: str) -> Iterator[Change]:
    """Take the mark of pause or end from a heading; ？ ！ …… stay (GB/T 15834-2011, B.4)."""
    bare = heading.rstrip(",;:，、；：。")
    if bare and bare != heading and (is_han(bare[-1]) or bare[-1] in CLOSE):
        yield Change(len(bare), len(heading), "")
    elif heading.endswith(".") and is_han(heading[-2:-1]):
        yield Change(len(heading) - 1, len(heading), "")


def doubts(text: str) -> Iterator[Query]:
    """Find commas between digits that make no number, and dots between Han characters."""
    if "," not in text and "." not in text and "．" not in text:
        return
    found = [match for match in _COMMAS_OR_DOT.finditer(text) if _is_doubtful(match)]
    if not found or is_english(text):
        return
    context = read(text)
    for match in found:
        start, end = match.span()
        if not context.has_han(0, len(text)):
            continue
        if match.group() not in _DOTS:
            yield Query(start, end, "commas between digits")
        elif not _is_numbering(text, start):
            yield Query(start, end, "a full stop, or the dot of a name")


def _is_doubtful(match: re.Match[str]) -> bool:
    """Tell whether digits and commas make no number, or a dot stands between Han characters."""
    text, index = match.string, match.start()
    if match.group() not in _DOTS:
        return _NUMBER.fullmatch(match.group()) is None and not _is_tuple(match)
    if _KIND_OF_SOURCE.search(text, match.end()):
        return False
    return is_han(text[max(0, index - 1) : index]) and is_han(text[index + 1 : index + 2])


def _is_tuple(match: re.Match[str]) -> bool:
    """Tell whether numbers fill a pair of brackets: (3,4), [0,1), {1,2,3}, [3,4] of sources."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return before != "" and before in "(（[{" and after != "" and after in ")）]}"


def _is_stop(text: str, index: int) -> bool:
    """Tell whether the dot at `index` ends a sentence: after Han, and not within a name."""
    if index == len(text) - 1:
        return is_han(text[:index].rstrip(_CLOSED)[-1:])
    if not is_han(text[max(0, index - 1) : index]):
        return False
    after = index + 1
    while text[after : after + 1] in SPACES:
        after += 1
    char = text[after : after + 1]
    # a space, which no name has
    return not char or (is_han(char) if after > index + 1 else char in _AFTER_STOP)


def _is_numbering(text: str, index: int) -> bool:
    """Tell whether a Han number of up to three characters before `index` numbers an item."""
    start = index
    while start and text[start - 1] in _NUMBERING:
        start -= 1
    if not 1 <= index - start <= 3:
        return False
    if start and text[start - 1] == "第":
        start -= 1
    return not start or not is_han(text[start - 1])


def _is_chinese(context: Context, index: int, listed: set[int]) -> bool:
    text = context.text
    if is_han(context.letter_before(index)):
        return True
    before, after = _beyond_spaces(text, index, -1), _beyond_spaces(text, index, 1)
    spaced = text[index + 1 : index + 2] in SPACE
    if before and before in WIDE_CLOSE + "”’" and not (spaced and is_alnum(after)):
        return True
    if is_han(after) or (after and after in WIDE_OPEN + "“‘"):
        return True
    if not after or after in CLOSE + POINT:
        return context.has_han(*context.unit(index))
    return index in listed


def _beyond_spaces(text: str, index: int, step: int) -> str:
    """Return the nearest character that is no space, before (-1) or after (1) a place."""
    index += step
    while 0 <= index < len(text) and text[index] in SPACE:
        index += step
    return text[index] if 0 <= index < len(text) else ""


def _listed(text: str) -> set[int]:
    """Return the offsets of the marks that part Latin words listed in a Chinese sentence."""
    places: set[int] = set()
    for match in _LIST.finditer(text):
        start, end = match.span()
        if not (_is_chinese_before(text, start) or _is_chinese_after(text, end)):
            continue
        places.update(
            mark.start()
            for mark in _LISTING.finditer(text, start, end)
            if text[mark.end()] not in SPACE and not _between_digits(text, mark.start())
        )
    return places


def _is_chinese_before(text: str, index: int) -> bool:
    """Tell whether Han comes before `index`, perhaps with a colon, or a 、."""
    char = text[index - 1] if index else ""
    return (
        is_han(char)
        or char == "、"
        or (char in (":", "：") and is_han(text[index - 2 : index - 1]))
    )


def _is_chinese_after(text: str, index: int) -> bool:
    char = text[index : index + 1]
    return is_han(char) or char in ("。", "、")


def _between_digits(text: str, index: int) -> bool:
    return text[index - 1].isdigit() and text[index + 1].isdigit()
