"""A table stays a table on its page, however many columns it has and whatever is empty in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_text import glyphs_off
from conftest import run
from test_validators import EPUB, PDF, findings

WIDE = "\n".join(
    "|" + "|".join(cell.format(number) for number in range(20)) + "|"
    for cell in ("列{}", "---", "内容不少{}")
)
EMPTY = "| 名 |  | 数 |\n|---|---|--:|\n| 甲 |  | 1 |\n|  |  |  |"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "pages").mkdir()
    (folder / "pages" / "wide.md").write_text(f"# 宽表\n\n{WIDE}\n", encoding="utf-8")
    (folder / "pages" / "empty.md").write_text(f"# 空格\n\n{EMPTY}\n", encoding="utf-8")
    editions = [part for name in ("epub", "screen") for part in ("--edition", name)]
    assert run("build", folder / "pages", "-o", folder / "out", *editions).returncode == 0
    return {path.suffix: path for path in (folder / "out").iterdir()}


def test_no_column_of_a_wide_table_is_cut_off_at_the_edge(book: dict[str, Path]) -> None:
    assert not list(glyphs_off(book[".pdf"]))


def test_an_empty_cell_of_the_head_is_no_head_to_a_screen_reader(book: dict[str, Path]) -> None:
    assert findings(book[".epub"]) == EPUB
    assert findings(book[".pdf"]) == PDF
