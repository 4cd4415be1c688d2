"""Dashes and ellipses at their full two characters.

GB/T 15834-2011, 4.10.2 and 5.1.4: a dash is ——. 4.11.2, 5.1.5 and A.9.1: an ellipsis is ……, or
………… where paragraphs are left out, never more. 4.13: a single — is a connector (一字线), as in
北京—上海, and a hyphen another; both stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.typography.changes import Change, Doubt
from publisher.typography.characters import HAN, NUMERAL, SPACE
from publisher.typography.foreign import is_english

_CHINESE = rf"{HAN}，。、：；？！（）《》〈〉「」『』【】"

_ANY = re.compile(r"\.{3}|[…⋯]|。{3}|·{3}|--|[—―─–]")
_ELLIPSIS = re.compile(r"(?:\.{3,}+|[…⋯]|。{3,}+|·{3,}+)++")
_WHOLE = ("……", "…………")
_AFTER_CHINESE = re.compile(rf"[{_CHINESE}][{SPACE}]?$")
_BEFORE_CHINESE = re.compile(rf"[{SPACE}]?[{_CHINESE}]")
_OPENED = re.compile(r"(?:^|[“‘\"'(\[])$")
_CLOSED = re.compile(r"$|[”’\"')\]]")
_LEADER = re.compile(rf"[{SPACE}]?\d+$", re.ASCII)

_DASH = re.compile(r"(?<!-)-{2,3}(?!-)|(?<![—―─])[—―─]{2,3}(?![—―─])")
_DASH_AFTER = re.compile(rf"(?:^|[{_CHINESE}”’\"'%‰0-9]|[A-Za-z]{{2}})[{SPACE}]?$")
_DASH_BEFORE = re.compile(rf"[{SPACE}]?(?:$|[{_CHINESE}“‘\"'0-9A-Z])")

_SINGLE = re.compile(
    rf"""
    (?<= [{_CHINESE}”%‰] ) (?P<spaced> [{SPACE}] [—–] [{SPACE}] ) (?= [{_CHINESE}“] )
  | (?: ^ | (?<= [，。；：？！”）》] ) ) — (?= [{HAN}“《] )     # —and the speaker goes on
  | (?<= [{HAN}] ) (?P<between> — ) (?= [{HAN}] )
    """,
    re.VERBOSE,
)
_EXPLANATION = re.compile(
    "[这即那也而但却因它他她我你甚尤這卻]|包括|例如|比如|特别|特別|所以|并且|並且|不是|就是"
)
"""Words that open the second half of a sentence and never the end of a range."""
_RANGE = re.compile(rf"[年月日时時分秒号號度元级級{NUMERAL}○]$")


def rule(text: str) -> Iterator[Change]:
    """Make ellipses …… and dashes —— where the text around them is Chinese (4.10.2, 4.11.2)."""
    if _ANY.search(text) is None or is_english(text):
        return
    changes = (*_ellipses(text), *_dashes(text), *_single_dashes(text))
    yield from sorted(changes, key=lambda change: change.start)


def doubts(text: str) -> Iterator[Doubt]:
    """Find a single — between Han characters that may be a dash or a connector."""
    if "—" not in text:
        return
    for match in _SINGLE.finditer(text):
        range_before = _RANGE.search(text, max(0, match.start() - 1), match.start())
        if range_before is None and not _is_dash(text, match):
            yield Doubt(match.start(), match.end(), "one —, where a dash has two")


def _ellipses(text: str) -> Iterator[Change]:
    for match in _ELLIPSIS.finditer(text):
        start, end = match.span()
        if match.group() in _WHOLE or _LEADER.match(text, end):
            continue
        near = max(0, start - 2)
        chinese = _AFTER_CHINESE.search(text, near, start) or _BEFORE_CHINESE.match(text, end)
        alone = _OPENED.search(text, near, start) and _CLOSED.match(text, end)
        if chinese or alone:
            yield Change(start, end, "……")


def _dashes(text: str) -> Iterator[Change]:
    for match in _DASH.finditer(text):
        start, end = match.span()
        near = max(0, start - 3)
        chinese = _AFTER_CHINESE.search(text, near, start) or _BEFORE_CHINESE.match(text, end)
        fits = _DASH_AFTER.search(text, near, start) and _DASH_BEFORE.match(text, end)
        if match.group() != "——" and chinese and fits:
            yield Change(start, end, "——")


def _single_dashes(text: str) -> Iterator[Change]:
    for match in _SINGLE.finditer(text):
        if _is_dash(text, match):
            place = match.start() + bool(match["spaced"])
            yield Change(place, place + 1, "——")


def _is_dash(text: str, match: re.Match[str]) -> bool:
    """Tell whether a single — is a dash for sure: set off, or before an explanation."""
    if match["between"] is None:
        return True
    return _EXPLANATION.match(text, match.end()) is not None
