"""How wide the spine is: half as many leaves as pages, each as thick as the paper."""

from __future__ import annotations

from publisher.cover.sheet import THIN
from publisher.problems import Problem, problem
from publisher.settings import Press

_THINNEST = 0.6
"""A spine below this part of the text block's thickness was not measured for this book."""


def width(pages: int, press: Press) -> tuple[float, tuple[Problem, ...]]:
    """Return the width of the spine in mm for so many `pages`, and what is wrong with it."""
    block = round(pages / 2 * press.paper.thickness, 1)
    wide = block if press.spine is None else press.spine
    problems = []
    if wide < _THINNEST * block:
        problems.append(
            problem("spine-too-thin", "the cover", None, width=wide, pages=pages, block=block)
        )
    if wide < THIN:
        enough = round(2 * THIN / press.paper.thickness)
        problems.append(
            problem("bare-spine", "the cover", None, width=wide, thin=f"{THIN:g}", pages=enough)
        )
    return wide, tuple(problems)
