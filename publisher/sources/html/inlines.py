"""What markup says about a few characters -> characters that say the same: ⁸, ₂, 云（yún）, “…”."""

from __future__ import annotations

import re
import unicodedata

from publisher.runtime.patterns import regex

_PLAIN_RAISED = "0123456789+-=()ni"
_RAISED = dict(zip(_PLAIN_RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_PLAIN_LOWERED = "0123456789+-=()aehijklmnoprstuvx"
_LOWERED = dict(zip(_PLAIN_LOWERED, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
"""The forms that Unicode has and a face for books draws (Superscripts and Subscripts block)."""

_SAME = {
    **dict.fromkeys("−–‐‑", "-"),
    **dict.fromkeys("[【〔", "("),
    **dict.fromkeys("]】〕", ")"),
}
"""Characters that are raised and lowered like another one: [3] becomes ⁽³⁾."""

_NOTES = regex(r"(?:[(\[【〔]\d{1,4}(?:[,，、]\s?\d{1,4})+[)\]】〕])")
_NUMBER = regex(r"\d+")
_ORDINAL = regex(r"(?:st|nd|rd|th|er|e|o|a)", re.IGNORECASE)
_MARK = regex(r"[\[(（【〔].*[\])）】〕]|[\W_]+", re.DOTALL)
_CIRCLED = regex("[①-⑳⓪㊀-㊉]+")
_SIGNS = {"TM": "™", "tm": "™", "SM": "℠", "o": "°", "O": "°", "○": "°", "◦": "°", "º": "°"}

_INNER = str.maketrans("“”", "‘’")
_TWO_READINGS = regex(r"）（")


def raised(text: str) -> str:
    """Return a superscript: 10⁸, ⁽³⁾, 1st, x^(max)."""
    inner = text.strip()
    if inner in _SIGNS:
        return _SIGNS[inner]
    if _CIRCLED.fullmatch(inner):
        return inner
    if _NOTES.fullmatch(inner):
        return "".join(filter(None, (_formed(f"({n})", _RAISED) for n in _NUMBER.findall(inner))))
    if _ORDINAL.fullmatch(inner):
        return inner
    return _formed(inner, _RAISED) or _bracketed(inner, "^")


def note(text: str) -> str:
    """Return the mark of a note. A bare number would be a power, so it gets brackets: ⁽³⁾."""
    inner = text.strip()
    return raised(f"[{inner}]" if inner.isdecimal() else inner)


def lowered(text: str) -> str:
    """Return a subscript: H₂O, xₙ, T_(C)."""
    inner = text.strip()
    return _formed(inner, _LOWERED) or _bracketed(inner, "_")


def _formed(text: str, forms: dict[str, str]) -> str | None:
    """Return `text` in the forms of another height, or None where a character has none."""
    plain = unicodedata.normalize("NFKC", text)
    found = [forms.get(_SAME.get(char, char)) for char in plain]
    return "".join([form for form in found if form]) if found and all(found) else None


def _bracketed(text: str, sign: str) -> str:
    """Say with a sign and brackets what no character says. A mark of a note says it itself."""
    if not text or _MARK.fullmatch(text):
        return text
    return f"（{text}）" if any(map(_is_han, text)) else f"{sign}({text})"


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def reading(text: str) -> str:
    """Return the reading of the characters before it (ruby): 云（yún）."""
    inner = text.strip()
    return f"（{inner}）" if inner else ""


def annotated(text: str) -> str:
    """Return characters with their readings; two readings in a row are those of one word."""
    return _TWO_READINGS.sub(" ", text)


def quoted(text: str) -> str:
    """Return a `<q>`, which browsers show in quotation marks."""
    return f"“{text.translate(_INNER)}”" if text.strip() else text


_TEX_STYLE = regex(r"\{\\(?:displaystyle|textstyle)\s*(.*)\}", re.DOTALL)
_TEX_SHIFT = regex(r"([\^_])(?:\{([^{}]*)\}|([^\s{}]))")


def tex(text: str) -> str:
    """Return TeX as a line, if it has powers and indices only: mc². With commands it stays."""
    styled = _TEX_STYLE.fullmatch(text.strip())
    inner = (styled[1] if styled else text).strip()
    if "\\" in inner:
        return inner
    return _TEX_SHIFT.sub(_shifted, inner)


def _shifted(found: re.Match[str]) -> str:
    return (raised if found[1] == "^" else lowered)(found[2] or found[3] or "")


# ---------------------------------------------------------------- pictures

_FILE_NAME = regex(r"\S+\.(?:jpe?g|png|gif|webp|svg|bmp|avif)", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    {"图", "图片", "圖片", "配图", "插图", "图像", "照片", "缩略图", "image", "img", "picture"}
    | {"photo", "logo", "icon", "loading", "placeholder", "undefined", "null", "alt", "pic"}
)
_TEXT_PICTURE = regex(
    r"\b(?:eeimg|emoji|formula|equation|latex|tex|math|mwe-math\S*|gaiji|rare-?char)\b"
    r"|equation\?tex=|/math/render",
    re.IGNORECASE,
)
"""What a class or an address says where a picture stands for text."""


def description(alt: str) -> str:
    """Return what an alternative text tells; nothing if it is a file's name or such."""
    text = " ".join(alt.split())
    silent = _FILE_NAME.fullmatch(text) or text.lower() in _SAYS_NOTHING
    return "" if silent else text


def picture(alt: str, names: str) -> str:
    """Return what stands for a picture: ［图：…］, or its text where it is a picture of text.

    Formulas, emoji and rare characters are such pictures; `names` are its class and address.
    """
    if len(alt) == 1 or _TEXT_PICTURE.search(names):
        return tex(alt)
    return f"［图：{alt}］" if alt else ""
