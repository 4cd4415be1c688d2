"""How well a PDF is composed: the measures of docs/composition.md, taken from its glyphs.

    python benchmarks/measures.py FILE...

Any A5 PDF with a type area of 27 characters of 10.5 pt will do, whatever program made it.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from measuring import ENDING, NEVER_FIRST, OPENING, Line, is_han, lines

SIZE = 10.5
MEASURE = 27


def measures(path: Path) -> Counter[str]:
    """Count what is right and what is not in the running text of a PDF."""
    found = [line for line in lines(path) if abs(line.size - SIZE) < 0.1]
    edges = {
        side: min(line.left for line in found if line.page % 2 == side)
        for side in {line.page % 2 for line in found}
    }
    count: Counter[str] = Counter(lines=len(found))
    for line, below in pairwise(found):
        count["forbidden start"] += line.text[0] in NEVER_FIRST and len(line.text) > 1
        count["forbidden end"] += line.text[-1] in OPENING
        _marks(line, count)
        left = edges[line.page % 2]
        lead = line.letters[0].baseline - below.letters[0].baseline
        goes_on = line.page == below.page and abs(below.left - left) < 1 and 17 < lead < 18
        if goes_on and line.left - left < 2.2 * SIZE and len(line.letters) > 15:
            _full(line, below, left + MEASURE * SIZE, count)
    return count


def _marks(line: Line, count: Counter[str]) -> None:
    for one, other, _ in line.gaps():
        closing = one.text in ENDING and other.text in ENDING + OPENING
        if closing or (one.text in OPENING and other.text in OPENING):
            count["adjacent marks"] += 1
            count["adjacent marks within 1.6 em"] += other.right - one.left <= 1.6 * line.size
        boundary = is_han(one.text) != is_han(other.text)
        latin = other.text if is_han(one.text) else one.text
        if boundary and latin.isascii() and latin.isalnum():
            count["Han–Latin"] += 1
            count["Han–Latin with 0.10 em"] += other.ink_left - one.ink_right >= 0.1 * line.size
        if other.spaced and not (one.text.isascii() or other.text.isascii()):
            count["stray spaces"] += "···" not in line.text


def _full(line: Line, below: Line, right: float, count: Counter[str]) -> None:
    if "···" in line.text:
        return
    count["full lines"] += 1
    count["flush"] += abs(line.right - right) <= 0.06 * SIZE
    spaces = [space for one, two, space in line.gaps() if is_han(one.text) and is_han(two.text)]
    plain = (line.text + below.text[:12]).isascii() is False and not any(
        letter.isascii() for letter in line.text + below.text[:12]
    )
    count["full lines of plain Han"] += plain
    count["of these stretched over 0.12 em"] += plain and max(spaces, default=0) > 0.12
    count["holes over 0.6 em"] += any(space > 0.6 for *_, space in line.gaps())
    lonely = len(below.text.strip(ENDING)) == 1 and is_han(below.text[0])
    count["last lines of one character"] += lonely


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name)
        for what, number in measures(Path(name)).items():
            print(f"  {number:7}  {what}")
