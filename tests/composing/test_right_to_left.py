"""Arabic, Hebrew and their like among Chinese: in their order on paper, and when copied."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from conftest import PAGE, made, run
from finishing import finished
from measuring import lines

from publisher.composing import bidi

CSS = """@page { size: 340pt 700pt; margin: 20pt }
html { font: 10pt/20pt "Noto Serif CJK SC", "Noto Naskh Arabic"; text-align: justify }
p { margin: 0 }"""
CHINESE = "<p>一段只有汉字的话，好让这一页从左往右读。</p>" * 6
DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c"))
"""Marks of direction, which readers put in and nobody sees."""

PHRASES = {
    "one word": "كتاب",
    "two words": "قلم رصاص",
    "lam-alef": "الأول والآخر",
    "Uyghur": "ئۇيغۇرچە كىتاب",
    "Urdu": "اچھی کتاب ہے",
    "Hebrew": "ספר טוב",
    "points": "סֵפֶר טוֹב",
    "vowels": "كِتَابٌ جَمِيلٌ",
}


def poppler(file: Path) -> str:
    done = subprocess.run(  # noqa: S603 -- a fixed command
        ["pdftotext", file, "-"],  # noqa: S607
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def pdfium(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    return "".join(page.get_textpage().get_text_range() for page in pages)


READERS = {"poppler": poppler, "pdfium": pdfium}


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(DIRECTIONS))


def page(tmp_path: Path, *paragraphs: str) -> Path:
    file = tmp_path / "page.pdf"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    file.write_bytes(finished(f"<html lang='zh-Hans'><style>{CSS}</style><body>{body}{CHINESE}"))
    return file


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_a_phrase_among_chinese_is_copied_as_it_was_typed(
    reader: str, phrase: str, tmp_path: Path
) -> None:
    file = page(tmp_path, f"这里写着{phrase}，后面是汉字。", f"“{phrase}”", phrase)
    assert plain(READERS[reader](file)).count(plain(phrase)) == 3


@pytest.mark.parametrize("word", ["می‌روم", "کتاب‌ها", "خانه‌ای بزرگ"])
def test_a_persian_word_keeps_its_joiners_where_they_stand_alone(word: str, tmp_path: Path) -> None:
    file = page(tmp_path, word, f"{word} {word}")
    assert plain(poppler(file)).count(word) == plain(pdfium(file)).count(word) == 3


def test_a_persian_word_among_chinese_keeps_all_letters_in_order_for_every_reader(
    tmp_path: Path,
) -> None:
    file = page(tmp_path, "甲，乙“丙”丁、戊می‌روم己，庚。")
    assert "می‌روم" in plain(pdfium(file))
    text = plain(poppler(file))
    assert "\u200c" in text
    assert "میروم" in text.replace("\u200c", "")


def test_what_stands_beside_a_phrase_stays_there_for_poppler(tmp_path: Path) -> None:
    text = plain(poppler(page(tmp_path, "甲（قلم）乙，قلم。丙")))
    assert "甲（قلم）乙，قلم。丙" in text


def test_a_phrase_over_several_lines_goes_on_where_it_stopped(tmp_path: Path) -> None:
    words = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"] * 2
    file = page(tmp_path, f"数到二十：{' '.join(words)}，完了。")
    found = " ".join(plain(poppler(file)).split()).replace("：", " ").replace("，", " ")
    assert " ".join(words) in found


def test_words_stand_from_right_to_left_on_paper(tmp_path: Path) -> None:
    file = page(tmp_path, "甲قلم كتاب乙")
    (line,) = (line for line in lines(file) if "甲" in line.text)
    where = {letter.text: letter.left for letter in line.letters if letter.text in "甲قب乙"}
    assert where["甲"] < where["ب"] < where["ق"] < where["乙"]


def test_nothing_is_over_or_beside_a_justified_line(tmp_path: Path) -> None:
    text = "汉字之间قلم رصاص كتاب جميل再接汉字，好让这一行两端对齐。"
    for line in lines(page(tmp_path, text * 5)):
        assert line.left >= 20 - 0.1
        assert max(letter.right for letter in line.letters) <= 320.6, line.text


def test_digits_and_brackets_are_where_the_algorithm_puts_them() -> None:
    # a b [C D 1 2 E] f, where capitals run from right to left
    assert bidi.visual([0, 0, 1, 1, 2, 2, 1, 0]) == [0, 1, 6, 4, 5, 3, 2, 7]
    assert bidi.visual([]) == []
    assert list(bidi.runs([0, 1, 2, 0, 1])) == [(1, 2), (4, 4)]


INDENT = "\n\n\u00a0\u00a0 "
EVERYWHERE = PAGE.replace("活字", "ئۇيغۇر活字").replace(
    "先写样",
    INDENT.join(["قلم رصاص:先写样كتاب", "1、قلم", "هذا كتاب جميل جدا في الخط", "写样"]),
)


def test_titles_items_and_paragraphs_are_made_in_all_editions(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(EVERYWHERE, encoding="utf-8")
    editions = [word for name in ("epub", "screen", "print") for word in ("--edition", name)]
    out = tmp_path / "out"
    files = made([folder, *editions], out, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert run("handout", folder, "-o", out).returncode == 0
    for file in (files[".pdf"], *out.glob("*.print.pdf"), *out.glob("*.handout.pdf")):
        if "cover" in file.name:
            continue
        text = plain(poppler(file))
        assert text.count("ئۇيغۇر活字") >= 1
        assert "قلم رصاص" in text
        assert "هذا كتاب جميل جدا في الخط" in text


def test_a_whole_arabic_paragraph_begins_on_the_right(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(EVERYWHERE, encoding="utf-8")
    files = made([tmp_path, "--edition", "screen"], tmp_path.with_name(f"{tmp_path.name}-out"))
    found = [line for line in lines(files[".pdf"]) if "جميل" in line.text]
    mid = 148 / 25.4 * 72 / 2
    assert found
    assert all(min(letter.left for letter in line.letters) > mid - 60 for line in found)
