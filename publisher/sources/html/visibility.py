"""Which elements a browser shows no text of, and which are controls or media instead of text."""

from __future__ import annotations

import re

from lxml import etree

from publisher.runtime.patterns import regex

UNSEEN = frozenset(
    {"head", "script", "style", "template", "noscript", "noframes", "datalist", "param", "source"}
    | {"track", "rp", "area", "meta", "link", "base", "title"}
)
"""Elements whose text is no text of the page."""

CONTROLS = frozenset({"button", "select", "textarea", "input", "option", "optgroup"})
"""Elements that a reader works with, and does not read."""

MEDIA = {
    "video": "a video",
    "audio": "a sound",
    "iframe": "an embedded page",
    "frame": "a frame",
    "embed": "an embedded object",
    "object": "an embedded object",
    "canvas": "a drawing of a script",
}
"""Elements that no book can hold, and how they are called."""

_HIDING = regex(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt)?\s*(?:;|$)",
    re.IGNORECASE,
)
_SHADOW = ("shadowrootmode", "shadowroot")


def is_text(element: etree._Element) -> bool:
    """Tell whether what stands in an element is text at all; a shadow root is shown."""
    if element.tag == "template":
        return any(name in element.attrib for name in _SHADOW)
    return element.tag not in UNSEEN


def is_hidden(element: etree._Element) -> bool:
    """Tell whether a text is hidden. One half of a formula is: the other one stays."""
    attributes = element.attrib
    if not attributes:
        return bool(element.tag == "dialog")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "sf-hidden" in attributes.get("class", "")
        or (element.tag == "dialog" and "open" not in attributes)
        or _HIDING.search(attributes.get("style", "")) is not None
    ) and not _holds_formula(element)


def _holds_formula(element: etree._Element) -> bool:
    """Tell whether an element is the half of a formula that can be read.

    Wikipedia hides MathML and shows a picture; KaTeX may have been told to make no MathML.
    """
    names = element.get("class", "")
    if "katex-html" in names:
        return element.getprevious() is None
    return "mwe-math" in names and element.find(".//math") is not None
