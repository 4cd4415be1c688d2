"""Whatever a page holds, twice as much of it takes no more than about twice as long to read."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import editing
from publisher.collecting import collection
from publisher.collecting.collection import collect
from publisher.editing import effort
from publisher.model import Chapter, Page, Paragraph, Role, Section, Text, Topic
from publisher.settings import Editing
from publisher.sources import bounds
from publisher.sources.reader import read_page

HEAD = "活字印刷\n2026-02-09\n基本释义\n  "
MARKUP = "<!DOCTYPE html><html><title>活字</title><body><h1>活字印刷</h1><h3>基本释义</h3>"

SHAPES: dict[str, Callable[[int], str]] = {
    "tags that are never closed": lambda n: HEAD + "<b>字" * n,
    "comments that are never closed": lambda n: HEAD + "字<!--" * n,
    "lines of code": lambda n: HEAD + "  for (i = 0; i < n; i++) { x(i); }\n" * n,
    "entities": lambda n: HEAD + "字&nbsp;" * n,
    "CDATA that is never closed": lambda n: (
        '<?xml version="1.0"?>' + MARKUP + "<p>" + "<![CDATA[" * n
    ),
    "advertisements within each other": lambda n: MARKUP + '<div class="ad">字' * n,
    "attributes": lambda n: MARKUP + "<p " + " ".join(f"a{k}=b" for k in range(n)) + ">字。</p>",
}


def steps(text: str) -> int:
    """Count the calls that reading a page takes, those of C among them."""
    profile = cProfile.Profile()
    profile.runcall(read_page, text.encode(), "page")
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_much_takes_twice_as_many_steps(shape: str) -> None:
    few, many = (steps(SHAPES[shape](number)) for number in (2_000, 8_000))
    assert many < 6 * few


@pytest.mark.parametrize(("mark", "most"), [("\n", "MOST_LINES"), ("<", "MOST_TAGS")])
def test_what_is_too_much_is_cut_off_and_said(
    monkeypatch: pytest.MonkeyPatch, mark: str, most: str
) -> None:
    monkeypatch.setattr(bounds, most, 100)
    whole = HEAD + f"  字印刷。{mark}" * 200
    page, problems = read_page(whole.encode(), "page.txt")
    (said,) = (entry for entry in problems if entry.code == "cut-off")
    assert said.level == "error"
    assert page.topics
    assert page.letters < whole.count("字印刷") * 3


def test_a_page_of_prose_of_the_largest_size_is_read_whole() -> None:
    line = "  雕版印刷，是把文字反刻在木板上，刷墨铺纸的印书办法。\n"
    text = HEAD + line * (10 * 1024 * 1024 // len(line.encode()))
    assert bounds.within(text).text == text
    chapter = _chapter(*text.split("\n"))
    assert effort.too_much(chapter) is None


def _chapter(*texts: str) -> Chapter:
    blocks = tuple(Paragraph((Text(text),)) for text in texts)
    section = Section("详细释义", Role.DETAIL, blocks)
    return Chapter("a", "活字", "huo zi", "h", (section,), "page.txt", 2)


@pytest.mark.parametrize(
    "text", ["'" * 200_000, '"字' * 200_000, "," * 200_000, "f (i = 0; i < n); " * 50_000]
)
def test_what_no_person_wrote_is_not_edited_and_this_is_said(text: str) -> None:
    chapter = _chapter(text)
    edited, problems = editing.edit_chapter(chapter, Editing())
    assert edited == chapter
    assert [(entry.code, entry.line) for entry in problems] == [("not-edited", 2)]


def test_equal_ids_do_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    class Counting(dict[str, int]):
        def __contains__(self, name: object) -> bool:
            nonlocal asked
            asked += 1
            return super().__contains__(name)

    taken = Counting()
    for _ in range(8_000):
        collection._unique("huo-zi", taken)
    assert asked < 3 * 8_000


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b", "a-3"]), max_size=30))
def test_ids_are_unique_and_the_first_has_the_bare_name(wanted: list[str]) -> None:
    taken: dict[str, int] = {}
    given = [collection._unique(name, taken) for name in wanted]
    assert len(set(given)) == len(given)
    assert all(name.startswith(asked) for name, asked in zip(given, wanted, strict=True))


def test_thousands_of_topics_of_one_reading_have_ids_of_their_own() -> None:
    titles = [f"活{chr(0x5B57)}{'　' * number}" for number in range(3)] + ["火字", "或字"]
    blocks = (Paragraph((Text("字"),)),)
    topics = tuple(
        Topic(title, (Section("详细释义", Role.DETAIL, blocks),), "p", place, main=False)
        for place, title in enumerate(titles)
    )
    collected, _ = collect([Page("p", topics)])
    ids = [chapter.id for chapter in collected.chapters]
    assert len(set(ids)) == len(ids)
