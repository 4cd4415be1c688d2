"""Where an address, a path or a long name may be broken in an EPUB.

A reading system breaks a long token only when a line has nothing else, and spreads the few
characters before it over the whole measure. It may be broken after the marks within it (The Chicago
Manual of Style, 7.46); unlike in the PDF also after a hyphen, for a copy knows no lines here.
"""

from __future__ import annotations

from publisher.runtime.patterns import regex

LONG = regex("((?=[A-Za-z0-9:-]*[/._=?@%+&])[!-;=?-~]{20,})")
"""ASCII without a space that is no word, in escaped text."""
_PLACE = regex("(?<=[/._=?@%+-])(?=[A-Za-z0-9])|(?<=&amp;)(?=.)")


def allow(token: str) -> str:
    """Say where a long token may be broken."""
    return _PLACE.sub("<wbr/>", token)
