"""The grid: every line of Song and Kai stands on it, on facing pages and in both columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import SOURCE, run
from measuring import Line, lines

from publisher.pdf.type_area import LEAD, MM, SIZE, type_area
from publisher.settings import TRIMS

AREA = type_area(TRIMS["A5"])
SLIGHT = 0.1
"""pt that nobody sees."""

TEXT = {SIZE, 9.0}
"""The sizes of Song and Kai in running text, index, sources and small print."""

MIXED = """位置:港务wiki > 专题索引 > g专题 > 专题详情
汽笛

汽笛

2026-03-05 10:20:30 火12人看过
基本释义

　　汽笛分长声短声,𠮷日启航拉三长;𨭎与ꥋ是少见的字,Kai beside Latin (Ω, é, ﬁ) 也在一行。

详细释义

　　一、 船歌

　　水手起锚时唱一支歌,领唱的站在船头:

　　江风吹动一船灯，夜半无人各自行。

　　潮去潮来三百里，天明又到白沙汀。

　　橹声摇过芦花岸，月色平铺水上城。

　　唱完以后各归各位。“风大的时候不唱,风小的时候唱两遍,这是老规矩,从来没有人改过。”

　　“有一年大雾,全船的人都唱,唱到雾散。”

　　1、 先鸣一长声,表示离泊。

　　2、 再鸣两短声,表示转向。

　　二、 信号

　　（一） 长声

　　一长声是离泊,两长声是求助。

　　最后一段回到正文,仍旧站在行上。
"""


def heights(path: Path) -> list[float]:
    with pikepdf.open(path) as pdf:
        return [float((page.get("/TrimBox") or page.MediaBox)[3]) for page in pdf.pages]


def depths(path: Path, top: float, foot: float) -> Iterator[tuple[Line, float]]:
    """Yield each line of the type area, with how deep its baseline is in it."""
    tops = heights(path)
    for line in lines(path):
        baseline = line.letters[0].baseline
        if foot < baseline and (deep := tops[line.page] - top - baseline) > 0:
            yield line, deep


def off_the_grid(path: Path, sizes: set[float]) -> tuple[int, list[str]]:
    """Return how many lines of these sizes there are, and those that stand elsewhere."""
    found = [
        (line, deep)
        for line, deep in depths(path, AREA.top, AREA.bottom)
        if round(line.size, 1) in sizes
    ]
    usual = sorted(deep % LEAD for _, deep in found)[len(found) // 2]
    off = [
        f"page {line.page + 1}: {line.text}"
        for line, deep in found
        if SLIGHT < (deep - usual) % LEAD < LEAD - SLIGHT
    ]
    return len(found), off


def test_every_line_on_the_screen_stands_on_the_grid(sample: dict[str, Path]) -> None:
    count, off = off_the_grid(sample[".pdf"], TEXT)
    assert count > 1000
    assert off == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("printed")
    assert run("build", SOURCE, "-o", out, "--edition", "print").returncode == 0
    (file,) = out.glob("*.print.pdf")
    return file


def test_every_line_on_paper_stands_on_the_grid(printed: Path) -> None:
    tops = heights(printed)
    assert len(set(tops)) == 1
    count, off = off_the_grid(printed, TEXT)
    assert count > 1000
    assert off == []


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of verse, quotations, lists, headings and rare characters, in both editions."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "page.txt").write_text(MIXED, encoding="utf-8")
    return folder


def test_verse_quotations_lists_and_rare_characters_stand_on_the_grid(mixed: Path) -> None:
    done = run(
        "build",
        mixed,
        "-o",
        mixed.with_name("mixed-out"),
        "--edition",
        "screen",
        "--edition",
        "print",
    )
    assert done.returncode == 0, done.stderr
    for file in (mixed.with_name("mixed-out")).glob("*.pdf"):
        if ".cover." not in file.name:
            count, off = off_the_grid(file, TEXT)
            assert count > 15
            assert off == []


def test_lines_of_both_columns_of_a_handout_line_up(mixed: Path) -> None:
    text = MIXED.replace(
        "　　最后一段",
        "　　拉笛的人要看水面,也要听岸上的钟,两样都对了才拉。" * 40 + "\n\n　　最后一段",
    )
    (mixed / "page.txt").write_text(text, encoding="utf-8")
    assert run("handout", mixed, "-o", mixed.with_name("mixed-handout")).returncode == 0
    (file,) = (mixed.with_name("mixed-handout")).iterdir()
    found = [
        (line, deep)
        for line, deep in depths(file, 20 * MM, 24 * MM)
        if round(line.size, 1) == 10 and len(line.text) > 1
    ]
    rests = sorted(deep % 16 for _, deep in found)
    assert rests[-1] - rests[0] < SLIGHT
    assert len({round(line.left) for line, _ in found}) > 2


def test_small_type_and_rules_on_paper_are_solid_black(printed: Path) -> None:
    tints = {
        tuple(float(value) for value in operands)
        for page in pikepdf.open(printed).pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) in ("k", "K")
    }
    assert tints == {(0, 0, 0, 1)}
