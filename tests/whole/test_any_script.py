"""Whatever scripts a page mixes, its paragraphs are set, and all of its letters are in the file."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from html import escape
from io import BytesIO

import pypdfium2
from finishing import finished
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

SCRIPTS = {
    "Han": "天地玄黄宇宙洪荒，。、；：“”《》（）——……",
    "Latin": "abcdefgh ABC 0123,.()-éüß",
    "Arabic": "ابتثجحخلالامهويﷲ ،؟()0123",
    "points of Arabic": "\u064b\u064e\u064f\u0651\u0670",
    "Persian": "پچژگکی\u200c",
    "Uyghur": "ئۇيغۇرچەۋېڭھ ",
    "Hebrew": "אבגדהלםןשת \u05b8\u05b9\u05c1",
    "Devanagari": "कखगतरषिीुे्\u200d\u200c ",
    "Thai": "กขคงนภาษไที่ำ้",
    "Tibetan": "ཀཁགབོདིུྱ་ ",
    "Khmer": "កខគងភាសាខ្មែរ",
    "Mongolian": "ᠠᠡᠢᠣᠮᠩᠭᠯ\u180e\u202f",
    "Hangul": "가나다라마바사",
    "marks": "\u0301\u0308\u0323\u20dd",
    "emoji": "☀✂👍🏽👨\u200d👩🇨🇳1\ufe0f\u20e3",
    "invisible": "\u200b\u200e\u200f\u2060\u00ad\u0007\ufeff",
}
WORDS = st.one_of([st.text(letters, min_size=1, max_size=12) for letters in SCRIPTS.values()])
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=9).map("".join)
CSS = """@page { size: 300pt 900pt; margin: 20pt }
html { font: 10pt/20pt "Noto Serif CJK SC", "HanaMinA", serif; text-align: justify }
p { margin: 0 }"""


def letters(text: str) -> Counter[str]:
    """Count the letters of a text without their marks; readers write some in other ways."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(char for char in plain if unicodedata.category(char) in ("Lu", "Ll", "Lo"))


@given(st.lists(PARAGRAPHS, min_size=20, max_size=40))
@settings(max_examples=10, phases=[Phase.generate])  # to find a shorter one takes minutes
def test_any_mixture_is_set_and_can_be_read(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    pdf = finished(f"<html lang='zh-Hans'><style>{CSS}</style><body>{body}")
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    found = letters("".join(page.get_textpage().get_text_range() for page in pages))
    if letters("".join(paragraphs)) - found:
        # where four scripts mix in one line, pdfium may take a letter for one that it has had
        command = ["pdftotext", "-", "-"]
        done = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603 -- Poppler's own tool
        found |= letters(done.stdout.decode())
    assert not letters("".join(paragraphs)) - found
