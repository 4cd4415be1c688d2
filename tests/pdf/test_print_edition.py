"""The print edition as a printer of books looks at it: plates, boxes, sides, blanks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import SOURCE, run
from hypothesis import given
from hypothesis import strategies as st
from measuring import lines
from PIL import Image

from publisher.errors import OutputError
from publisher.pdf.press import plates, profile

MM = 72 / 25.4
SLUG = 9.0
"""mm round the trim: 3 of bleed, 1 clear, 5 of marks."""
INKS = ("Cyan", "Magenta", "Yellow", "Black")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("print")
    done = run("build", SOURCE, "-o", out, "--edition", "print")
    assert done.returncode == 0, done.stderr
    (file,) = out.glob("*.print.pdf")
    return file


@pytest.fixture(scope="module")
def pdf(book: Path) -> pikepdf.Pdf:
    return pikepdf.open(book)


@pytest.fixture(scope="module")
def separations(book: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Path]]:
    """Return the plates of each page, as Ghostscript separates them: dark is ink."""
    folder = tmp_path_factory.mktemp("plates")
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r36"]
    command = ["gs", *options, f"-sOutputFile={folder}/p%03d.tif", str(book)]
    subprocess.run(command, check=True, timeout=600)  # noqa: S603 -- a fixed command
    pages = sorted(folder.glob("p???.tif"))
    return [{ink: page.with_name(f"{page.stem}({ink}).tif") for ink in INKS} for page in pages]


def test_inside_the_trim_there_is_ink_on_the_black_plate_alone(
    separations: list[dict[str, Path]],
) -> None:
    edge = int(SLUG / 25.4 * 36) + 1
    inked = 0
    for page in separations:
        for ink, plate in page.items():
            picture = Image.open(plate).convert("L")
            width, height = picture.size
            inner = picture.crop((edge, edge, width - edge, height - edge))
            if ink == "Black":
                inked += inner.getextrema()[0] < 128
            else:
                assert inner.getextrema() == (255, 255), plate.name
    assert inked > len(separations) * 0.6


def test_the_marks_are_on_all_four_plates_of_every_page(
    separations: list[dict[str, Path]],
) -> None:
    for page in separations:
        for plate in page.values():
            assert Image.open(plate).convert("L").getextrema()[0] < 128, plate.name


def test_boxes_stand_in_each_other_and_the_trim_is_what_was_asked_for(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        media, bleed, trim = (
            [float(value) for value in box] for box in (page.MediaBox, page.BleedBox, page.TrimBox)
        )
        assert media[:2] == [0, 0]
        assert all(trim[side] - bleed[side] == pytest.approx(3 * MM, abs=0.01) for side in (0, 1))
        assert all(bleed[side] - trim[side] == pytest.approx(3 * MM, abs=0.01) for side in (2, 3))
        assert all(bleed[side] > media[side] for side in (0, 1))
        assert all(bleed[side] < media[side] for side in (2, 3))
        assert trim[2] - trim[0] == pytest.approx(148 * MM, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(210 * MM, abs=0.01)


def test_nothing_of_the_screen_is_left(pdf: pikepdf.Pdf) -> None:
    assert not {"/StructTreeRoot", "/Outlines", "/MarkInfo"} & set(pdf.Root.keys())
    for page in pdf.pages:
        assert "/Annots" not in page
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Stream) and entry.get("/Type") in (None, "/XObject"):
            assert not re.search(rb"(?m)^[\d.]+ [\d.]+ [\d.]+ (rg|RG)$", entry.read_bytes())
    assert b"DeviceRGB" not in b"".join(
        entry.unparse() for entry in pdf.objects if not isinstance(entry, pikepdf.Stream)
    )


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert intent.DestOutputProfile.read_bytes()[16:20] == b"CMYK"
    assert pdf.docinfo["/Trapped"] == "/False"
    assert pdf.pdf_version == "1.6"
    with pdf.open_metadata() as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert str(xmp["dc:title"]) == str(pdf.docinfo["/Title"])


def test_each_face_is_embedded_once_and_subset(book: Path) -> None:
    command = ["pdffonts", str(book)]
    listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- a fixed command
    names = [line.split()[0] for line in listing.splitlines()[2:]]
    assert len(names) == len(set(names)) > 3
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listing.splitlines()[2:])


def test_chapters_begin_recto_and_the_book_fills_whole_signatures(
    book: Path, pdf: pikepdf.Pdf
) -> None:
    assert len(pdf.pages) % 4 == 0
    beginnings = {
        line.page for line in lines(book) if round(line.size) == 18 and len(line.text) > 1
    }
    assert len(beginnings) > 50
    assert not [page for page in beginnings if page % 2], "counted from 0, so a recto is even"


def test_on_blank_pages_there_is_nothing_but_marks(book: Path, pdf: pikepdf.Pdf) -> None:
    written = {line.page for line in lines(book)}
    blank = set(range(len(pdf.pages))) - written
    assert blank
    assert all(page % 2 or page > max(written) for page in blank)


def test_the_type_area_stands_off_the_spine_on_both_sides(page: Path, tmp_path: Path) -> None:
    (page / "book.toml").write_text("[print]\ngutter = 5\n", encoding="utf-8")
    run("build", page, "-o", tmp_path, "--edition", "print")
    (printed,) = tmp_path.glob("*.print.pdf")
    left: dict[int, float] = {}
    for line in lines(printed):
        left[line.page % 2] = min(left.get(line.page % 2, 1000), line.left)
    assert left[0] - left[1] == pytest.approx(10 / 25.4 * 72, abs=0.1)


def test_two_print_editions_of_one_book_are_equal_bytes(book: Path, tmp_path: Path) -> None:
    run("build", SOURCE, "-o", tmp_path, "--edition", "print")
    (again,) = tmp_path.glob("*.print.pdf")
    assert again.read_bytes() == book.read_bytes()


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ('icc = "none.icc"', "there is no file"),
        ('icc = "text.icc"', "is no ICC profile"),
        ("bleed = -1", "not between 0 and 20 mm"),
        ("signature = 5", "no folded sheet"),
        ("marks = 1", "neither true nor false"),
        ("blead = 3", "did you mean bleed?"),
    ],
)
def test_a_wrong_setting_is_explained(page: Path, tmp_path: Path, line: str, fact: str) -> None:
    (page / "book.toml").write_text(f"[print]\n{line}\n", encoding="utf-8")
    (page / "text.icc").write_text("no profile", encoding="utf-8")
    done = run("build", page, "-o", tmp_path / "out", "--edition", "print")
    assert done.returncode == 2
    assert fact in done.stderr
    assert "Traceback" not in done.stderr


def test_a_screen_profile_is_refused_with_what_to_ask_for(tmp_path: Path) -> None:
    file = tmp_path / "screen.icc"
    file.write_bytes(bytes(12) + b"mntrRGB " + bytes(16) + b"acsp" + bytes(100))
    with pytest.raises(OutputError, match="'RGB'"):
        profile.load(file)


def test_a_broken_profile_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.icc"
    file.write_bytes(profile.load(None).content[:600])
    with pytest.raises(OutputError, match="broken"):
        profile.load(file)


def test_a_picture_that_a_theme_repeats_is_separated_too(page: Path, tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), "#8c2f24").save(page / "seal.png")
    (page / "my.css").write_text(
        ".opening { background: url(seal.png); background-size: 10mm }", encoding="utf-8"
    )
    (page / "book.toml").write_text('theme = "my.css"\n', encoding="utf-8")
    done = run("build", page, "-o", tmp_path / "out", "--edition", "print")
    assert done.returncode == 0, done.stderr
    (printed,) = (tmp_path / "out").glob("*.print.pdf")
    assert run("check", printed).returncode == 0
    with pikepdf.open(printed) as opened:
        pictures = [
            entry for entry in opened.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        ]  # fmt: skip
        assert pictures
        assert {str(picture.ColorSpace) for picture in pictures} == {"/DeviceCMYK"}


channel = st.integers(0, 255).map(lambda value: f"{value / 255:.6f}".rstrip("0").rstrip("."))


@given(channel, channel, channel, st.sampled_from(["rg", "RG"]))
def test_every_colour_becomes_a_tint_of_black_and_nothing_else_changes(
    red: str, green: str, blue: str, operator: str
) -> None:
    content = f"q\n{red} {green} {blue} {operator}\n[<00410042>-20<0043>] TJ\nQ".encode()
    first, second, *rest = plates.separated(content, plates._tint).split(b"\n")
    assert first == b"q"
    assert rest == [b"[<00410042>-20<0043>] TJ", b"Q"]
    *others, tint, name = second.split()
    assert others == [b"0", b"0", b"0"]
    assert 0 <= float(tint) <= 1
    assert name == {"rg": b"k", "RG": b"K"}[operator]
    assert (float(tint) == 1) == (float(red) + float(green) + float(blue) < 0.001)


def test_a_colour_that_has_no_plate_is_refused() -> None:
    with pytest.raises(OutputError, match="lab-d50"):
        plates.separated(b"/lab-d50 cs\n50 20 20 scn", plates._tint)
