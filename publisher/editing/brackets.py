"""Round brackets back to full width, both of a pair together.

GB/T 15834-2011, 4.9.2 and 5.1.3: in Chinese text a round bracket is （ ） and takes the width of
a Han character. CY/T 154-2017, 5: so it does around English in a Chinese sentence, and not
inside English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.editing.changes import Change, Query
from publisher.editing.characters import SPACE, is_alnum, is_han
from publisher.editing.context import DELIMITERS, Brackets, Context, read
from publisher.editing.foreign import is_english
from publisher.runtime.patterns import regex

_ASCII = regex("[()]")
_SETTLED = regex(rf"[^()（）]*+(?:[(（][^{DELIMITERS}]*+[)）][^()（）]*+)*")
"""A text in which every round bracket has its partner, with no other delimiter between them.

An address or a formula, whose brackets do not count, has its brackets in pairs, too.
"""
_ITEM = regex(r"(?:^|[^0-9A-Za-z])(?:\d{1,2}|[A-Za-z])$")
_FUNCTION = regex(
    r"(?:^|[^A-Za-z0-9_.])(?:[A-Za-z]|[a-z_][A-Za-z0-9_]*|\w+(?:\.\w+)+)['’′]*$", re.A
)
_OPERATOR = regex(r"[=+*/^<>×÷-]")
_NAME_LENGTH = 40
_BETWEEN_ARGUMENTS = regex(r" ?[-+*/^=,;|<>:] ?| (?=[A-Za-z]\b)|(?<=\b[A-Za-z]) ")
_ARGUMENT = regex(r"|[A-Za-zα-ωΑ-Ω]|\d+(?:\.\d+)?[A-Za-z]?|[a-z_][A-Za-z0-9_]*|[\"'][^\"']*[\"']")
_ARGUMENTS_LENGTH = 60


def rule(text: str) -> Iterable[Change]:
    """Widen each pair of round brackets that stands in Chinese (GB/T 15834-2011, 4.9.2).

    A pair is Chinese if it holds a Han character or comes after one, or stands in a Chinese
    sentence without being part of an English phrase, a formula or a function call.
    """
    if ("(" not in text and ")" not in text) or is_english(text):
        return ()
    return _widened(read(text))


def _widened(context: Context) -> Iterator[Change]:
    places = {
        index
        for pair in context.brackets
        if _is_chinese(context, pair)
        for index in (pair.start, pair.end)
    }
    for match in _ASCII.finditer(context.text):
        if match.start() in places:
            yield Change(match.start(), match.end(), "（" if match.group() == "(" else "）")


def doubts(text: str) -> Iterator[Query]:
    """Find round brackets without a partner, but for the half bracket that numbers an item."""
    if not _has_brackets(text) or _SETTLED.fullmatch(text) or is_english(text):
        return
    for index in read(text).loose:
        before = text[max(0, index - 3) : index]
        if text[index] in "(（" or _ITEM.search(before) is None:
            yield Query(index, index + 1, "a bracket without its partner")


def _has_brackets(text: str) -> bool:
    # each is one look of C; an expression would walk through the text
    return "（" in text or "(" in text or "）" in text or ")" in text


def _is_chinese(context: Context, pair: Brackets) -> bool:
    text = context.text
    if text[pair.start] == "（" or text[pair.end] == "）":
        return True
    if context.has_han(pair.start, pair.end):
        return True
    before, after = text[: pair.start][-1:], text[pair.end + 1 : pair.end + 2]
    if (is_alnum(before) and is_alnum(after)) or _is_code(text, pair):
        return False
    if is_han(context.letter_before(pair.start)):
        return True
    following = text[pair.end + 1 : pair.end + 3].lstrip(SPACE)[:1]
    preceding = text[max(0, pair.start - 2) : pair.start].rstrip(SPACE)[-1:]
    if is_alnum(preceding) and is_alnum(following):
        return False
    return is_han(following) or context.has_han(*pair.unit)


def _is_code(text: str, pair: Brackets) -> bool:
    """Tell whether the brackets group a formula or hold the arguments of a function."""
    before = text[max(0, pair.start - _NAME_LENGTH) : pair.start]
    after = text[pair.end + 1 : pair.end + 2]
    if _OPERATOR.match(before[-1:]) or _OPERATOR.match(after):
        return True
    if pair.end - pair.start > _ARGUMENTS_LENGTH or _FUNCTION.search(before) is None:
        return False
    inner = text[pair.start + 1 : pair.end]
    return all(_ARGUMENT.fullmatch(part) for part in _BETWEEN_ARGUMENTS.split(inner))
