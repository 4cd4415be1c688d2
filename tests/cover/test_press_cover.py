"""The cover sheet as the printer of a book gets it: folds, plates, bars that a till can read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from conftest import run
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publisher.cover import barcode, spine
from publisher.settings import Paper, Press

ISBN = "978-7-302-51162-5"
MM = 72 / 25.4
SLUG = 9.0
"""mm round the trim: 3 of bleed, 1 clear, 5 of marks."""


def cover(page: Path, out: Path, settings: str) -> tuple[Path, str]:
    """Make the print edition of a small book; return its cover and what was said."""
    (page / "book.toml").write_text(settings, encoding="utf-8")
    done = run("build", page, "-o", out, "--edition", "print", "-v")
    assert done.returncode == 0, done.stderr
    (file,) = out.glob("*.cover.pdf")
    return file, done.stderr


@pytest.fixture
def with_isbn(page: Path, tmp_path: Path) -> Path:
    settings = (
        f'title = "雕版"\n[colophon]\nisbn = "{ISBN}"\nprice = "48.00元"\n[print]\nspine_mm = 8'
    )
    return cover(page, tmp_path / "out", settings)[0]


def plates(file: Path, folder: Path) -> dict[str, Image.Image]:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r600"]
    subprocess.run(  # noqa: S603 -- a fixed command
        [*command, f"-sOutputFile={folder}/p.tif", str(file)], check=True, timeout=600
    )
    inks = "Cyan", "Magenta", "Yellow", "Black"
    return {ink: Image.open(folder / f"p({ink}).tif").convert("L") for ink in inks}


def test_a_till_reads_the_isbn_from_the_printed_bars(with_isbn: Path) -> None:
    picture = pypdfium2.PdfDocument(with_isbn)[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.format == zxingcpp.BarcodeFormat.EAN13
    assert found.text == ISBN.replace("-", "")


def test_bars_are_black_alone_and_stand_on_bare_paper(with_isbn: Path, tmp_path: Path) -> None:
    inks = plates(with_isbn, tmp_path)
    (found,) = zxingcpp.read_barcodes(inks["Black"])
    assert found.text == ISBN.replace("-", "")
    at = found.position
    box = at.top_left.x, at.top_left.y, at.bottom_right.x, at.bottom_right.y
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert inks[ink].crop(box).getextrema() == (255, 255), ink


def test_paper_colour_and_frame_reach_into_the_bleed_on_colour_plates(
    with_isbn: Path, tmp_path: Path
) -> None:
    yellow = plates(with_isbn, tmp_path)["Yellow"]
    bleed = round((SLUG - 2) / 25.4 * 600)
    assert yellow.getpixel((bleed, yellow.height // 3)) < 255
    assert yellow.getpixel((bleed // 3, yellow.height // 3)) == 255


def test_the_trim_is_back_spine_and_front(with_isbn: Path) -> None:
    with pikepdf.open(with_isbn) as pdf:
        (page,) = pdf.pages
        left, bottom, right, top = (float(value) for value in page.TrimBox)
        assert right - left == pytest.approx((2 * 148 + 8) * MM, abs=0.02)
        assert top - bottom == pytest.approx(210 * MM, abs=0.02)
        assert left - float(page.BleedBox[0]) == pytest.approx(3 * MM, abs=0.01)
        assert "/Annots" not in page
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"


def test_without_an_isbn_there_are_no_bars(page: Path, tmp_path: Path) -> None:
    file, _ = cover(page, tmp_path / "out", 'title = "雕版"\n')
    picture = pypdfium2.PdfDocument(file)[0].render(scale=2).to_pil()
    assert not zxingcpp.read_barcodes(picture)


def test_a_thin_spine_bears_no_text_and_one_is_told_from_where_it_would(
    page: Path, tmp_path: Path
) -> None:
    _, said = cover(page, tmp_path / "out", 'title = "雕版"\n')
    assert "no text is set on it" in said
    assert "a spine bears text from 6 mm on, which is 115 pages" in said


def test_a_spine_that_cannot_hold_the_pages_is_a_warning(page: Path, tmp_path: Path) -> None:
    _, said = cover(page, tmp_path / "out", 'title = "雕版"\n[print]\nspine_mm = 0.2\n')
    assert "spine_mm is 0.2, but " in said
    assert "leave spine_mm out" in said


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ('paper = "80g 宣纸"', "no paper that we know"),
        ("paper = 80", "no paper that we know"),
        ("spine_mm = -1", "not between 0 and 80 mm"),
    ],
)
def test_a_wrong_paper_or_spine_is_explained(
    page: Path, tmp_path: Path, line: str, fact: str
) -> None:
    (page / "book.toml").write_text(f"[print]\n{line}\n", encoding="utf-8")
    done = run("build", page, "-o", tmp_path / "out", "--edition", "print")
    assert done.returncode == 2
    assert fact in done.stderr


@given(st.integers(2, 2000), st.integers(40, 200))
def test_more_pages_or_heavier_paper_never_make_a_thinner_spine(pages: int, grams: int) -> None:
    press = Press(paper=Paper(grams))
    wide, _ = spine.width(pages, press)
    assert spine.width(pages + 2, press)[0] >= wide
    assert spine.width(pages, Press(paper=Paper(grams + 5)))[0] >= wide


@given(st.from_regex(r"97[89]\d{9}", fullmatch=True))
def test_bars_never_touch_the_quiet_zones(digits: str) -> None:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    code = barcode.barcode(f"{digits}{-total % 10}", 1000, 1000, 1)
    module = barcode.WIDTH / 113
    assert code.bars[0].x - code.x == pytest.approx(11 * module)
    assert code.x + code.width - code.bars[-1].x - code.bars[-1].width == pytest.approx(7 * module)
