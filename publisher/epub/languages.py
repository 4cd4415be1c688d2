"""Words in another language than the book's are marked as such (WCAG 2.2, 3.1.2; BCP 47).

A reading system then takes another voice for them, the right forms of Han characters in
Japanese, and breaks English words where English is broken. Only what the letters prove is
marked, and no letter that stands alone, no number, no unit, no address: a wrong voice is worse
than the book's own. Words in Latin letters are English unless they show that they are not.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

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


def _words(letters: str, least: int = 2) -> str:
    """Return the pattern of words in one script, the first of `least` letters."""
    return rf"[{letters}]{{{least},}}(?:{_JOINT}[{letters}]+)*"


_PATTERNS = {
    **{language: _words(letters) for language, letters in _SCRIPTS.items()},
    # Han characters between kana are a part of the sentence
    "ja": r"[{0}](?:[{0}\u30fb]|[\u3005\u4e00-\u9fff]{{1,4}}(?=[{0}]))+".format(_SCRIPTS["ja"]),
    # two Greek letters are a product in a formula
    "el": _words(_SCRIPTS["el"], 3),
    # nothing within an address, a path, an option or the name of a file
    "latin": (
        rf"(?<![A-Za-z0-9_/@.#&=\\-])[{_LETTERS}](?:[{_LETTERS}0-9]|(?:{_JOINT}|/)(?=[{_LETTERS}0-9]))*"
        rf"(?<=[{_LETTERS}])(?![A-Za-z0-9_/@=\\]|[.?:][A-Za-z0-9]|://|::)"
    ),
}  # fmt: skip
_RUN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))

_OTHER = "".join((_LETTERS, *_SCRIPTS.values()))
_TEXT = re.compile(rf"(?:^|(?<=>))[^<>{_OTHER}]*[{_OTHER}][^<]*")
"""Text between two tags that has a letter of another script."""

_LEFT_ALONE = ("<code", "<kbd", "<pre", "<samp", '<span class="missing"', "<span lang")
"""Elements whose text is in no language, or marked already."""

_TONES = re.compile("[āēīōūǖǎěǐǒǔǚǘǜ]", re.IGNORECASE)
_VIETNAMESE = re.compile("[ơưđĂăẠ-ỹ]")
_ENGLISH = re.compile(r"\b(?:the|of|and|for|with|from|is|to|in|by|on|at)\b", re.IGNORECASE)
_NOT_ENGLISH = re.compile(
    r"[^\x00-\x7f’]|/.*/|\b(?:da|das|de|del|della|der|des|di|du|et|il|la|las|le|les|los|und|von)\b",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?!(?:[kMGT]?bps|dpi|ppi|rpm|[kMGT]?Hz|[kMGT]Wh|mAh|mol)\b)(?<![A-Za-z])[A-Za-z]{3,}"
)
"""A word that is no unit."""

_SYLLABLE = (
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:ai|ang?|ao|ei?|eng?|er|ou?|a)"
    "|(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)"
    "(?:iang?|iao?|ie|ing?|iong|iu|i|ong|uai|uang?|u[aeino]?|v))"
)
_NAME = re.compile(rf"(?:(?=[A-Z])(?i:{_SYLLABLE}+)(?:[ -]|$))+")
"""A name that may be Chinese, in pinyin: Beijing, Bi Sheng. The book's own voice says it well."""


def mark(text: str) -> Markup:
    """Mark the words in other languages in a text, or in the text of a fragment of XHTML."""
    fragment = escape(text)
    return Markup(_TEXT.sub(_text, fragment))  # noqa: S704 -- escaped above, tags are put round words


def _text(found: re.Match[str]) -> str:
    begin = found.start()
    tag = found.string[found.string.rfind("<", 0, begin) : begin] if begin else ""
    return found[0] if tag.startswith(_LEFT_ALONE) else _RUN.sub(_run, found[0])


def _run(found: re.Match[str]) -> str:
    words = found[0]
    language = _language(str(found.lastgroup), words)
    return f'<span lang="{language}" xml:lang="{language}">{words}</span>' if language else words


def _language(script: str, words: str) -> str:
    """Return the language of words in a script, nothing where it is not certain."""
    if script == "latin":
        return _latin(words)
    known = _OWN_LETTERS.get(script, ())
    return next((name for name, own in known if not set(own).isdisjoint(words)), script)


def _latin(words: str) -> str:
    if _TONES.search(words):
        return "zh-Latn-pinyin"
    if _VIETNAMESE.search(words):
        return "vi"
    if not _WORD.search(words):
        return ""
    foreign = _NOT_ENGLISH.search(words) or _NAME.fullmatch(words)
    return "" if foreign and not _ENGLISH.search(words) else "en"
