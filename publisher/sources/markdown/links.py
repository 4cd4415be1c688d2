"""Where a link leads: out of the book, or to another file of it."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from publisher.model import Address, Place
from publisher.runtime.patterns import regex

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OUTSIDE = regex(
    r"(?:https?|ftp)://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
    r"(?:[/?#][A-Za-z0-9/?#._~:@!$&'*()+,;=%-]*)?"
    r"|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+(?:\?[A-Za-z0-9._~&=%+-]*)?"
)
"""What a book may link to: an address that every reading system takes for one."""
_PERCENT = regex(r"%(?![0-9A-Fa-f]{2})|#.*#")


def target(href: str, source: str) -> Address | Place | None:
    """Return where `href` leads from the file `source`; None if a book cannot follow it."""
    href = f"https:{href}" if href.startswith("//") else href.strip()
    if _SCHEME.match(href):
        known = _OUTSIDE.fullmatch(href) and not _PERCENT.search(href)
        return Address(href) if known else None
    path, _, heading = href.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return Place(source, unquote(heading)) if heading else None
    folder = "" if path.startswith("/") else posixpath.dirname(source)
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    return Place(joined, unquote(heading))
