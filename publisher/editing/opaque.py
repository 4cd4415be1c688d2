"""The stretches of a text that no rule may touch: addresses, code, marks that it talks about.

The rules never see them. Each of their characters is a `VEIL` to the rules, which is like a
letter of a foreign word, neither Chinese nor English: so they keep their places, what stands
around them is edited as around a word, and what is in them cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.editing import addresses
from publisher.editing.characters import VEIL
from publisher.model import Content, is_opaque
from publisher.runtime.patterns import regex

_SIGN = regex(r"[A-Za-z`{}\[\]<>/#$;=\\∞]")
"""A text with none of these has neither code nor addresses, but for a member of an object."""
_CODE = regex(
    r"""
    (?= [A-Za-z0-9_`{}\[\]<>/\#$;=\\"'%(:)-] )
    (?: [`{}\[\]<>\#$=\\] | // | /\* | ["']\ ?: | %[A-Za-z.0-9-] | "{3} | \(\?
      | : (?: %?s/ | [wqx] ) | (?<![A-Za-z0-9]) --?[A-Za-z]
      | [A-Za-z0-9_)\]] (?: \ ?["'(] | \ ?\?\? | \?\.[A-Za-z] | :\ ["'] | ; | \+\+ | -- ) )
    """,
    re.VERBOSE,
)
"""A text with none of these has no code with a mark in it."""

_MARK = ",.:;?!，。：；？！．、﹐﹑﹒﹔﹕﹖﹗…⋯·•・—―─~～/_*#%&@^|+=\\-"
_OPEN = "\"'＂＇“‘「『〝﹁﹃(（［{｛《〈【〔<︵︽︿︻﹙\\["
_CLOSE = "\"'＂＇”’」』〞﹂﹄)）］}｝》〉】〕>︶︾﹀︼﹚\\]"
_MENTION = regex(
    rf"[{_MARK}{_CLOSE}](?:(?<=[号號符用以由加打按把将將成为為作写寫是个個、+{_OPEN}].)"
    "|(?=、)|(?<=[号號符][:：].))"
    rf"|[{_OPEN}](?<=[号號符用把将將].)",
    re.DOTALL,
)
"""A mark after a name, a verb or an opener, or before 、: no mention is without one."""


def veil(text: str, content: Content = ()) -> str:
    """Return `text` with a `VEIL` for each character that no rule may touch.

    In the inlines that it is made of, if these are given, markup may say so itself.
    """
    if any(map(is_opaque, content)):
        text = "".join([VEIL * len(of.text) if is_opaque(of) else of.text for of in content])
    if not _may_have_any(text):
        return text
    pieces: list[str] = []
    done = 0
    for start, end in spans(text):
        pieces += (text[done:start], VEIL * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that no rule may touch, in order, each once."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_found(text)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _may_have_any(text: str) -> bool:
    """Tell at a glance that there is nothing to veil, as in most texts."""
    return _SIGN.search(text) is not None or _MENTION.search(text) is not None or _has_string(text)


def _has_string(text: str) -> bool:
    """Tell whether `text` has the end of a member's name, or of a string over several lines."""
    return '":' in text or '"""' in text


def _found(text: str) -> Iterator[tuple[int, int]]:
    # what finds code and mentions takes a hundredth of a second to load, and few books have any
    if _SIGN.search(text) is not None or _has_string(text):
        yield from addresses.spans(text)
        if _CODE.search(text) is not None:
            from publisher.editing import code_text

            yield from code_text.spans(text)
    if _MENTION.search(text) is not None:
        from publisher.editing import mentions

        yield from mentions.spans(text)
