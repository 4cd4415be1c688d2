"""A user's theme: what it draws stays where it belongs, and what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from conftest import PAGE, run
from measuring import Line, lines
from PIL import Image

SEAL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" width="120" height="60">
<rect width="120" height="60" fill="#eee"/>
<text x="8" y="40" font-size="24" font-family="Noto Serif CJK SC">{text}</text></svg>"""


def themed(folder: Path, css: str, **files: str) -> Path:
    """Make a folder of pages with a theme; `files` are drawings beside it."""
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "theme.css").write_text(css, encoding="utf-8")
    (folder / "book.toml").write_text('theme = "theme.css"\n', encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.svg").write_text(content, encoding="utf-8")
    return folder


def built(pages: Path, out: Path, *editions: str) -> tuple[Path, str]:
    """Build the screen edition (or others); return it and what was said."""
    named = [part for edition in editions or ("screen",) for part in ("--edition", edition)]
    done = run("build", pages, "-o", out, *named)
    assert done.returncode == 0, done.stderr
    return min(out.glob("*.pdf"), key=lambda path: len(path.name)), done.stderr


def body(path: Path) -> list[tuple[str, float, float]]:
    """Return the lines of a book without those of the seal, with their places."""
    return [
        (line.text, round(line.left, 2), round(line.letters[0].baseline, 2))
        for line in lines(path)
        if not is_seal(line)
    ]


def is_seal(line: Line) -> bool:
    return "藏" in line.text or "seal" in line.text


@pytest.mark.parametrize("text", ["藏书印", "seal of 1901", "藏 seal"])
@pytest.mark.parametrize(
    "css",
    [
        "@page { background: url(seal.svg) no-repeat 50% 90%; }",
        ".opening { background: url(seal.svg) no-repeat right top; }",
        "@page { @bottom-center { content: url(seal.svg); } }",
    ],
)
def test_text_in_a_drawing_of_a_theme_moves_nothing_on_the_page(
    text: str, css: str, tmp_path: Path
) -> None:
    plain, _ = built(themed(tmp_path / "plain", ""), tmp_path / "a")
    drawn, said = built(
        themed(tmp_path / "drawn", css, seal=SEAL.format(text=text)), tmp_path / "b"
    )
    assert body(drawn) == body(plain)
    assert [line for line in lines(drawn) if is_seal(line)]
    assert "warning" not in said


WRONG = """
@page { background: url(gone.png); }
h3 { flex-wombat: 3; }
p::frob { color: red; }
@font-face { font-family: Nowhere; src: url(nowhere.woff2); }
.detail { margin-left: 3frobs; }
"""
SAID = ["gone.png", "flex-wombat", "p::frob", "Nowhere", "3frobs"]


def times(fault: str, said: str) -> int:
    return sum(fault in line for line in said.splitlines())


def test_each_fault_of_a_theme_is_told_once_with_its_place(tmp_path: Path) -> None:
    pages = themed(tmp_path / "pages", WRONG)
    _, said = built(pages, tmp_path / "out", "screen", "print")
    for fault in SAID:
        (line,) = [line for line in said.splitlines() if fault in line]
        assert line.startswith(str(pages / "theme.css"))
        assert "; hint: " in line
    (line,) = [line for line in said.splitlines() if "flex-wombat" in line]
    assert line.startswith(f"{pages / 'theme.css'}:3: warning: ")


def test_faults_are_told_again_when_chapters_come_from_the_cache(tmp_path: Path) -> None:
    pages = themed(tmp_path / "pages", WRONG)
    built(pages, tmp_path / "out")
    changed = PAGE.replace("一字一印", "一字一个")
    for text in (PAGE, changed):
        (pages / "page.txt").write_text(text, encoding="utf-8")
        _, said = built(pages, tmp_path / "again")
        assert [fault for fault in SAID if times(fault, said) != 1] == []


@pytest.mark.parametrize("command", ["handout", "batch"])
def test_other_commands_tell_them_too(command: str, tmp_path: Path) -> None:
    pages = themed(tmp_path / "pages", WRONG)
    options = ["--edition", "screen"] if command == "batch" else ["--all"]
    done = run(command, pages, "-o", tmp_path / "out", *options)
    assert done.returncode == 0, done.stderr
    assert [fault for fault in SAID if times(fault, done.stderr) != 1] == []


def test_a_good_theme_and_none_are_met_with_silence(tmp_path: Path) -> None:
    for css in ("", "h3 { color: #123456; }"):
        folder = tmp_path / f"pages{len(css)}"
        _, said = built(themed(folder, css), tmp_path / f"out{len(css)}", "screen", "print")
        assert "theme.css" not in said
        assert "styles/" not in said


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_pictures_of_a_theme_are_none_that_pdf_a_forbids(mode: str, tmp_path: Path) -> None:
    css = ".opening { background: url(picture.png); } @page { background: url(picture.png); }"
    pages = themed(tmp_path / "pages", css)
    Image.new(mode, (40, 40)).save(pages / "picture.png")
    file, _ = built(pages, tmp_path / "out")
    with pikepdf.open(file) as pdf:
        pictures = [
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert not [picture for picture in pictures if picture.get("/Interpolate")]


def test_no_entry_stands_twice_in_a_link(tmp_path: Path) -> None:
    file, _ = built(themed(tmp_path / "pages", ""), tmp_path / "out")
    with pikepdf.open(file) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        assert links
        assert all(link.F == 4 for link in links)
        assert not [warning for warning in pdf.get_warnings() if "duplicate" in str(warning)]
