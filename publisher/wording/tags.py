"""BCP 47 tags (RFC 5646) -> the language whose words they ask for."""

from __future__ import annotations

_SIMPLIFIED, _TRADITIONAL = "zh-Hans", "zh-Hant"

_CHINESE = frozenset({"zh", "cmn"})
"""Chinese without more, and Mandarin: both are written in either script."""
_REGIONS = frozenset({"TW", "HK", "MO"})
"""Where Chinese is written in traditional characters, if a tag names no script."""
_SCRIPT = 4
"""Letters of a script's subtag (RFC 5646, 2.2.3)."""


def resolved(tag: str) -> str:
    """Return the language of a tag: for Chinese with its script, for others the first subtag."""
    first, *others = _cased(tag)
    if first not in _CHINESE:
        return first
    script = next((subtag for subtag in others if len(subtag) == _SCRIPT), "")
    if script in ("Hans", "Hant"):
        return f"zh-{script}"
    return _SIMPLIFIED if _REGIONS.isdisjoint(others) else _TRADITIONAL


def spelt(tag: str) -> str:
    """Return a tag in the usual case; a Chinese one names its script, which chooses the glyphs.

    `zh-TW` is zh-Hant-TW: style sheets and reading systems look for zh-Hant.
    """
    first, *others = _cased(tag)
    if first not in _CHINESE or others[:1] in (["Hans"], ["Hant"]):
        return "-".join((first, *others))
    return "-".join((resolved(tag), *others))


def _cased(tag: str) -> list[str]:
    """Return the subtags: languages in lower case, scripts as a name, regions in capitals.

    RFC 5646, 2.1.1.
    """
    first, *others = tag.split("-")
    return [first.lower(), *map(_subtag, others)]


def _subtag(subtag: str) -> str:
    if len(subtag) == _SCRIPT and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == len("TW") else subtag.lower()
