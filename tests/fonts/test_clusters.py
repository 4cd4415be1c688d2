"""What readers take for one character stays one: in a page, in a book, on a cover."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uharfbuzz as hb
from conftest import made
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publisher.books.paging import PageMark
from publisher.composing.kinds import Kind, kind
from publisher.epub import page_marks
from publisher.fonts import coverage, packaged
from publisher.fonts.clusters import clusters, shares
from publisher.model import Book, Chapter, Metadata, Missing, Paragraph, Role, Section, Text
from publisher.sources.text.cleaning import clean

SEQUENCES = (
    "葛\U000e0100", "\u6f22\ufe00", "ᠠ\u180b", "字\u0308", "か\u3099", "e\u0302\u0323",
    "1\ufe0f\u20e3", "#\ufe0f\u20e3", "❤\ufe0f", "♻\ufe0e", "👍🏽", "☝🏿", "🇨🇳", "🇫🇷",
    "👨\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🚀", "🏳\ufe0f\u200d🌈", "❤\ufe0f\u200d🔥",
    "🧑🏻\u200d🤝\u200d🧑🏿",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
)  # fmt: skip
CLUSTERS = st.lists(st.one_of(st.sampled_from(SEQUENCES), st.sampled_from("字，aé1🎉 。")))
PICTURES = [cluster for cluster in SEQUENCES if cluster[0] in "1#❤👍☝🇨🇫👨👩🏳🧑🏴"]


@given(CLUSTERS)
def test_a_text_falls_into_what_a_reader_sees(wanted: list[str]) -> None:
    assert list(clusters("".join(wanted))) == wanted


@given(CLUSTERS)
def test_reading_a_page_takes_nothing_from_a_sequence(text: list[str]) -> None:
    assert clean("".join(text)) == "".join(text)


@pytest.mark.parametrize(
    "torn", ["字\u200d字", "\u200d字", "字\U000e0067\U000e007f", "🎉\U000e0067"], ids=ascii
)
def test_what_joins_nothing_is_dropped(torn: str) -> None:
    assert not set(clean(torn)) & {"\u200d", "\U000e0067", "\U000e007f"}


@pytest.mark.parametrize("picture", PICTURES, ids=ascii)
def test_an_emoji_breaks_like_a_han_character_whatever_it_begins_with(picture: str) -> None:
    assert kind(picture) == Kind.HAN


def test_a_digit_alone_is_no_keycap() -> None:
    assert kind("1") == kind("#") == kind("e\u0301") == Kind.WORD


def book(text: str, title: str = "题") -> Book:
    section = Section("基本释义", Role.SUMMARY, (Paragraph((Text(text),)),))
    chapter = Chapter("ti", title, "ti", "t", (section,), "page.txt", 2)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Book(Metadata("书", "urn:x", "zh-Hans", now), (chapter,))


@pytest.mark.parametrize("sequence", SEQUENCES, ids=ascii)
def test_no_sequence_is_reported_as_missing(sequence: str) -> None:
    unchanged = book(f"前{sequence}后")
    assert coverage.mark_missing(unchanged) == (unchanged, ())


@pytest.mark.parametrize("mark", ["\u1ae0", "\u1aff", "\U000e01ef", "\ufe0d"], ids=ascii)
def test_a_mark_that_no_face_has_is_not_seen_on_a_character_that_one_has(mark: str) -> None:
    unchanged = book(f"字{mark}样")
    assert coverage.mark_missing(unchanged) == (unchanged, ())


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("\U0003347f字", "missing-everywhere", "U+3347F"),
        ("\U0003347f\U000e0101字", "missing-everywhere", "U+3347F"),
        ("\U00018b00字", "missing-glyph", "U+18B00"),
        ("\ue5e5字", "private-use", "U+E5E5"),
        ("\U00100000字", "private-use", "U+100000"),
    ],
    ids=ascii,
)
def test_a_missing_character_is_shown_and_reported_once_a_chapter(
    text: str, code: str, shown: str
) -> None:
    marked, problems = coverage.mark_missing(book(text * 3, title=f"说{text[:-1]}"))
    (problem,) = problems
    assert problem.code == code
    assert f"{shown}" in problem.message
    assert "4 time(s)" in problem.message
    (chapter,) = marked.chapters
    assert chapter.title == f"说〔{shown}〕"
    content = chapter.sections[0].blocks[0].content
    assert content == (Missing(text[:-1]), Text("字")) * 3
    assert [inline.code_point for inline in content if isinstance(inline, Missing)] == [shown] * 3


def test_a_family_that_no_face_has_is_one_character() -> None:
    family = "👨\u200d👩\u200d👧"
    assert Missing(family).code_point == "U+1F468 U+1F469 U+1F467"


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\U00020000", "fonts-hanazono"), ("\U0002ceb0", "fonts-hanazono"),
        ("\U00030000", "fonts-babelstone-han"), ("\U00018b00", "fonts-unifont"),
        ("\U00017000", "fonts-noto-core"), ("🎉", "fonts-symbola"), ("中", "fonts-noto-cjk"),
        ("\U0002ebf0", None), ("\U000323b0", None), ("\ue5e5", None),
    ],
    ids=ascii,
)  # fmt: skip
def test_the_hint_names_a_package_that_has_the_character(char: str, name: str | None) -> None:
    assert packaged.package(char) == name


def installed(package: str) -> set[int]:
    """Return the characters of the faces in a Debian package; none if it is not installed."""
    asked = subprocess.run(  # noqa: S603
        ["dpkg-query", "-L", package],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    paths = [line for line in asked.stdout.splitlines() if line.endswith((".ttf", ".ttc", ".otf"))]
    faces = (hb.Face(hb.Blob.from_file_path(path)) for path in paths)
    return {code for face in faces for code in face.unicodes}


def test_the_packages_that_are_here_have_what_the_table_says() -> None:
    lines = (Path(packaged.__file__).parent / "packaged.txt").read_text().splitlines()
    before: set[int] = set()
    for name, *spans in map(str.split, lines):
        listed = {
            code
            for first, _, last in (span.partition("-") for span in spans)
            for code in range(int(first, 16), int(last or first, 16) + 1)
        }
        own = installed(name)
        assert own == set() or listed - before <= own, name
        before |= listed


FRAGMENT = st.lists(st.sampled_from([*SEQUENCES, "字", "e"]), min_size=1, max_size=8)


@given(FRAGMENT, st.integers(0, 40))
def test_no_page_mark_stands_inside_a_sequence(text: list[str], characters: int) -> None:
    mark = PageMark("ti", 0, characters, "1")
    marked = page_marks.insert(Markup("<p>{}</p>").format("".join(text)), [mark], "第{}页".format)
    before = marked.partition("<span")[0].removeprefix("<p>").removesuffix("</p>")
    assert before in ["".join(text[:count]) for count in range(len(text) + 1)]


def test_a_page_of_sequences_stands_whole_in_the_epub(tmp_path: Path) -> None:
    text = "，".join(SEQUENCES)
    page = f"位置:试验wiki > z专题\n题目🎉\n\n基本释义\n\n\u00a0\u00a0 {text}。\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    files = made([tmp_path, "--edition", "epub"], tmp_path.with_name(f"{tmp_path.name}-out"))
    with zipfile.ZipFile(files[".epub"]) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "xhtml" in name]
    shown = [re.sub("<[^>]*>", "", page) for page in pages]
    assert sum(text in page for page in shown) == 1


@given(st.sampled_from(SEQUENCES), st.integers(1, 6))
def test_the_glyphs_of_a_cluster_stand_together_for_all_of_it(cluster: str, count: int) -> None:
    found = shares(cluster, count)
    assert len(found) == count
    assert "".join(found) == cluster
    assert found[0]
