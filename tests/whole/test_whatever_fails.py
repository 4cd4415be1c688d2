"""No paragraph takes a book with it: what fails at any stage is set plainly, or noted, and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from publisher import editions
from publisher.batch.making import Job
from publisher.books.volumes import Volume
from publisher.editions import Commission
from publisher.model import Book, Chapter, Metadata, Paragraph, Role, Section, Text
from publisher.pdf.layout import drawing, fallback, layout, lines, paragraphs
from publisher.problems import Problem
from publisher.settings import Press, Settings

pytestmark = [
    pytest.mark.usefixtures("alone"),
    # WeasyPrint leaves the profile of its colours open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ODD = "桥下有一条船，船头立着一只白鹭，水面静得像一块旧玻璃，" * 4
EVEN = "村口的槐树下，老人们每天傍晚都来坐一坐，说说田里的事。" * 4


def chapter(name: str, *texts: str, line: int = 2) -> Chapter:
    blocks = tuple(Paragraph((Text(text),)) for text in texts)
    section = Section("详细释义", Role.DETAIL, blocks)
    return Chapter(name, f"题目{name}", name, name[0], (section,), f"{name}.txt", line)


def book(*chapters: Chapter) -> Book:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    return Book(Metadata("不倒的书", "urn:uuid:1", "zh-Hans", day), chapters)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let all be done in this process, with nothing of an earlier run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("publisher.runtime.workers._alone", lambda: True)


def published(tmp_path: Path, made: Book) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the screen PDF of a book, and what was told of it."""
    commission = Commission(made, Settings().trim)
    (artifact,), error = editions.publish(commission, "screen", tmp_path / "out")
    assert error is None, error
    pages = pypdfium2.PdfDocument(tmp_path / "out" / artifact.name)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(text.split()), artifact.problems


def failing_on(text: str, function: Callable[..., Any], of: Callable[..., str]) -> Any:
    """Return a function that raises where `of` its arguments is `text`."""

    def wrapper(*arguments: Any, **named: Any) -> Any:
        if text in of(*arguments):
            raise IndexError("list index out of range")
        return function(*arguments, **named)

    return wrapper


def of_piece(_stream: Any, piece: Any, *_: Any) -> str:
    return "".join(unit.text for unit in piece.paragraph.units)


def of_first_line(_setting: Any, _context: Any, linebox: Any, _top: Any, skip: Any, _: Any) -> str:
    return "" if skip else fallback.text_of(linebox)


def of_a_later_line(setting: Any, context: Any, linebox: Any, top: Any, skip: Any, _: Any) -> str:
    return fallback.text_of(linebox) if skip else ""


# the composer itself may be compiled: it fails where it is called
STAGES = {
    "shaping": (paragraphs, "typeset", fallback.text_of),
    "the first line": (lines, "next_line", of_first_line),
    "a later line": (lines, "next_line", of_a_later_line),
    "drawing": (drawing, "draw", of_piece),
}


def fail(monkeypatch: pytest.MonkeyPatch, stage: str, text: str = "白鹭") -> None:
    """Let a stage raise for the paragraphs in which `text` is."""
    owner, name, of = STAGES[stage]
    monkeypatch.setattr(owner, name, failing_on(text, getattr(owner, name), of))


@pytest.mark.parametrize("stage", STAGES)
def test_a_paragraph_that_fails_is_in_the_book_and_told_with_page_line_and_text(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, stage)
    made = book(chapter("ai", EVEN, ODD, EVEN, line=7), chapter("bo", EVEN))
    text, problems = published(tmp_path, made)
    assert text.count(ODD) == 1
    assert text.count(EVEN) == 3
    (found,) = problems
    assert (found.code, found.place) == ("not-composed", "ai.txt:7")
    assert "桥下有一条船" in found.message
    assert "IndexError: list index out of range" in found.message


def spoil(monkeypatch: pytest.MonkeyPatch, width: float, dropped: int) -> None:
    """Let the composer find a width that cannot be, or lose the first letters of a paragraph."""
    typeset = paragraphs.typeset

    def wrong(linebox: Any) -> Any:
        setting = typeset(linebox)
        if "白鹭" not in fallback.text_of(linebox):
            return setting
        units = setting.paragraph.units[dropped:]
        return SimpleNamespace(natural_width=width, paragraph=SimpleNamespace(units=units))

    monkeypatch.setattr(paragraphs, "typeset", wrong)


@pytest.mark.parametrize(
    ("width", "dropped"), [(float("nan"), 0), (float("inf"), 0), (900.0, 1), (900.0, 40)]
)
def test_nonsense_from_the_composer_is_not_printed(
    width: float, dropped: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, width, dropped)
    text, problems = published(tmp_path, book(chapter("ai", EVEN, ODD)))
    assert text.count(ODD) == 1
    assert ["text without glyphs" in problem.message for problem in problems] == [True]


def test_a_chapter_in_which_all_paragraphs_fail_is_set_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "drawing", "")
    text, problems = published(tmp_path, book(chapter("ai", *[ODD, EVEN] * 2)))
    assert text.count("白鹭") == text.count("槐树") == 8
    assert problems


def test_a_chapter_that_cannot_be_laid_out_leaves_a_note_and_the_rest_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "_cast", failing_on("石狮子", layout._cast, lambda part: part.html))
    broken = chapter("bo", EVEN + "石狮子", line=31)
    text, problems = published(tmp_path, book(chapter("ai", ODD), broken, chapter("ci", ODD)))
    assert text.count(ODD) == 2
    assert "正文从缺" in text
    assert text.count("题目bo") >= 3
    (found,) = problems
    assert (found.code, found.level, found.place) == ("not-laid-out", "error", "bo.txt:31")


def test_what_was_found_is_told_again_when_the_galley_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail(patch, "drawing")
        _, first = published(tmp_path, book(chapter("ai", ODD)))
    monkeypatch.setattr(layout, "set_part", None)
    _, again = published(tmp_path, book(chapter("ai", ODD)))
    assert first == again != ()


def test_a_volume_that_cannot_be_made_says_where_its_text_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("publisher.fonts.coverage.mark_missing", lambda _book: {}["nothing"])
    volume = Volume("bo", book(chapter("bo", EVEN, line=12)))
    outcome = Job(volume, ("screen",), Settings().trim, None, Press(), False)()
    assert outcome.reason
    place = "bo.txt:12, the screen edition"
    assert outcome.reason.startswith(f"{place}: cannot be made: KeyError: 'nothing'; hint:")


def test_an_edition_that_cannot_be_made_is_an_error_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.fonts.coverage.mark_missing", lambda _book: {}["nothing"])
    commission = Commission(book(chapter("ai", ODD)), Settings().trim)
    _, error = editions.publish(commission, "screen", tmp_path)
    assert "cannot be made: KeyError: 'nothing'" in str(error)
