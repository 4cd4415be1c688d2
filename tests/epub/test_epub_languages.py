"""A voice reads English words as English, Japanese has its own forms, and nothing else moves."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publisher.books.paging import PageMark
from publisher.epub import page_marks, words

SPAN = re.compile(r'<span lang="([^"]+)" xml:lang="\1">(.*?)</span>')


def marked(text: str) -> list[tuple[str, str]]:
    """Return the languages and words that are marked in a text."""
    return SPAN.findall(words.mark(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先用Photoshop修图。", [("en", "Photoshop")]),
        ("《On the Origin of Species》初版", [("en", "On the Origin of Species")]),
        ("叫作user interface，简称UI", [("en", "user interface")]),
        ("即internationalization", [("en", "internationalization")]),
        ("见state-of-the-art-typography", [("en", "state-of-the-art-typography")]),
        ("见Café de Paris in Berlin一章", [("en", "Café de Paris in Berlin")]),
        ("读作hànyǔ pīnyīn", [("zh-Latn-pinyin", "hànyǔ pīnyīn")]),
        ("写作Tiếng Việt", [("vi", "Tiếng Việt")]),
        ("平仮名（ひらがな）与カタカナ", [("ja", "ひらがな"), ("ja", "カタカナ")]),
        ("お茶を飲みます", [("ja", "お茶を飲みます")]),
        ("韩文的훈민정음 해례본是", [("ko", "훈민정음 해례본")]),
        ("俄文Преступление и наказание", [("ru", "Преступление и наказание")]),
        ("乌克兰文Київський", [("uk", "Київський")]),
        ("哈萨克文Қазақстан", [("kk", "Қазақстан")]),
        ("希腊文Ἰλιάς", [("el", "Ἰλιάς")]),
        ("阿拉伯文مكتبة，波斯文چاپ，维吾尔文كىتابلار ئۆي", [
            ("ar", "مكتبة"), ("fa", "چاپ"), ("ug", "كىتابلار ئۆي"),
        ]),
        ("希伯来文ספר，泰文หนังสือ，藏文དཔེ་ཆ", [("he", "ספר"), ("th", "หนังสือ"), ("bo", "དཔེ་ཆ")]),
    ],
)  # fmt: skip
def test_words_are_read_in_their_own_language(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A组与B组，x轴，第Ⅲ卷",
        "长210 mm，重5kg，600dpi，2.4 GHz",
        "见https://www.example.org/books/index.html",
        "写信到editor@example.org",
        "放在templates/epub/page.xhtml里",
        "加上--no-cache，用std::move",
        "毕昇（Bi Sheng）在Hangzhou",
        "角α、β与αβ",
        "优の良品",
        "《Les Misérables》与《Die Verwandlung und der Prozess》",
        "<nav>与</nav>",
        "写作&nbsp;和&ldquo;",
    ],
)
def test_what_is_no_word_or_not_certain_keeps_the_language_of_the_book(text: str) -> None:
    assert marked(text) == []


def test_tags_code_and_missing_characters_are_left_alone() -> None:
    fragment = Markup(
        '<section class="chapter"><p>用<code>print</code>和<span class="missing">U+2B8B3</span>'
        "，R&amp;D与markup</p></section>"
    )
    assert words.mark(fragment) == fragment.replace(
        "markup", Markup('<span lang="en" xml:lang="en">markup</span>')
    )


@given(st.text("的版本abTheКнかな한ع 1.,/&<>'’-", max_size=60))
def test_marking_changes_no_character(text: str) -> None:
    once = words.mark(text)
    assert unescape(re.sub("<[^>]*>", "", once)) == text
    assert words.mark(Markup("<p>{}</p>").format(once)) == f"<p>{once}</p>"


def test_the_words_of_the_book_itself_are_not_marked() -> None:
    assert words.mark("かなの言葉とtypography", "ja") == (
        'かなの言葉と<span lang="en" xml:lang="en">typography</span>'
    )
    assert words.mark("The typography of かなづかい", "en-GB") == (
        'The typography of <span lang="ja" xml:lang="ja">かなづかい</span>'
    )


def test_a_page_of_print_may_begin_within_a_marked_word() -> None:
    fragment = words.mark(Markup("<p>讲typography的书</p>"))
    broken = page_marks.insert(fragment, [PageMark("x", 0, 5, "7")], "第{}页".format)
    assert re.sub(r"<span id=[^>]*></span>", "|", broken) == (
        '<p>讲<span lang="en" xml:lang="en">typo|graphy</span>的书</p>'
    )
