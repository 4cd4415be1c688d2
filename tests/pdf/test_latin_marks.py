"""Apostrophes and English quotes have Latin width on the page, Chinese quotes that of Han."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_composer_in_pages import composed, widths

from publisher.pdf.layout import latin_marks


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("去Wendy’s吧", "’"),
        ("在’90年代", "’"),
        ("摇滚’n’roll", "’’"),
        ("他说“Hello, world”了", ""),
        ("他说‘OK’了", ""),
        ("They don’t say “yes” at all", "’“”"),
        ("“Yes,” he said.", "“”"),
        ("“Yes”他说", ""),
        ("他答：“不”。", ""),
        ("句中的“he said ‘go’ and went”一句", "‘’"),
    ],
)
def test_a_mark_is_latin_where_english_owns_it(text: str, latin: str) -> None:
    assert "".join(text[place] for place in sorted(latin_marks.places(text))) == latin


@given(text=st.text(st.sampled_from("字a9，. “”‘’"), max_size=20))
def test_what_touches_no_latin_letter_is_never_an_apostrophe(text: str) -> None:
    for place in latin_marks.places(text):
        assert text[place] in "“”‘’"
        assert "字" not in text or any(char in "a9" for char in text)


@pytest.mark.parametrize("family", ["Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai"])
def test_an_apostrophe_is_as_narrow_as_its_word_and_a_quote_as_wide_as_han(
    tmp_path: Path, family: str
) -> None:
    css = f"""html {{ font-family: "{family}"; text-align: left;
              --full-width-marks: "Noto Serif CJK SC" }}"""
    (line,) = composed(tmp_path, "<p>他说“好”字，在’90年代去Wendy’s店", css)
    assert widths(line)["“"] == 1
    assert widths(line)["’"] < 0.5


def test_a_paragraph_in_english_has_narrow_marks(tmp_path: Path) -> None:
    (line,) = composed(tmp_path, "<p>They don’t say “yes”.")
    found = widths(line)
    assert max(found["’"], found["“"], found["”"]) < 0.6


def test_a_line_never_ends_at_an_apostrophe_within_a_word(tmp_path: Path) -> None:
    found = composed(tmp_path, f"<p>{'字' * 30}{'Wendy’s和' * 30}")
    assert len(found) > 2
    assert not any(line.text.endswith("’") or line.text.startswith(("’", "s")) for line in found)
