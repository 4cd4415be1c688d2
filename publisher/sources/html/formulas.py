"""MathML -> one line: E=mc², (a+b)/c, √(x). What a line cannot show stays as its TeX."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from publisher.sources.html import inlines

_Rule = Callable[[list[str]], str]


def _joined(parts: list[str]) -> str:
    return "".join(parts)


def _grouped(text: str) -> str:
    """Put brackets around what is more than one term."""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _power(parts: list[str]) -> str:
    base, *exponent = parts or [""]
    return base + inlines.raised(_joined(exponent))


def _index(parts: list[str]) -> str:
    base, *index = parts or [""]
    return base + inlines.lowered(_joined(index))


def _both(parts: list[str]) -> str:
    base, index, exponent = (*parts, "", "", "")[:3]
    return base + inlines.lowered(index) + inlines.raised(exponent)


_RULES: dict[str, _Rule] = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mpadded", "semantics", "mtext", "ms"), _joined),
    **dict.fromkeys(("mi", "mn", "mo"), _joined),
    **dict.fromkeys(("mspace", "annotation", "annotation-xml", "mphantom"), lambda _: ""),
    "msup": _power,
    "msub": _index,
    "msubsup": _both,
    "mfrac": lambda parts: "/".join(_grouped(part) for part in parts),
    "msqrt": lambda parts: f"√({_joined(parts)})",
    "mroot": lambda parts: f"{inlines.raised(_joined(parts[1:]))}√({_joined(parts[:1])})",
    "mfenced": lambda parts: f"({','.join(parts)})",
}
"""How each element says in a line what its parts say. Others (mtable, munder) cannot."""


def line(math: etree._Element) -> str:
    """Return a formula as text: in one line if it can be, else the TeX that comes with it."""
    texts: dict[etree._Element, str] = {}
    plain = True
    for _, element in etree.iterwalk(math, events=("end",)):
        tag = _name(element)
        plain = plain and tag in _RULES
        parts = [(element.text or "").strip()]
        for child in element:
            parts += (texts.pop(child, ""), (child.tail or "").strip())
        texts[element] = _RULES.get(tag, _joined)([part for part in parts if part])
    return texts[math] if plain else _tex(math) or texts[math]


def source(script: etree._Element) -> str:
    """Return the TeX that MathJax finds in a script, unless its result stands before that."""
    if not script.get("type", "").startswith("math/tex"):
        return ""
    before = script.getprevious()
    result = before is not None and "MathJax" in before.get("class", "")
    return "" if result and "".join(before.itertext()).strip() else inlines.tex(script.text or "")


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition(":")[2].rpartition("}")[2]


def _tex(math: etree._Element) -> str:
    """Return the formula's source, as KaTeX, MathJax and Wikipedia put it beside."""
    for element in math.iter():
        if _name(element) == "annotation" and "tex" in element.get("encoding", "").lower():
            return inlines.tex(element.text or "")
    return inlines.tex(math.get("alttext", ""))
