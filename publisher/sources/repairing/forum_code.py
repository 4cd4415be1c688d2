"""The code of forums and of Markdown that a dump has kept: bold becomes text, a link its words.

The address of a link stays beside them, in brackets, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publisher.runtime.patterns import regex
from publisher.sources.structure import code

_SUBJECT = regex(r"Markdown|BBCode|UBB|标记语言", re.IGNORECASE)
_MENTIONING = regex(r"(?:写作|写成|写为|记作|输入|键入|语法是?|[“‘「『\"'`])\Z")
_DEEPEST = 5

_FORUM = regex(
    r"\[(?P<code>b|i|u|s|size|color|font|align|center|quote|url|email|img)(?:=(?P<value>[^\]\n]*))?\]"
    r"(?P<inside>[^\n]*?)\[/(?P=code)\]",
    re.IGNORECASE,
)
_LINK = regex(
    r"!?\[(?P<text>[^\[\]\n]+)\]"
    r"\((?P<address>(?:https?://|mailto:|www\.)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
)
_BOLD = regex(r"(?<![*\\/A-Za-z0-9])\*\*(?=[^\s*])(?P<text>[^*\n]*[^\s*])\*\*(?![*A-Za-z0-9])")


def may_stand_in(text: str) -> bool:
    """Tell whether it is worth looking."""
    return "[/" in text or "](" in text or "**" in text


def is_subject(text: str) -> bool:
    """Tell whether a page speaks of such code, so that it has to stay."""
    return _SUBJECT.search(text) is not None


def read(line: str, taken: list[str]) -> tuple[str, int]:
    """Return a line without such code, and how much there was; what goes is added to `taken`."""
    if not may_stand_in(line) or code.is_code(line):
        return line, 0
    times = 0
    for form, meaning in _FORMS:
        for _ in range(_DEEPEST):
            line, count = _read(line, form, meaning, taken)
            times += count
            if not count:
                break
    return line, times


def _read(
    line: str,
    form: re.Pattern[str],
    meaning: Callable[[re.Match[str], list[str]], str],
    taken: list[str],
) -> tuple[str, int]:
    times = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal times
        if _MENTIONING.search(line[: match.start()]):
            return match[0]
        times += 1
        return meaning(match, taken)

    return form.sub(meant, line), times


def _forum(match: re.Match[str], taken: list[str]) -> str:
    name, value, inside = match["code"], match["value"] or "", match["inside"]
    if name.lower() in ("url", "email") and value.strip("\"'") != inside and value:
        taken.append(f"[{name}=] [/{name}]")
        return _linked(inside, value.strip("\"'"))
    taken.append(f"[{name}={value}] [/{name}]")
    return inside


def _markdown(match: re.Match[str], taken: list[str]) -> str:
    if match["text"] == match["address"]:
        taken.append(f"]({match['address']})")
        return match["text"]
    return _linked(match["text"], match["address"])


def _linked(words: str, address: str) -> str:
    return f"{words}({address})"


def _bold(match: re.Match[str], taken: list[str]) -> str:
    taken.append("** **")
    return match["text"]


_FORMS = ((_FORUM, _forum), (_LINK, _markdown), (_BOLD, _bold))
