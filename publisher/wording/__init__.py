"""The words of the house: all that a book, cover, shelf or feed says beside its pages.

    words       which words there are: one frozen value a language, grouped by where they stand
    tags        which language a BCP 47 tag asks for
    collation   the order of an index, and the letters above its groups
    dates       days, months and lengths as Chinese and Japanese write them
    zh_hans     简体中文
    zh_hant     繁體中文
    ja          日本語
    en          English

With the words go the faces, the quotation marks and the collation of the language. A language
is one file: it makes one `Wording`, and a word that is forgotten in it is a type error.
"""

from __future__ import annotations

from publisher.wording import en, ja, tags, zh_hans, zh_hant
from publisher.wording.collation import Collation, by_pinyin
from publisher.wording.words import Dates, Epub, Faces, Marks, Named, Wording

__all__ = [
    "LANGUAGES",
    "Collation",
    "Dates",
    "Epub",
    "Faces",
    "Marks",
    "Named",
    "Wording",
    "by_pinyin",
    "is_known",
    "of",
    "tag",
]

LANGUAGES = {words.language: words for words in (zh_hans.WORDS, zh_hant.WORDS, ja.WORDS, en.WORDS)}
"""The words by their language."""


def of(language: str) -> Wording:
    """Return the words for a BCP 47 tag; English ones where there are none in that language."""
    return LANGUAGES.get(tags.resolved(language), en.WORDS)


def is_known(language: str) -> bool:
    """Tell whether there are words in the language of a BCP 47 tag."""
    return tags.resolved(language) in LANGUAGES


def tag(language: str) -> str:
    """Return a BCP 47 tag as books bear it: Chinese always names its script (zh-Hant-TW)."""
    return tags.spelt(language)
