"""What it costs to end a line at a place: the penalties of Knuth and Plass.

They stand in the order in which places are thought of. A try at a paragraph takes all that cost
no more than its limit (`breaking.TRIES`), so a dearer place is open only where cheaper ones do
not give a paragraph.
"""

from __future__ import annotations

from typing import Final

FREE: Final = 0.0
"""Between two Han characters, after a word space."""

SEPARATOR: Final = 0.5
"""Within a token, after a mark that parts it: after the slash of an address."""

HYPHEN: Final = 2.0
"""Within a word, with a hyphen: more than any mark, less than a line one sees through."""

SEAM: Final = 4.0
"""Within a long identifier, where letters meet digits, or lower case upper case."""

ANYWHERE: Final = 6.0
"""Within a long row of letters and digits that has no other places: a hash."""

HELD: Final = 20.0
"""At a space that should not be parted: 210 mm, p. 12, 第 3 章."""

PIECE: Final = 50.0
"""Within a part of a long token, some letters away from its ends."""

EMERGENCY: Final = 100.0
"""Within a word, a number, a short token, a row of one mark."""

NEVER: Final = 1e5
"""Before a mark that must not begin a line, or after one that must not end one.

Only what would else leave the measure is broken there.
"""
