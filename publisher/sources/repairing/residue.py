"""Entities, tags and forum code that a dump has kept of its web page -> what they stood for.

A page may also write about markup, and then every `&lt;` is its subject. Each find is therefore
judged by where it stands: in use (约翰&middot;史密斯, four `&nbsp;` before a paragraph) or
mentioned (写作&amp;, “<br>”). A page that uses more than it mentions is read as residue, and
once: `&amp;lt;` becomes `&lt;`. In all others the finds stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from itertools import chain, islice
from typing import NamedTuple

from publisher.model import Dropped, Reason
from publisher.runtime.patterns import regex
from publisher.sources import repairs
from publisher.sources.repairing import forum_code
from publisher.sources.repairs import Repair
from publisher.sources.structure import code, columns
from publisher.sources.text.cleaning import clean

_PAIRED = (
    r"a|abbr|b|big|center|cite|del|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|u"
)
_BREAKING = (
    r"blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|section|table|tbody"
    r"|td|tfoot|th|thead|tr|ul"
)
_ATTRIBUTES = r"(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?"
_TOKEN = regex(
    rf"<(?P<end>/?)(?P<name>{_PAIRED}|{_BREAKING}|img)(?P<attributes>{_ATTRIBUTES})>"
    r"|(?P<comment><!--(?:(?!<!--).)*?-->)"
    r"|&(?P<entity>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
    re.IGNORECASE | re.ASCII,
)
_IS_PAIRED = frozenset(_PAIRED.split("|"))
_DOCUMENT = regex(r"<(?:!doctype|html|head|body|script|style|title|meta|link|form)\b", re.I)
"""What stands in the source of a whole page: it is shown as a sample."""

_SPACES = frozenset({"nbsp", "ensp", "emsp", "thinsp", "#160", "#xa0", "#12288", "#x3000"})
_SYNTAX = frozenset({"lt", "gt", "amp", "quot", "apos", "#60", "#62", "#38", "#34", "#39"})
_ESCAPED_TAG = regex(r"&lt;/?[a-z][a-z0-9]*\s*/?&gt;", re.IGNORECASE)

_MENTIONING = regex(
    r"(?:写作|写成|写为|记作|输入|键入|插入|标签|标记|元素|实体|转义[成为]?|显示[成为]|替换[成为]|换成|编码为)\Z"
)
_MENTIONING_A_SIGN = regex(r"(?:字符|符号|号|空格|[用即叫])\Z")
"""What stands before a sign that is spoken of; before words in bold it says nothing."""
_MENTIONED = regex(r"(?:标签|标记|元素|实体|转义|代码|表示|代表|这[个种样])")
_QUOTES = frozenset(("“”", "‘’", "「」", "『』", '""', "''", "``", "()", "（）", "《》", "【】"))
_AND = frozenset("、,，和与及或")
_ABOUT_MARKUP = regex(r"HTML|XML|实体|转义|标签|字符引用", re.IGNORECASE)
_WEIGHED = 4_000
"""Characters of a line that are weighed."""
_FINDS = 20_000
"""Finds that tell what a page is like."""
_ENOUGH, _ENOUGH_ABOUT_MARKUP = 1, 4
"""What uses have to outweigh mentions by, and where the page speaks of markup."""
_SURE = 5
"""The weight of white space written out before a paragraph: nobody mentions it there."""

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SHIFTED = regex(r"<(su[pb])>([0-9+=()n-]{1,6})</\1>", re.IGNORECASE)
_CELLS = regex(r"</t[dh]>\s*<t[dh](?:\s[^<>]*)?>", re.IGNORECASE)
_ALT = regex(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

_NAMES = regex(r"""\b(?:class|src)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)


class Reread(NamedTuple):
    """The text of a page without residue: the line of the file that each line comes from.

    `dropped` is the markup that was taken away.
    """

    text: str
    places: Sequence[int]
    dropped: Sequence[Dropped]
    repairs: tuple[Repair, ...]


def may_remain(text: str) -> bool:
    """Tell whether it is worth looking for residue. Most texts have none of these."""
    return "&" in text or "<" in text or forum_code.may_stand_in(text)


def read(text: str) -> Reread:
    """Return a page's text with its residue read."""
    lines = text.split("\n")
    is_residue = _is_residue(text, lines)
    paired = _paired(text) if is_residue else frozenset()
    about_forums = forum_code.is_subject(text)
    read: list[tuple[int, str]] = []
    dropped: list[Dropped] = []
    changes: list[tuple[int, int]] = []
    for index, line in enumerate(lines, 1):
        taken: list[str] = []
        times = 0
        if not about_forums:
            line, times = forum_code.read(line, taken)
        if is_residue and ("&" in line or "<" in line):
            line, more = _reread(line, paired, taken)
            times += more
        changes.append((index, times))
        dropped += [Dropped(index, " ".join(taken), Reason.MARKUP)] if taken else []
        read += [(index, part) for part in line.split("\n")]
    noted = repairs.noted("read-markup", changes)
    return Reread(
        "\n".join([part for _, part in read]), [index for index, _ in read], dropped, noted
    )


# ---------------------------------------------------------------- use or mention


def _is_residue(text: str, lines: Sequence[str]) -> bool:
    weights = (_weights(line[:_WEIGHED]) for line in lines if "&" in line or "<" in line)
    weight = sum(islice(chain.from_iterable(weights), _FINDS))
    weight -= 3 * len(_DOCUMENT.findall(text))
    if weight < _ENOUGH:
        return False
    return weight >= _ENOUGH_ABOUT_MARKUP or not _is_about_markup(text, lines)


def _is_about_markup(text: str, lines: Sequence[str]) -> bool:
    """Tell whether a page speaks of markup, or shows code."""
    stripped = [line.strip() for line in lines]
    shows_code = any(line and line[0] != "<" and code.is_code(line) for line in stripped)
    return shows_code or _ABOUT_MARKUP.search(text) is not None


def _weights(line: str) -> Iterator[int]:
    """Weigh the finds of a line: above 0 what is in use, below what is mentioned."""
    escaped = {at for tag in _ESCAPED_TAG.finditer(line) for at in range(*tag.span())}
    end, weight = 0, 0
    for token in _TOKEN.finditer(line):
        if token["entity"] and f"{token['entity']};" not in html5 and token["entity"][0] != "#":
            continue
        if token.start() in escaped:
            weight = 0
        elif not (end and line[end : token.start()] in _AND):
            weight = _weight(line, token)
        end = token.end()
        yield weight


def _weight(line: str, token: re.Match[str]) -> int:
    before, after = line[: token.start()], line[token.end() :]
    if token["entity"] in _SPACES and not _TOKEN.sub("", before).strip():
        return _SURE if after.strip() else 0
    if _MENTIONING.search(before[-4:]) or _MENTIONED.match(after):
        return -1
    if before[-1:] + after[:1] in _QUOTES:
        return -1
    if token["entity"] and _MENTIONING_A_SIGN.search(before[-4:]):
        return -1
    if token["entity"] in _SYNTAX:
        return int(_is_latin(before.rstrip()[-1:]) and _is_latin(after.lstrip()[:1]))
    name = (token["name"] or "").lower()
    if name in _IS_PAIRED and not token["end"]:
        return 1 if f"</{name}>" in after.lower() else -1
    if _MENTIONING_A_SIGN.search(before[-4:]) and not token["end"]:
        return -1
    return 0 if token["end"] else 1


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


# ---------------------------------------------------------------- reading


def _paired(text: str) -> frozenset[str]:
    """Return the tags that a page closes as often as it opens them."""
    tags = Counter(
        (token["name"].lower(), token["end"]) for token in _TOKEN.finditer(text) if token["name"]
    )
    return frozenset(name for name in _IS_PAIRED if tags[name, ""] == tags[name, "/"])


def _reread(line: str, paired: frozenset[str], taken: list[str]) -> tuple[str, int]:
    """Read the residue of a line; what is taken away goes to `taken`. Count the finds."""
    times = 0

    def meant(token: re.Match[str]) -> str:
        nonlocal times
        times += 1
        if token["entity"]:
            return clean(unescape(token[0]))
        name = (token["name"] or "").lower()
        if name in _IS_PAIRED and name not in paired:
            times -= 1
            return token[0]
        return _without(token, name, taken)

    line, cells = _CELLS.subn(columns.SEPARATOR, line)
    line, shifted = _SHIFTED.subn(_shifted, line)
    line = _TOKEN.sub(meant, line)
    return line, times + cells + shifted


def _shifted(match: re.Match[str]) -> str:
    return match[2].translate(_RAISED if match[1].lower() == "sup" else _LOWERED)


def _without(token: re.Match[str], name: str, taken: list[str]) -> str:
    """Return what stands for a tag: a line break, the words of a picture, nothing."""
    if name == "img":
        return _picture(token[0], taken)
    taken.append(token[0])
    if not name or name in _IS_PAIRED:
        return ""
    return "\n• " if name == "li" and not token["end"] else "\n"


def _picture(tag: str, taken: list[str]) -> str:
    """Return what a picture shows, as in a page that was saved as HTML."""
    # what reads HTML is loaded for a picture only
    from publisher.sources.html import inlines

    alt = _ALT.search(tag)
    words = inlines.description((alt[1] or alt[2] or "") if alt else "")
    taken.append(tag.replace(words, "", 1) if words else tag)
    return inlines.picture(words, " ".join(_NAMES.findall(tag)))
