"""The computed styles of elements, worked out once for all parts of a book, not once a part.

WeasyPrint lets elements of one document share a style. The chapters of a book have the same
elements and the same style sheets, so here the documents share too. An id keeps no element
from it: it only gives the element an anchor, which nothing inherits.

What decides on a style, and so is its key: the style of the parent (by identity: it is shared,
too), the rules that match, the attributes that declare something, the pseudo-element. Which
rules match has to be asked for each element, because a selector may look at its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeAlias

import tinycss2
from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    declaration_precedence,
    find_style_attributes,
)
from weasyprint.css.validation import preprocess_declarations

from publisher.pdf.layout.boxes import (
    ElementWrapper,
    FontConfiguration,
    Html,
    Matcher,
    Sheet,
    Style,
    StyleFor,
    Targets,
    Value,
)
from publisher.pdf.layout.patching import Function
from publisher.pdf.layout.remembered import font_facts  # fmt: skip

_Cascaded: TypeAlias = dict[str, tuple[Value, Any]]
"""The value of each declared property, and its weight in the cascade."""

_Sheet: TypeAlias = tuple[Sheet, str, Any]
"""A style sheet, its origin, the specificity that all its rules have (None: their own)."""

_Candidate: TypeAlias = tuple[Any, tuple[int, Any, int, str | None, Any]]
"""A test for elements and a rule: sheet, specificity, place in it, pseudo-element, declarations."""


class _Sizes(dict[str, Value]):
    """The size of a document's first page, for viewport units; notes whether it was asked for.

    Styles that asked are one document's own: the next one gets a store of its own.
    """

    asked = False

    def __getitem__(self, name: str) -> Any:
        self.asked = True
        return super().__getitem__(name)


@dataclass(slots=True)
class Shared:
    """The styles that documents with the same `sheets` have in common."""

    sheets: Sequence[_Sheet]
    sizes: _Sizes = field(default_factory=lambda: _Sizes(box=None, area=None))
    known: dict[tuple[Any, ...], Style] = field(default_factory=dict)
    _candidates: dict[tuple[Any, ...], list[_Candidate]] = field(default_factory=dict)

    def candidates(self, element: ElementWrapper) -> list[_Candidate]:
        """Return the rules that may match an element, in the order of the cascade.

        Which of them do is asked for each element; which come into question only for each name
        and class. `Matcher.match` of cssselect2 asks both each time.
        """
        node = element.etree_element
        key = node.tag, node.get("class"), node.get("id"), "lang" in node.attrib
        # an id that no selector names is of no account, and each is another one
        if not any(key[2] in sheet.matcher.id_selectors for sheet, _, _ in self.sheets):
            key = node.tag, node.get("class"), None, key[3]
        if key not in self._candidates:
            self._candidates[key] = [
                candidate
                for index, (sheet, _, _) in enumerate(self.sheets)
                for candidate in sorted(_relevant(sheet.matcher, index, element), key=_weight)
            ]
        return self._candidates[key]


@dataclass(slots=True)
class _Declared:
    """What the attributes of one element declare; `key` stands for all but the `anchor`."""

    key: tuple[Any, ...] = ()
    own: _Cascaded = field(default_factory=dict)
    anchor: _Cascaded = field(default_factory=dict)


_NOTHING = _Declared()


def style_for(_theirs: Function) -> Function:
    """Find the style of each element, as far as it is not known from an earlier part."""
    return _compute


def _compute(
    style_for: StyleFor, html: Html, sheets: Sequence[_Sheet], hints: bool,
    font_config: FontConfiguration, targets: Targets | None,
) -> None:  # fmt: skip
    """Do what WeasyPrint's `StyleFor.__init__` does: find the style of each element."""
    shared = _shared(font_config, sheets)
    style_for._sheets, style_for.font_config = sheets, font_config
    style_for.initial_page_sizes = shared.sizes
    style_for._cascaded_styles = {}
    styles: dict[tuple[Any, str | None], Style] = {}
    style_for._computed_styles = styles
    attributes = _attributes(html, hints)
    # what children inherit from: the shared style, not the one with an anchor of its own
    inherited: dict[Any, Style] = {}
    pseudo_styles = []
    for element in html.wrapper_element.iter_subtree():
        node = element.etree_element
        declared = attributes.get(node, _NOTHING)
        parent = inherited[element.parent.etree_element] if element.parent else None
        root = inherited.get(html.etree_element)
        rules = _Rules(element, shared)
        base = rules.style(None, parent, root, declared, html.base_url, font_config)
        inherited[node] = base
        style = _Anchored(base, declared.anchor) if declared.anchor else base
        styles[node, None] = style
        if targets and style["anchor"]:
            targets.collect_anchor(style["anchor"])
        for pseudo in rules.pseudo_types():
            root = inherited[html.etree_element]
            found = rules.style(pseudo, base, root, _NOTHING, html.base_url, font_config)
            pseudo_styles.append(((node, pseudo), found))
    # theirs come last, and so do ours: the first styles are looked at for the root's
    styles.update(pseudo_styles)


def _relevant(matcher: Matcher, index: int, element: ElementWrapper) -> Iterator[_Candidate]:
    """Yield the rules of a sheet that name the element's id, class or tag, or none of these."""
    lists = [matcher.id_selectors.get(element.id, ())]
    lists += [matcher.class_selectors.get(name, ()) for name in element.classes]
    lists.append(matcher.lower_local_name_selectors.get(element.local_name.lower(), ()))
    lists.append(matcher.namespace_selectors.get(element.namespace_url, ()))
    if "lang" in element.etree_element.attrib:
        lists.append(matcher.lang_attr_selectors)
    lists.append(matcher.other_selectors)
    for entries in lists:
        for test, *rule in entries:
            yield test, (index, *rule)


def _weight(candidate: _Candidate) -> tuple[Any, int]:
    _, (_, specificity, order, _, _) = candidate
    return specificity, order


def _shared(font_config: FontConfiguration, sheets: Sequence[_Sheet]) -> Shared:
    stores = font_facts(font_config).styles
    name = tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets)
    if name not in stores or stores[name].sizes.asked:
        stores[name] = Shared(sheets)
    return stores[name]


def _attributes(html: Html, hints: bool) -> dict[Any, _Declared]:
    """Return what attributes declare: style, lang, id, width and height of a drawing."""
    found: dict[Any, _Declared] = {}
    declarations: Any
    for specificity, node, declarations, base_url in find_style_attributes(
        html.etree_element, hints, html.base_url
    ):
        entry = found.setdefault(node, _Declared())
        is_anchor = all(getattr(one, "name", "") == "-weasy-anchor" for one in declarations)
        values = preprocess_declarations(base_url, declarations)
        _declare(entry.anchor if is_anchor else entry.own, values, "author", inf, specificity)
        if not is_anchor:
            entry.key += (specificity, tinycss2.serialize(declarations))
    return found


def _declare(
    to: _Cascaded, values: Any, origin: str, layer: float, specificity: tuple[int, ...]
) -> None:
    """Let declarations win over those of less weight, and over earlier ones of the same."""
    for name, value, importance in values:
        weight = declaration_precedence(origin, importance), layer, specificity
        if name not in to or to[name][1] <= weight:
            to[name] = value, weight


class _Anchored(ComputedStyle):  # type: ignore[misc]  # WeasyPrint ships no types
    """A style with an anchor of its own; all else it has from `base`."""

    def __init__(self, base: ComputedStyle, anchor: _Cascaded) -> None:
        super().__init__(
            base.parent_style, base.cascaded | anchor, None, base.root_style, base.base_url,
            base.font_config, base.initial_page_sizes,
        )  # fmt: skip
        self.specified = base.specified
        self._base = base

    def __missing__(self, key: str) -> Any:
        if key == "anchor":
            return super().__missing__(key)
        value = self[key] = self._base[key]
        return value


class _Rules:
    """The rules of all sheets that match one element or a pseudo-element of it."""

    def __init__(self, element: ElementWrapper, shared: Shared) -> None:
        self._shared = shared
        self._matching = [rule for test, rule in shared.candidates(element) if test(element)]

    def pseudo_types(self) -> Iterator[str]:
        """Yield the pseudo-elements that have a rule, each once."""
        return iter(dict.fromkeys(entry[3] for entry in self._matching if entry[3]))

    def style(
        self, pseudo: str | None, parent: Style | None, root: Style | None, declared: _Declared,
        base_url: str | None, font_config: FontConfiguration,
    ) -> Style:  # fmt: skip
        """Return the style that these rules give, which may be there already."""
        known, sizes = self._shared.known, self._shared.sizes
        # all rules of an element were found at once, those of its ::before and the like among them
        mine = [entry for entry in self._matching if entry[3] == pseudo]
        places = tuple((place, order) for place, _, order, _, _ in mine)
        name = pseudo, id(parent), declared.key, places
        if name not in known:
            known[name] = ComputedStyle(
                parent, self._cascaded(mine, declared.own), pseudo,
                root or InitialStyle(font_config), base_url, font_config, sizes,
            )  # fmt: skip
        return known[name]

    def _cascaded(self, matching: Sequence[tuple[Any, ...]], own: _Cascaded) -> _Cascaded:
        cascaded = dict(own)
        for place, specificity, _, _, (declarations, layer) in matching:
            sheet, origin, forced = self._shared.sheets[place]
            order = inf if layer is None else sheet.layers.index(layer)
            _declare(cascaded, declarations, origin, order, forced or specificity)
        return cascaded
