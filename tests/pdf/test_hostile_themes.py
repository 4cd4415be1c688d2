"""A theme is a style sheet, comes to an end, and brings along what it names, or says why not."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import PAGE, run

from publisher import wording
from publisher.books.markup import render
from publisher.errors import SettingsError
from publisher.pdf.layout import layout
from publisher.pdf.part import Origin, Part
from publisher.runtime import overtime
from publisher.settings import load, themes
from publisher.settings.themes import NoStyleSheetError

FONT = "wOF2"
RULE = "p { color: #123456 } /* 颜色 */"
BOMB = "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(40))


def page_css() -> str:
    """Return the least that a page needs beside the style sheet: faces, size, lines."""
    faces = render("pdf/faces.css", words=wording.of("zh"))
    return f"{faces} @page {{ size: A5 }} html {{ --line: 17.5pt; --lines: 26 }}"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "my.css"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        RULE.encode(),
        RULE.encode("utf-8-sig"),
        RULE.encode("utf-16"),
        b"\xfe\xff" + RULE.encode("utf-16-be"),
        b'@charset "gb2312";' + RULE.encode("gb18030"),
        b'@charset "Big5";' + RULE.replace("颜", "顏").encode("big5"),
        b'@charset "utf-16";' + RULE.encode(),
    ],
)
def test_a_theme_is_read_in_the_encoding_that_css_says(tmp_path: Path, content: bytes) -> None:
    assert "#123456 } /* " in themes.read(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (RULE.encode("gb18030"), "is not utf-8 (byte 25)"),
        (b'@charset "nonsense";' + RULE.encode(), "which nobody knows"),
        (b"\xff\xfe" + b"\x00\xd8" + RULE.encode("utf-16-le"), "is not utf-16-le"),
        ("root:x:0:0:root:/root:/bin/bash\n", "has no rule"),
        ('{"a": {"b": 1}}', "has no rule"),
        ("#!/bin/sh\nf() { echo secret; }\n", "has no rule"),
        ("<html><style>p { color: red }</style></html>", "is markup"),
        ("p { color: red }\x00\x01", "has control characters"),
        ("a{}" * 30_000, "more than 20000 rules"),
        ("@media print {" * 100 + RULE + "}" * 100, "blocks within blocks"),
        ("p { width: " + "calc(" * 100 + "1px" + ")" * 100 + "}", "blocks within blocks"),
        (f":root {{ {BOMB} --a40: 1px }} p {{ width: var(--a0) }}", "grow without bound"),
    ],
)
def test_what_is_no_style_sheet_or_cannot_end_is_refused(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    with pytest.raises(NoStyleSheetError, match=re.escape(why)):
        themes.read(written(tmp_path, content))
    settings = tmp_path / "book.toml"
    settings.write_text('theme = "my.css"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(why)):
        load(settings)


@pytest.mark.parametrize("key", ["theme", "icc"])
def test_a_theme_and_a_profile_lie_beside_the_settings_or_are_named_in_full(
    tmp_path: Path, key: str
) -> None:
    below = tmp_path / "book"
    below.mkdir()
    content = b"p { color: red }" if key == "theme" else bytes(36) + b"acsp"
    outside = tmp_path / "outside"
    outside.write_bytes(content)
    (below / "link").symlink_to(outside)
    settings = below / "book.toml"
    table = "" if key == "theme" else "[print]\n"
    for name in ("../outside", "link"):
        settings.write_text(f'{table}{key} = "{name}"\n', encoding="utf-8")
        with pytest.raises(SettingsError, match="lies outside the folder"):
            load(settings)
    settings.write_text(f'{table}{key} = "{outside}"\n', encoding="utf-8")
    load(settings)


def test_a_profile_is_one(tmp_path: Path) -> None:
    (tmp_path / "my.icc").write_bytes(b"root:x:0:0:" * 20)
    settings = tmp_path / "book.toml"
    settings.write_text('[print]\nicc = "my.icc"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="is no ICC profile"):
        load(settings)


def test_pictures_faces_and_sheets_of_a_theme_are_in_the_epub(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "more").mkdir(parents=True)
    (pages / "page.txt").write_text(PAGE, encoding="utf-8")
    (pages / "book.toml").write_text('theme = "my.css"\n', encoding="utf-8")
    (pages / "more" / "印 章.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (pages / "more" / "face.woff2").write_text(FONT, encoding="utf-8")
    (pages / "more" / "in.css").write_text("h1 { background: url('印 章.svg') }", "utf-8")
    (tmp_path / "secret.png").write_text("secret", encoding="utf-8")
    css = (
        '@import "more/in.css";\n@font-face { font-family: x; src: url(more/face.woff2) }\n'
        "/* url(none.png) */ h2 { background: url(more/%E5%8D%B0%20%E7%AB%A0.svg) }\n"
        "h3 { background: url(../secret.png) }\nh4 { background: url(http://a.example/b.png) }\n"
        "h5 { background: url(file:///etc/passwd) }\nh6 { background: url(missing.png) }\n"
        "p { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) }\n"
    )
    (pages / "my.css").write_text(css, encoding="utf-8")
    done = run("build", str(pages), "-o", str(tmp_path / "out"), "--edition", "epub")
    assert done.returncode == 0, done.stderr
    for line, name in ((4, "secret.png"), (5, "b.png"), (6, "passwd"), (7, "missing.png")):
        assert re.search(rf"my\.css:{line}: warning: \S*{name} was left out", done.stderr), line
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.epub"))) as book:
        names = book.namelist()
        sheet = book.read("EPUB/styles/theme.css").decode()
        package = book.read("EPUB/content.opf").decode()
    named = re.findall(r'(?:url\(|@import )"(theme/[^"]+)"', sheet)
    assert len(named) == 3
    assert all(f"EPUB/styles/{name}" in names for name in named)
    assert "font/woff2" in package
    assert "image/svg+xml" in package
    assert "data:image/gif" in sheet
    assert not re.search("secret|passwd|example", sheet)


def test_a_part_that_takes_too_long_is_a_note_and_the_theme_is_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = written(tmp_path, "p { color: red }")
    html = '<html lang="zh"><head><title>x</title></head><body><p id="a">字</p></body></html>'
    part = Part(html, page_css(), "pdf.css", theme, origin=Origin("a", "活字"))
    cast = layout._cast

    def never(part: Part) -> object:
        while part.theme:
            pass
        return cast(part)

    monkeypatch.setattr(layout, "_cast", never)
    galley = layout.set_part(part, 1)
    assert [(entry.code, entry.text) for entry in galley.findings] == [("theme-overtime", "活字")]
    assert galley.leaves


def endless() -> None:
    while True:
        try:
            while True:
                pass
        except Exception:  # noqa: S112
            continue


def test_no_net_below_takes_the_end_of_time_for_a_fault() -> None:
    with pytest.raises(overtime.OvertimeError), overtime.after(1):
        endless()


def test_a_part_that_takes_too_much_memory_is_a_note_and_the_theme_is_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = written(tmp_path, "p { color: red }")
    html = '<html lang="zh"><head><title>x</title></head><body><p id="a">字</p></body></html>'
    part = Part(html, page_css(), "pdf.css", theme, origin=Origin("a", "活字"))
    cast, heap = layout._cast, []

    def ever_more(part: Part) -> object:
        while part.theme:
            heap.append(bytearray(1024 * 1024))
            time.sleep(0.001)
        heap.clear()
        return cast(part)

    monkeypatch.setattr(layout, "_cast", ever_more)
    monkeypatch.setattr(overtime.after.__wrapped__, "__defaults__", (256 * 1024 * 1024,))
    (said,) = layout.set_part(part, 60).findings
    assert (said.code, said.text, said.reason) == (
        "theme-overtime", "活字", "0.2 GiB of memory",
    )  # fmt: skip


def test_a_theme_that_cannot_be_laid_out_is_left_out_and_the_text_stands(tmp_path: Path) -> None:
    theme = written(tmp_path, "p { font-size: 1e9px; margin: 1e12px; padding: 1e15px }")
    html = '<html lang="zh"><head><title>x</title></head><body><p id="a">字</p></body></html>'
    part = Part(html, page_css(), "pdf.css", theme, origin=Origin("a", "活字"))
    galley = layout.set_part(part, 60)
    (said,) = galley.findings
    assert (said.code, said.text) == ("theme-fails", "活字")
    assert galley == layout.set_part(replace(part, theme=None), 60)._replace(findings=(said,))
