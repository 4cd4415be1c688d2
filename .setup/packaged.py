"""Print which Debian package has which characters, for publisher/fonts/packaged.txt.

`packaged.py FOLDER`: FOLDER has a folder for each package of `ORDER`, as `dpkg -x` unpacks it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont

PLANE = 0x10000
ORDER = (
    ("fonts-noto-cjk", range(PLANE)),
    ("fonts-hanazono", range(2 * PLANE, 3 * PLANE)),
    ("fonts-noto-core", range(2 * PLANE)),
    ("fonts-symbola", range(2 * PLANE)),
    ("fonts-hanazono", range(2 * PLANE)),
    ("fonts-babelstone-han", range(4 * PLANE)),
    ("fonts-unifont", range(2 * PLANE)),
)
"""The packages, the better face before the other, and where each is good."""


def characters(folder: Path) -> set[int]:
    """Return what the faces below a folder have."""
    faces = (path for path in sorted(folder.rglob("*.[ot]t[cf]")) if path.is_file())
    return {code for path in faces for code in TTFont(path, lazy=True, fontNumber=0).getBestCmap()}


def is_public(code: int) -> bool:
    """Tell whether Unicode says what a code point is."""
    return not 0xE000 <= code <= 0xF8FF


def ranges(own: set[int], known: set[int]) -> Iterable[list[int]]:
    """Return `own` in ranges, over what is `known` to be elsewhere if that joins two."""
    found: list[list[int]] = []
    for code in sorted(own):
        if found and all(between in known for between in range(found[-1][1] + 1, code)):
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def main() -> None:
    """Print the table: a package, then ranges in hex; the first line with a character counts."""
    known: set[int] = set()
    for package, good in ORDER:
        own = characters(Path(sys.argv[1]) / package) - known
        own = {code for code in own if code in good and is_public(code)}
        spans = (f"{a:X}-{b:X}" if a < b else f"{a:X}" for a, b in ranges(own, known))
        print(package, *spans)
        known |= own


main()
