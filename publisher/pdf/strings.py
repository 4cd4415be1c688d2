"""Names and strings as PDF writes them, for those who draw and those who assemble."""

from __future__ import annotations

from functools import cache
from hashlib import md5


def text_string(text: str | bytes) -> bytes:
    """Write a text string (ISO 32000-1, 7.9.2.2) in hex."""
    if isinstance(text, bytes):
        return b"<%b>" % text.hex().encode()
    if text.isascii():
        return b"<%b>" % text.encode().hex().encode()
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()


@cache
def companion_name(font: str) -> str:
    """Return the name by which a page calls the companion of the face `font`."""
    digest = md5(font.encode(), usedforsecurity=False).digest()[:6]
    return "".join(chr(65 + letter % 26) for letter in digest)
