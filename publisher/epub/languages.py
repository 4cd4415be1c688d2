"""Words in another language than the book's are marked as such (WCAG 2.2, 3.1.2; BCP 47).

A reading system then takes another voice for them, the right forms of Han characters in
Japanese, and breaks English words where English is broken. Only what the letters prove is
marked, and no letter that stands alone, no number, no unit, no address: a wrong voice is worse
than the book's own. Words in Latin letters are English unless they show that they are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from publisher.runtime.patterns import regex

_LETTERS = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters, with their accents."""

_SCRIPTS = {
    "ja": r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "ko": r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "ru": r"\u0400-\u052f",
    "el": r"\u0370-\u03ff\u1f00-\u1fff",
    "ar": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc",
    "he": r"\u0590-\u05ff\ufb1d-\ufb4f",
    "hy": r"\u0530-\u058f",
    "ka": r"\u10a0-\u10ff",
    "am": r"\u1200-\u139f",
    "hi": r"\u0900-\u097f",
    "bn": r"\u0980-\u09ff",
    "pa": r"\u0a00-\u0a7f",
    "gu": r"\u0a80-\u0aff",
    "ta": r"\u0b80-\u0bff",
    "te": r"\u0c00-\u0c7f",
    "kn": r"\u0c80-\u0cff",
    "ml": r"\u0d00-\u0d7f",
    "si": r"\u0d80-\u0dff",
    "th": r"\u0e00-\u0e7f",
    "lo": r"\u0e80-\u0eff",
    "bo": r"\u0f00-\u0fff",
    "my": r"\u1000-\u109f",
    "km": r"\u1780-\u17ff",
    "mn": r"\u1800-\u18af",
    "ii": r"\ua000-\ua4cf",
}
"""Other scripts than Han and Latin, each with the language that it is most written for."""

_OWN_LETTERS = {
    "ru": (
        ("kk", "әғқңұӘҒҚҢҰ"),
        ("be", "ўЎ"),
        ("uk", "ґєіїҐЄІЇ"),
        ("mn", "өүӨҮ"),
        ("sr", "ђћџљњј"),
    ),
    "ar": (("ug", "ۇۆۈېەڭ"), ("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
}
"""Letters by which another language in the same script is known."""

_JOINT = r"(?:[ \-’]|[.,:;] |&#39;)"
"""What stands between two words, or two parts of one."""


_LATIN = regex(
    # nothing within an address, a path, an option, a tag or the name of a file
    rf"[{_LETTERS}](?<![A-Za-z0-9_/@.#&=\\-].)(?<!::.)(?<!&lt;.)"
    rf"(?!(?<=&amp;.)[a-z]{{1,7}};)"  # an entity that the text writes out
    rf"(?:[{_LETTERS}0-9]|(?:{_JOINT}|/)(?=[{_LETTERS}0-9]))*"
    rf"(?<=[{_LETTERS}])(?![A-Za-z0-9_/@=\\]|[.?:][A-Za-z0-9]|://|::)"
)

_OTHER = (
    r"\u0370-\u1cff\u1f00-\u1fff\u3041-\u30ff\u3130-\u318f\u31f0-\u31ff\ua000-\ua97f\uac00-\ud7ff"
    r"\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uff9f"
)
"""Where Unicode has scripts other than Han and Latin."""
LETTERS = _LETTERS + _OTHER
"""What may be of another language, as a set in a pattern."""
_HAS_OTHER = regex(f"[{_OTHER}]")
_TONES = frozenset("āēīōūǖǎěǐǒǔǚǘǜĀĒĪŌŪǕǍĚǏǑǓǙǗǛ")
_VIETNAMESE = frozenset("ơưđĂă").union(map(chr, range(0x1EA0, 0x1EFA)))
_ENGLISH = frozenset(
    ("the", "of", "and", "for", "with", "from", "is", "to", "in", "by", "on", "at")
)
_NOT_ENGLISH = frozenset(
    ("da", "das", "de", "del", "della", "der", "des", "di", "du", "et", "il", "la", "las", "le",
     "les", "los", "und", "von")
)  # fmt: skip
_UNITS = frozenset(
    ("bps", "kbps", "Mbps", "Gbps", "dpi", "ppi", "rpm", "kHz", "MHz", "GHz", "THz", "kWh", "MWh",
     "GWh", "mAh", "mol")
)  # fmt: skip
_PIECES = regex(f"[{_LETTERS}]+")
_SYLLABLE = (
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:ai|ang?|ao|ei?|eng?|er|ou?|a)"
    "|(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)"
    "(?:iang?|iao?|ie|ing?|iong|iu|i|ong|uai|uang?|u[aeino]?|v))"
)
_NAME = regex(rf"(?:(?=[A-Z])(?i:{_SYLLABLE}+)(?:[ -]|$))+")
"""A name that may be Chinese, in pinyin: Beijing, Bi Sheng. The book's own voice says it well."""


def mark(text: str, own: str = "zh") -> str:
    """Mark the words in other languages than the `own` in a text without tags, which is escaped."""
    # Latin first: what marks it is in Latin letters itself
    marked = _LATIN.sub(lambda found: _marked(_latin(found[0]), found[0], own), text)
    if not _HAS_OTHER.search(text):
        return marked
    return _others().sub(lambda found: _marked(_other(found), found[0], own), marked)


@cache
def _others() -> re.Pattern[str]:
    """Return the pattern of words in each script but Latin, named by its language."""
    patterns = {
        name: rf"[{letters}]{{2,}}(?:{_JOINT}[{letters}]+)*" for name, letters in _SCRIPTS.items()
    }
    # Han characters between kana are a part of the sentence
    kana = _SCRIPTS["ja"]
    patterns["ja"] = rf"[{kana}](?:[{kana}\u30fb]|[\u3005\u4e00-\u9fff]{{1,4}}(?=[{kana}]))+"
    # two Greek letters are a product in a formula
    patterns["el"] = patterns["el"].replace("{2,}", "{3,}")
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items()))


def _other(found: re.Match[str]) -> str:
    script = str(found.lastgroup)
    own = _OWN_LETTERS.get(script, ())
    known = (name for name, letters in own if not set(letters).isdisjoint(found[0]))
    return next(known, script)


def _marked(language: str, words: str, own: str) -> str:
    if language in ("", own):
        return words
    return f'<span lang="{language}" xml:lang="{language}">{words}</span>'


@cache
def _latin(text: str) -> str:
    """Return the language of words in Latin letters, nothing where it is not certain."""
    if not (text.isascii() or _TONES.isdisjoint(text)):
        return "zh-Latn-pinyin"
    if not (text.isascii() or _VIETNAMESE.isdisjoint(text)):
        return "vi"
    words = _PIECES.findall(text)
    if not any(len(word) > 2 and word not in _UNITS for word in words):
        return ""
    return "en" if _is_english(text, words) else ""


def _is_english(text: str, words: Sequence[str]) -> bool:
    lower = {word.lower() for word in words}
    if not _ENGLISH.isdisjoint(lower):
        return True
    plain = text.replace("’", "'").isascii() and text.count("/") < 2
    return plain and _NOT_ENGLISH.isdisjoint(lower) and not _NAME.fullmatch(text)
