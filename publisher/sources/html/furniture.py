"""What the name of an element says about its being furniture of the site and no content.

A name is a whole class, id or role. A word within one says nothing (`search-tree`), unless all
the others are words for a place on the screen (`ad-box`, `share_bar`, `footerWrap`). How much a
name says is a `Doubt`; what stands in the element decides (`survey`).
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from lxml import etree

from publisher.runtime.patterns import regex


class Doubt(IntEnum):
    """How far a name speaks against an element. What holds an article of the wiki always stays."""

    NONE = 0
    POSSIBLE = 1
    """Furniture if most of its text is links: `side`, `hot`, `menu`."""
    LIKELY = 2
    """Furniture unless it holds sentences: `ad`, `share`, `copyright`."""
    CERTAIN = 3
    """Furniture whatever it says: `sidebar`, `comments`, `adsbygoogle`, `<nav>`."""


_WORDS = {
    **dict.fromkeys(("side", "hot", "foot", "search", "banner", "menu", "tool"), Doubt.POSSIBLE),
    **dict.fromkeys(("toc", "catalog", "mulu", "tag", "tags", "prev", "next"), Doubt.POSSIBLE),
    **dict.fromkeys(("reward", "dashang", "zan", "praise", "favorite", "follow"), Doubt.LIKELY),
    **dict.fromkeys(("subscribe", "overlay", "popover"), Doubt.LIKELY),
    **dict.fromkeys(("ad", "ads", "adv", "advert", "gg", "share", "sharing"), Doubt.LIKELY),
    **dict.fromkeys(("social", "sponsor", "sponsored", "promo", "promotion"), Doubt.LIKELY),
    **dict.fromkeys(("recommend", "recommended", "recommends", "related"), Doubt.LIKELY),
    **dict.fromkeys(("footer", "nav", "qrcode", "popup", "modal", "login"), Doubt.LIKELY),
    **dict.fromkeys(("copyright", "comment", "cookie", "cookies", "toolbox"), Doubt.LIKELY),
    **dict.fromkeys(("sidebar", "navbar", "navigation", "topbar", "toolbar"), Doubt.CERTAIN),
    **dict.fromkeys(("comments", "commentlist", "pinglun", "disqus"), Doubt.CERTAIN),
    **dict.fromkeys(("pagination", "pager", "advertisement", "adsense", "guanggao"), Doubt.CERTAIN),
    **dict.fromkeys(
        ("adsbygoogle", "adbox", "sharebar", "sharethis", "topnav", "gotop", "backtop"),
        Doubt.CERTAIN,
    ),
    **dict.fromkeys(("bdsharebuttonbox", "bdshare", "jiathis", "addthis"), Doubt.CERTAIN),
}
"""Words for furniture. A name of one of these and of words for places is one step surer."""

_NAMES = {
    **dict.fromkeys(("jiathis_style", "addthis_toolbox", "a2a_kit"), Doubt.CERTAIN),
    **dict.fromkeys(("back-to-top", "catlinks", "printfooter", "mw-jump-link"), Doubt.CERTAIN),
    **dict.fromkeys(("disqus_thread", "single-file-infobar"), Doubt.CERTAIN),
    **dict.fromkeys(("reader-domain", "reader-credits", "reader-estimated-time"), Doubt.CERTAIN),
    **dict.fromkeys(("ad-text", "text-ad", "ad-content", "ad-title", "ad-body"), Doubt.CERTAIN),
    **dict.fromkeys(("share-text", "share-title", "share-content"), Doubt.CERTAIN),
    **dict.fromkeys(("mw-editsection", "editsection", "edit-link"), Doubt.CERTAIN),
    **dict.fromkeys(("reader-message", "reader-controls", "reader-toolbar"), Doubt.CERTAIN),
}
"""Names that need no taking apart: share buttons, edit links, Firefox's reader mode."""

_SAID = frozenset({"body", "content", "text", "title", "words"})
"""Words for what a box says. Beside these a word for furniture is no surer: `comment-text`."""

_PLACES = frozenset({
    "area", "article", "articles", "baidu", "bar", "bd", "block", "body", "bottom", "box",
    "btn", "button", "buttons", "center", "col", "con", "cont", "container", "content",
    "corner", "fixed", "float", "form", "ft", "global", "google", "group", "hd", "head",
    "header", "icon", "icons", "id", "img", "index", "info", "inner", "item", "items", "left",
    "link", "links", "list", "main", "middle", "mini", "mobile", "module", "new", "news", "no",
    "old", "outer", "page", "panel", "pc", "pic", "pos", "position", "post", "posts", "qq",
    "read", "right", "row", "second", "section", "show", "site", "slide", "slot", "small",
    "sub", "text", "thread", "title", "to", "top", "topics", "ul", "unit", "wechat", "weibo",
    "weixin", "widget", "wrap", "wrapper"
})  # fmt: skip
"""Words for the place, the form or the contents of a box."""

_ELEMENTS = {
    "nav": Doubt.CERTAIN,
    "aside": Doubt.CERTAIN,
    "footer": Doubt.CERTAIN,
    "form": Doubt.LIKELY,
    "menu": Doubt.POSSIBLE,
    "singlefile-infobar": Doubt.CERTAIN,
    "single-file-infobar": Doubt.CERTAIN,
}
NAMED = frozenset(_ELEMENTS)
"""Elements that HTML itself names furniture."""

_ROLES = {
    **dict.fromkeys(("navigation", "search", "contentinfo", "complementary"), Doubt.CERTAIN),
    **dict.fromkeys(("toolbar", "menubar", "menu"), Doubt.CERTAIN),
    **dict.fromkeys(("dialog", "alertdialog"), Doubt.LIKELY),
    "banner": Doubt.POSSIBLE,
}
"""Landmarks (WAI-ARIA 1.2) that are not the content."""

_BESIDE_TEXT = frozenset({"aside", "footer"})
"""Elements that may also belong to a text: a remark beside it, whence a quotation comes."""

_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "blockquote"})

_SPARED = frozenset({"html", "body", "main", "article"})
"""Elements whose names describe the whole page."""
_INLINE = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "dd", "dt", "em", "font", "h1", "h2", "h3", "h4",
    "h5", "h6", "i", "li", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "td",
    "th", "time", "tr", "tt", "u"
})  # fmt: skip
"""Elements that a text is made of. Here a name is one step less sure: `<span class="hot">`."""

_CRUMBS = frozenset({"breadcrumb", "breadcrumbs", "crumb", "crumbs", "bread-crumb", "面包屑"})
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_CUT = regex(r"[^A-Za-z]+")


def doubt(element: etree._Element) -> Doubt:
    """Tell how far the names of an element speak against it."""
    tag = element.tag
    if tag in _SPARED:
        return Doubt.NONE
    own = _ELEMENTS.get(tag, Doubt.NONE)
    if "role" in element.attrib:
        own = max(own, _ROLES.get(element.attrib["role"], Doubt.NONE))
    if own and tag in _BESIDE_TEXT:
        own = min(own, _beside_text(element))
    named = _of_names(element.get("class", ""), element.get("id", ""))
    if named and tag in _INLINE:
        named = Doubt(named - 1)
    return max(own, named)


def is_breadcrumb(element: etree._Element) -> bool:
    """Tell whether an element is called a breadcrumb; its separators may be the style's."""
    if not element.attrib:
        return False
    label = element.get("aria-label", "").lower()
    return label in _CRUMBS or not _CRUMBS.isdisjoint(element.get("class", "").split())


def _beside_text(element: etree._Element) -> Doubt:
    """Tell how far an element is to be doubted that may belong to the text around it."""
    if (parent := element.getparent()) is not None and parent.tag in ("blockquote", "figure"):
        return Doubt.NONE
    beside = (element.getprevious(), element.getnext())
    paragraphs = any(sibling is not None and sibling.tag in _PARAGRAPHS for sibling in beside)
    return Doubt.LIKELY if paragraphs else Doubt.CERTAIN


@lru_cache(4096)
def _of_names(classes: str, identifier: str) -> Doubt:
    """Judge the classes and the id of an element. `ad hoc` is Latin and no advertisement."""
    names = [*classes.split(), *identifier.split()]
    if "hoc" in names:
        names = [name for name in names if name != "ad"]
    return max(map(_of_name, names), default=Doubt.NONE)


def _of_name(name: str) -> Doubt:
    if name.lower() in _NAMES:
        return _NAMES[name.lower()]
    words = [word for word in _CUT.split(_CAMEL.sub("-", name).lower()) if len(word) > 1]
    known = [_WORDS[word] for word in words if word in _WORDS]
    if not known or any(word not in _WORDS and word not in _PLACES for word in words):
        return Doubt.NONE
    surest = max(known)
    alone = len(words) == 1 or not _SAID.isdisjoint(words)
    return surest if alone else Doubt(min(surest + 1, Doubt.CERTAIN))
