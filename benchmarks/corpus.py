"""A collection of any size, the same each time: pages in the format of the wiki's dumps.

The text says nothing. It has what costs time in prose: thousands of different characters,
sentences and paragraphs of uneven length, marks side by side, leads, headings, lists, Latin
words and numbers. A topic fills about five A5 pages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_WORDS = ("EPUB", "PDF/A", "OpenType", "Unicode", "A5", "ISBN", "WeasyPrint", "HarfBuzz", "XML")
_SECTIONS = 5


def write(folder: Path, topics: int) -> Path:
    """Write `topics` pages of one topic each into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(topics):
        (folder / f"{number:05d}.txt").write_text("\n".join(page(number)), encoding="utf-8")
    return folder


def page(number: int) -> Iterator[str]:
    """Yield the lines of the page with this number."""
    chance = random.Random(number)  # noqa: S311 -- a corpus, no secret
    title = f"{_letters(chance, 4)}{number}"
    yield f"位置:样书wiki > 专题索引 > {'abcdefghjklmnopqrstwxyz'[number % 23]}专题 > 专题详情"
    yield title
    yield f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d} 08:00:00"
    yield f"火{number}人看过"
    yield "基本释义"
    yield f"\u3000\u3000{_paragraph(chance, 180)}"
    yield "详细释义"
    for section in range(_SECTIONS):
        yield f"\u3000\u3000{'一二三四五'[section]}、{_letters(chance, chance.randint(4, 12))}"
        for _ in range(3):
            length = chance.choice((60, 120, 160, 200))
            yield f"\u3000\u3000{_letters(chance, 4)}：{_paragraph(chance, length)}"
        if section % 3 == 1:
            for item in range(3):
                yield f"\u3000\u3000{item + 1}、{_paragraph(chance, 30)}"


def _paragraph(chance: random.Random, length: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(_clause(chance))
        parts.append(chance.choice("，，，，、；"))
    return "".join(parts[:-1]) + "。"


def _clause(chance: random.Random) -> str:
    letters = _letters(chance, chance.randint(4, 14))
    kind = chance.random()
    if kind < 0.06:
        return f"《{letters[:4]}》{letters[4:]}"
    if kind < 0.1:
        return f"“{letters}”"
    if kind < 0.14:
        return f"{letters}（{_letters(chance, 3)}）"
    if kind < 0.2:
        return f"{letters[:3]}{chance.choice(_WORDS)}{letters[3:]}"
    if kind < 0.26:
        return f"{letters[:3]}{chance.randint(2, 2026)}年{letters[3:]}"
    return letters


def _letters(chance: random.Random, count: int) -> str:
    """Draw characters, common ones far more often than rare ones, as in any text."""
    return "".join(_hanzi()[int(len(_hanzi()) * chance.random() ** 2.5)] for _ in range(count))


@cache
def _hanzi() -> str:
    """The characters of GB/T 2312, level 1, in an order that is the same each time."""
    codes = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    letters = [code.decode("gb2312", errors="ignore") for code in codes]
    random.Random(0).shuffle(letters)  # noqa: S311 -- a corpus, no secret
    return "".join(letters)
