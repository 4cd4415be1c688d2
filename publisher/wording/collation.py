"""The order of an index, by language: by what a topic is sorted, under which letter it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from publisher.model import Chapter


class Key(NamedTuple):
    """What sorts a topic: the `rank` of its letter among kinds of letters, the letter, the rest."""

    rank: int
    letter: str
    syllables: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Collation:
    """How topics are sorted; those under one letter stand together."""

    key: Callable[[Chapter], Key]

    def letter(self, chapter: Chapter) -> str:
        """Return the letter that a topic stands under, in lower case where it has one."""
        return self.key(chapter).letter


_OPENING = "《〈「『“‘\"'([【（〔［ "
"""Marks before the first letter of a title."""


def by_pinyin(chapter: Chapter) -> Key:
    """Sort by letter, `#` last; below a letter by the syllables of the reading, then the title."""
    letter = chapter.index_letter
    return Key(letter == "#", letter, tuple(chapter.reading.split()), chapter.title)


_ARTICLE = re.compile(r"(?:the|an?) +(?=\S)", re.IGNORECASE)
"""What English leaves out of account at the beginning of a title."""


def by_alphabet(chapter: Chapter) -> Key:
    """Sort Latin titles word by word without their article, all others by their pinyin.

    Libraries that write Latin letters file Chinese by pinyin, too (ALA-LC romanization).
    """
    article = _ARTICLE.match(chapter.title)
    if article is None:
        return by_pinyin(chapter)
    words = _unaccented(chapter.title[article.end() :]).split()
    first = words[0].lstrip(_OPENING)[:1] if words else ""
    letter = first if first.isascii() and first.isalpha() else "#"
    return Key(letter == "#", letter, tuple(words), chapter.title)


def _unaccented(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    return "".join(char for char in folded if unicodedata.category(char) != "Mn").lower()


_OTHERS, _LATIN, _KANA, _KANJI = range(4)
"""The order of JIS X 4061:1996: marks and digits, Latin letters, kana, kanji."""
_ROWS = (
    ("あ", "ぁ-おゔ"), ("か", "か-ごゕゖ"), ("さ", "さ-ぞ"), ("た", "た-ど"), ("な", "な-の"),
    ("は", "は-ぽ"), ("ま", "ま-も"), ("や", "ゃ-よ"), ("ら", "ら-ろ"), ("わ", "ゎ-ん"),
)  # fmt: skip
"""The rows of the fifty sounds, each with its letters."""
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
"""Katakana to hiragana of the same sound."""
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = (
    ("あ", "あかさたなはまやらわ"),
    ("い", "いきしちにひみりゐ"),
    ("う", "うくすつぬふむゆる"),
    ("え", "えけせてねへめれゑ"),
    ("お", "おこそとのほもよろを"),
)
"""Which vowel a long mark (ー) after these letters is."""


def by_kana(chapter: Chapter) -> Key:
    """Sort a title in kana by its sounds, one that begins with kanji by their codes.

    Nobody but the author knows how a title in kanji is read, and a guess would put it where no
    reader looks. Such titles stand together at the end, in the order of JIS X 0208, as JIS X
    4061 has it where there is no reading.
    """
    title = unicodedata.normalize("NFKC", chapter.title).lstrip(_OPENING)
    hiragana = title.translate(_KATAKANA)
    first = hiragana[:1]
    row = next((row for row, letters in _ROWS if re.match(f"[{letters}]", first)), "")
    if row:
        return Key(_KANA, row, (_plain(hiragana), hiragana), chapter.title)
    if "\u3400" <= first <= "\u9fff":
        return Key(_KANJI, "漢字", tuple(map(_code, title)), chapter.title)
    latin = _unaccented(title)
    if latin[:1].isascii() and latin[:1].isalpha():
        return Key(_LATIN, latin[0], tuple(latin.split()), chapter.title)
    return Key(_OTHERS, "#", (title,), chapter.title)


def _plain(hiragana: str) -> str:
    """Return kana without marks of voice, small ones large, long vowels written out."""
    folded = unicodedata.normalize("NFKD", hiragana)
    large = "".join(char for char in folded if unicodedata.category(char) != "Mn").translate(_SMALL)
    written = ""
    for char in large:
        before = written[-1:]
        long = (vowel for vowel, letters in _VOWELS if before and before in letters)
        written += next(long, char) if char == "ー" else char
    return written


def _code(char: str) -> str:
    """Return what sorts a character by its place in JIS X 0208, those that are not in it last."""
    code = char.encode("euc_jis_2004", "ignore")
    return code.hex().rjust(6, "0") if code else f"f{ord(char):06x}"


PINYIN = Collation(by_pinyin)
ALPHABET = Collation(by_alphabet)
KANA = Collation(by_kana)
