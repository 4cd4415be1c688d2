"""Second codes in a part that is drawn: what its glyphs stand for is other text than in the book.

A part is drawn before others are known. Where two of them draw one glyph for two texts (文 and
the radical ⽂), the glyph's own code stands for the plainer one in the whole file, and the other
part is given the code of an alternate, in the companion face, that looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from publisher.pdf.strings import companion_name

Seconds: TypeAlias = Mapping[bytes, Mapping[bytes, bytes]]
"""By face: the codes that a part has to change, each with that of the companion."""

_OPERATOR = re.compile(rb"/(\w+) (\S+) Tf|\[([^][]*)\] TJ|^([qQ])$", re.MULTILINE)
"""What shows text, and what sets the font for it or brings back one (ISO 32000-1, 8.4.2, 9.3)."""
_ITEM = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_DIGITS = 4


def recode(content: bytes, seconds: Seconds) -> bytes:
    """Return a content stream with `seconds` in it; without any it is the same."""
    return _OPERATOR.sub(_Recoder(seconds).changed, content) if seconds else content


class _Recoder:
    """Goes through one content stream; knows which font is set."""

    def __init__(self, seconds: Seconds) -> None:
        self._seconds = seconds
        self._font = b"", b""
        self._saved: list[tuple[bytes, bytes]] = []

    def changed(self, match: re.Match[bytes]) -> bytes:
        """Return what is to stand for an operator."""
        name, size, shown, state = match.groups()
        if name:
            self._font = name, size
        elif state == b"q":
            self._saved.append(self._font)
        elif state:
            self._font = self._saved.pop() if self._saved else self._font
        elif codes := self._seconds.get(self._font[0]):
            return self._shown(match[0], shown, codes)
        return match[0]

    def _shown(self, operator: bytes, shown: bytes, codes: Mapping[bytes, bytes]) -> bytes:
        pieces = list(_pieces(shown, codes))
        if not any(is_second for is_second, _ in pieces):
            return operator
        name, size = self._font
        second = companion_name(name.decode()).encode()
        written = []
        for is_second, run in groupby(pieces, key=itemgetter(0)):
            text = b"".join(piece for _, piece in run)
            written.append(b"/%b %b Tf\n[%b] TJ" % (second if is_second else name, size, text))
        if pieces[-1][0]:
            written.append(b"/%b %b Tf" % self._font)
        return b"\n".join(written)


def _pieces(shown: bytes, codes: Mapping[bytes, bytes]) -> Iterator[tuple[bool, bytes]]:
    """Yield each code and number of a TJ array, and whether it belongs to the companion."""
    is_second = False
    for string, number in _ITEM.findall(shown):
        for start in range(0, len(string), _DIGITS):
            code = string[start : start + _DIGITS]
            is_second = code in codes
            yield is_second, b"<%b>" % codes.get(code, code)
        if number:
            yield is_second, number
