"""What stands between a number and the words it numbers.

GB/T 15834-2011, B.3.2: a bare Han number takes a 顿号 (一、); B.3.3: a bare digit or letter a dot
(1.); B.3.4: a number in brackets takes nothing (（一）). None takes a space as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.editing.changes import Change
from publisher.editing.characters import NUMERAL, SPACE, has_inner_space, is_han
from publisher.runtime.patterns import regex

_NUMBER = regex(
    rf"""
    (?= [{NUMERAL}\dA-Za-z（(①-⑳㈠-㈩] )                        # what one begins with, for speed
    (?: ^ | (?<= [：；。，:;,] ) )
    (?: [{NUMERAL}]{{1,3}} (?: 、 | (?P<dot> \. (?!\.) ) )         # 一、  一.
      | \d{{1,3}} [、.]                                          # 1、  1.
      | [A-Za-z] [、.]                                          # A.
      | [（(] (?: [{NUMERAL}]{{1,3}} | \d{{1,3}} ) [）)]           # （一）  （1）
      | [①-⑳㈠-㈩]
    )
    (?P<space> [{SPACE}]* )
    """,
    re.VERBOSE | re.ASCII,
)


_OPENERS = frozenset('《“「『（(【"')


def rule(text: str) -> Iterable[Change]:
    """Close the space after a number, and give a bare Han number its 顿号 (B.3.2-B.3.4)."""
    if "." not in text and not has_inner_space(text):
        return ()
    return _closed(text)


def _closed(text: str) -> Iterator[Change]:
    for match in _NUMBER.finditer(text):
        following = text[match.end() : match.end() + 1]
        if not (is_han(following) or following in _OPENERS):
            continue
        if match["dot"]:
            yield Change(match.start("dot"), match.end(), "、")
        elif match["space"]:
            yield Change(match.start("space"), match.end("space"), "")
