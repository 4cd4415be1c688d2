"""A long address runs over lines and leaves none before it torn apart."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publisher.epub import words


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("https://archive.example.org/2026/print.html",
         ["https://", "archive.", "example.", "org/", "2026/", "print.", "html"]),
        ("/srv/books/out/mu_lu-final.epub",
         ["/", "srv/", "books/", "out/", "mu_", "lu-", "final.", "epub"]),
        ("q?name=value&other=value&third", ["q?", "name=", "value&", "other=", "value&", "third"]),
        ("first.last@mail.example.org", ["first.", "last@", "mail.", "example.", "org"]),
    ],
)  # fmt: skip
def test_a_long_token_may_be_broken_after_its_marks(token: str, pieces: list[str]) -> None:
    opened = words.mark(Markup("<p>见{}。</p>").format(token))
    assert unescape(opened).split("<wbr/>") == [
        f"<p>见{pieces[0]}", *pieces[1:-1], f"{pieces[-1]}。</p>",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["1/2与A-B", "2026-02-09", "A/B/C-D", "1.2.3.4与5_6"])
def test_a_short_one_is_left_alone(text: str) -> None:
    fragment = Markup("<p>{}</p>").format(text)
    assert words.mark(fragment) == fragment


@given(st.text("a/.&<>\"'#的 ", min_size=1, max_size=80))
def test_no_character_and_no_tag_changes(text: str) -> None:
    fragment = Markup('<p id="{0}">{0}<b class="lead">{0}</b></p>').format(text)
    assert words.mark(fragment).replace(Markup("<wbr/>"), "") == fragment
