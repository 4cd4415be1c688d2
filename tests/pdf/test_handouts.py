"""Handouts for the office printer: one topic or several on A4, and folded into a booklet."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import PAGE, run
from hypothesis import given
from hypothesis import strategies as st
from measuring import NEVER_FIRST, lines

from publisher.pdf.editions.imposition import Scheme, booklet, impose, two_up
from publisher.settings import TRIMS


def text(path: Path) -> str:
    command = ["pdftotext", "-raw", path, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603 -- Poppler's own tool


def test_a_topic_becomes_an_a4_sheet_that_names_where_it_comes_from(
    page: Path, tmp_path: Path
) -> None:
    finished = run("handout", page, "-t", "雕版印刷", "-o", tmp_path / "out")
    assert finished.returncode == 0, finished.stderr
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "雕版印刷.handout.pdf"
    with pikepdf.open(file) as opened:
        assert len(opened.pages) == 1
        box = [float(side) for side in opened.pages[0].mediabox]
    trim = TRIMS["A4"]
    assert box[2:] == pytest.approx([trim.width / 25.4 * 72, trim.height / 25.4 * 72], abs=0.1)
    said = re.sub(r"\s", "", text(file))
    assert "企业wiki专题集2026年2月9日来源：page.txt" in said
    assert "第1页/共1页" in said
    assert "活字，一字一印" not in said


def test_all_handouts_come_in_one_go_each_under_its_title(page: Path, tmp_path: Path) -> None:
    run("handout", page, "--all", "-o", tmp_path / "out")
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {"雕版印刷.handout.pdf", "活字.handout.pdf"}


def test_a_topic_that_is_not_there_is_answered_with_one_that_is(page: Path, tmp_path: Path) -> None:
    finished = run("handout", page, "-t", "雕版", "-o", tmp_path / "out")
    assert finished.returncode == 2
    assert "there is no such topic; hint: did you mean 雕版印刷?" in finished.stderr
    assert not (tmp_path / "out").exists()


def test_a_long_topic_stands_in_two_composed_columns(page: Path, tmp_path: Path) -> None:
    body = "\u00a0\u00a0 先写样,后上板;写样要请善书的人,上板用浆糊,等半干时轻轻搓去纸背。" * 3
    (page / "page.txt").write_text(
        PAGE.replace("最新文章", f"{body}\n\n" * 12 + "最新文章"), encoding="utf-8"
    )
    run("handout", page, "-t", "雕版印刷", "-o", tmp_path / "out")
    found = [
        line
        for line in lines(tmp_path / "out" / "雕版印刷.handout.pdf")
        if abs(line.size - 10) < 0.1
    ]
    lefts = {round(line.left) for line in found if len(line.text) > 18}
    assert max(lefts) - min(lefts) > 200
    assert not [line.text for line in found if line.text[0] in NEVER_FIRST]


def test_a_handout_passes_verapdf(page: Path, tmp_path: Path) -> None:
    run("handout", page, "-o", tmp_path / "out")
    finished = run("check", *(tmp_path / "out").iterdir())
    assert finished.returncode == 0, finished.stdout
    assert "PDF/UA-1: passed" in finished.stdout


def test_a_booklet_is_on_a4_landscape_with_all_pages(page: Path, tmp_path: Path) -> None:
    run("handout", page, "--impose", "booklet", "-o", tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    with pikepdf.open(file) as opened:
        sizes = {tuple(round(float(side)) for side in sheet.mediabox) for sheet in opened.pages}
        assert (len(opened.pages), sizes) == (2, {(0, 0, 842, 595)})
    assert "雕版印刷" in text(file)
    assert "活字" in text(file)


def lefts(path: Path) -> list[float]:
    """Return where the text of each page of a booklet begins, from the fold, in pt."""
    found = []
    with pikepdf.open(path) as opened:
        for sheet in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "cm":
                    found.append(float(operands[4]))
    return found


def test_pages_of_inner_sheets_stand_nearer_to_the_fold_when_paper_is_thick(
    page: Path, tmp_path: Path
) -> None:
    long = "\n\n".join(f"\u00a0\u00a0 第{n}段,写样上板,一刀一刀刻出来。" * 6 for n in range(60))
    (page / "page.txt").write_text(
        PAGE.replace("最新文章", f"{long}\n\n最新文章"), encoding="utf-8"
    )
    for creep in ("0", "1"):
        options = ("-t", "雕版印刷", "--impose", "booklet", "--creep", creep)
        run("handout", page, *options, "-o", tmp_path / creep)
    flat = lefts(tmp_path / "0" / "雕版印刷.handout.pdf")
    crept = lefts(tmp_path / "1" / "雕版印刷.handout.pdf")
    millimetre = 72 / 25.4
    moves = {
        round((after - before) / millimetre, 2) for before, after in zip(flat, crept, strict=True)
    }
    assert {0, 1, -1} <= moves


def test_notes_have_room_beside_the_text_and_are_no_text_for_a_screen_reader(
    page: Path, tmp_path: Path
) -> None:
    run("handout", page, "--notes", "-t", "雕版印刷", "-o", tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert "笔记" in re.sub(r"\s", "", text(file))
    width = TRIMS["A4"].width / 25.4 * 72
    assert max(line.right for line in lines(file) if "笔" not in line.text) < width * 0.7
    assert "PDF/UA-1: passed" in run("check", file).stdout


def test_a_booklet_is_set_in_a_size_for_reading(page: Path, tmp_path: Path) -> None:
    run("handout", page, "--impose", "booklet", "-o", tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    sizes = {round(line.size, 1) for line in lines(file)}
    assert 9 in sizes
    assert min(sizes) >= 6


def test_a_booklet_is_the_same_bytes_each_time(page: Path, tmp_path: Path) -> None:
    assert run("handout", page, "-o", tmp_path).returncode == 0
    pages = next(tmp_path.glob("*.pdf")).read_bytes()
    assert impose(pages, Scheme.BOOKLET) == impose(pages, Scheme.BOOKLET)


def folded(sides: list[tuple[int | None, int | None]]) -> list[int | None]:
    """Fold a pile of sheets in the middle and read it from the front."""
    leaves = [(sides[place], sides[place + 1]) for place in range(0, len(sides), 2)]
    first = [page for front, back in leaves for page in (front[1], back[0])]
    second = [page for front, back in reversed(leaves) for page in (back[1], front[0])]
    return first + second


@given(st.integers(1, 200))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(count: int) -> None:
    read = folded(booklet(count))
    assert read[:count] == list(range(count))
    assert read[count:] == [None] * (len(read) - count)
    assert len(read) % 4 == 0
    assert len(read) - count < 4


@given(st.integers(1, 200))
def test_two_pages_to_a_side_read_on_from_side_to_side(count: int) -> None:
    read = [page for side in two_up(count) for page in side]
    assert [page for page in read if page is not None] == list(range(count))
