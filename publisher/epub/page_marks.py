"""The pages of the print edition in the text of an EPUB (EPUB 3.3, 7.4.3; DPUB-ARIA 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from publisher.books.paging import BLOCKS, BOUND, PageMark
from publisher.fonts.clusters import CLUSTER, has_clusters
from publisher.runtime.patterns import regex
from publisher.wording import Named

_MARKUP = r"<(?P<tag>[a-z][a-z0-9]*)[^>]*>|</[^>]*>|\s+|(?P<character>&[^;]*;|"
_TOKEN = regex(_MARKUP + ".)", re.DOTALL)
_WITH_CLUSTERS = regex(_MARKUP + CLUSTER + ")", re.DOTALL)
"""The same where some characters belong together, which takes longer to find."""


def anchor(mark: PageMark) -> str:
    """Return the id of a mark in its chapter."""
    return f"page-{mark.folio}"


def insert(fragment: Markup, marks: Sequence[PageMark], named: Named) -> Markup:
    """Put `marks`, which are in order, into the fragment of their chapter.

    A page that begins with a block is marked before it, so that no screen reader takes the
    mark for a part of a heading; but in a list, say, stands nothing but its items. `named` makes a
    label of the number of a page.
    """
    if not marks:
        return fragment
    parts, last = [], 0
    for index, mark in _places(fragment, marks):
        parts += [fragment[last:index], _break(mark, named)]
        last = index
    return Markup("").join([*parts, fragment[last:]])


def _places(fragment: str, marks: Sequence[PageMark]) -> Iterator[tuple[int, PageMark]]:
    """Yield where in the fragment each mark belongs."""
    waiting = list(reversed(marks))
    block, characters = -1, 0
    tokens = _WITH_CLUSTERS if has_clusters(fragment) else _TOKEN
    for token in tokens.finditer(fragment):
        if token["tag"] in BLOCKS:
            block, characters = block + 1, 0
            if token["tag"] not in BOUND and waiting and _at(waiting[-1], block, 0):
                yield token.start(), waiting.pop()
        elif shown := token["character"]:
            # a character that no face has is a longer text on paper: never leave a mark behind
            while waiting and _at(waiting[-1], block, characters):
                yield token.start(), waiting.pop()
            characters += 1 if shown[0] == "&" else len(shown)
    yield from ((len(fragment), mark) for mark in reversed(waiting))


def _at(mark: PageMark, block: int, characters: int) -> bool:
    """Tell whether a mark belongs here or further up."""
    return (mark.block, mark.characters) <= (block, characters)


def _break(mark: PageMark, named: Named) -> Markup:
    return Markup(
        '<span id="{}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{}"></span>'
    ).format(anchor(mark), named(mark.folio))
