"""The border to WeasyPrint: what we use of its objects, and what of ours hangs on them.

WeasyPrint ships no types. Each Protocol here declares one of its classes as far as this folder
uses it, under the name that the class has there. Attributes below "ours" are not WeasyPrint's:
`patches.HUNG` gives each its first value, and nobody but us reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from publisher.pdf.galley import Side
    from publisher.pdf.layout.faces import FontSet
    from publisher.pdf.layout.lines import ComposedText
    from publisher.pdf.layout.remembered import FontFacts, StyleFacts
    from publisher.pdf.layout.running_heads import Furniture
    from publisher.pdf.layout.typesetting import Typesetting

CData: TypeAlias = Any
"""A value or pointer of C, by cffi, which has no types: PangoFont, PangoLayoutLine, …"""

Value: TypeAlias = Any
"""The value of a property of CSS, of another type for each of some four hundred."""

SkipStack: TypeAlias = dict[int, Any] | None
"""A bookmark into a box: the child to go on from, and the same for it; None: from the first."""


class FontConfiguration(Protocol):
    """The fonts that a document is set with."""

    # ours
    facts: FontFacts | None


class Style(Protocol):
    """The computed style of a box: the value of each property by its name, with underscores."""

    parent_style: Style | None
    font_config: FontConfiguration

    # ours
    facts: StyleFacts | None

    def __getitem__(self, name: str, /) -> Value: ...
    def __setitem__(self, name: str, value: Value, /) -> None: ...
    def copy(self) -> Style: ...


class Box(Protocol):
    """Any box; its measures are in px, once it is laid out."""

    style: Style
    element: Element | None
    element_tag: str | None
    is_leader: bool
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    margin_left: Any
    """px, or "auto" before the box is laid out."""
    margin_right: Any
    padding_left: float
    border_left_width: float
    baseline: float

    def is_in_normal_flow(self) -> bool: ...
    def is_floated(self) -> bool: ...
    def content_box_x(self) -> float: ...
    def margin_width(self) -> float: ...
    def border_height(self) -> float: ...
    def page_values(self) -> tuple[Value, Value]: ...
    def all_children(self) -> Iterable[Box]: ...


class TextBox(Box, Protocol):
    """A box of text; on a line of ours its `pango_layout` is a `ComposedText`."""

    text: str
    pango_layout: TextLayout | ComposedText

    def copy_with_text(self, text: str) -> TextBox: ...


class ParentBox(Box, Protocol):
    """A box with boxes in it."""

    children: Sequence[Any]
    """Boxes: of text, inline, or of another kind."""

    def translate(self, dx: float, dy: float) -> None: ...


class BlockBox(ParentBox, Protocol):
    """A block container, whose width is known when its lines are asked for."""


class InlineBox(ParentBox, Protocol):
    """An inline box."""

    def copy_with_children(self, children: Sequence[Box]) -> InlineBox: ...
    def remove_decoration(self, *, start: bool, end: bool) -> None: ...


class LineBox(ParentBox, Protocol):
    """All inline content of a block, and each line that is made of it."""

    text_indent: float

    # ours
    typesetting: Typesetting | None
    is_typeset: bool
    """`typesetting` is what there is: None leaves the lines to WeasyPrint."""

    def copy_with_children(self, children: Sequence[Box]) -> LineBox: ...


class PageType(Protocol):
    """What page rules select a page by."""

    side: Side
    index: int

    def _replace(self, **changed: object) -> PageType: ...


class PageBox(ParentBox, Protocol):
    """A page, laid out."""

    page_type: PageType

    # ours
    furniture: Mapping[Side, Furniture]

    def copy_with_children(self, children: Sequence[Box]) -> PageBox: ...


class TextLayout(Protocol):
    """A PangoLayout: text in one style (`weasyprint.text.line_break.Layout`)."""

    text: str
    max_width: float

    def set_text(self, text: str) -> None: ...
    def get_first_line(self) -> tuple[CData, int | None]: ...


class Context(Protocol):
    """What is known while a document is laid out (`LayoutContext`)."""

    style_for: StyleFor
    excluded_shapes: Sequence[Any]
    running_elements: Mapping[str, Any]
    counter_style: Any
    get_image_from_uri: Callable[..., Any]
    get_string_set_for: Callable[..., Value]


class Sheet(Protocol):
    """A style sheet, read (`CSS`)."""

    matcher: Matcher
    layers: list[Any]
    page_rules: Sequence[tuple[Any, Sequence[tuple[Any, Any, Any]], Any]]


class Matcher(Protocol):
    """The rules of a sheet by what their selectors ask of an element (cssselect2)."""

    id_selectors: Mapping[str | None, Sequence[tuple[Any, ...]]]
    class_selectors: Mapping[str, Sequence[tuple[Any, ...]]]
    lower_local_name_selectors: Mapping[str, Sequence[tuple[Any, ...]]]
    namespace_selectors: Mapping[str, Sequence[tuple[Any, ...]]]
    lang_attr_selectors: Sequence[tuple[Any, ...]]
    other_selectors: Sequence[tuple[Any, ...]]


class ElementWrapper(Protocol):
    """An element as selectors see it (cssselect2)."""

    etree_element: Element
    parent: ElementWrapper | None
    id: str | None
    classes: Iterable[str]
    local_name: str
    namespace_url: str

    def iter_subtree(self) -> Iterator[ElementWrapper]: ...


class Html(Protocol):
    """A document, read."""

    etree_element: Element
    wrapper_element: ElementWrapper
    base_url: str | None


class StyleFor(Protocol):
    """The styles of a document's elements and pages."""

    font_config: FontConfiguration
    initial_page_sizes: Mapping[str, Value]
    _sheets: Sequence[tuple[Sheet, str, Value]]
    _cascaded_styles: dict[Any, Any]
    _computed_styles: MutableMapping[tuple[Any, str | None], Style]

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Style: ...
    def get_computed_styles(self) -> MutableMapping[tuple[Any, str | None], Style]: ...


class Targets(Protocol):
    """Where links may lead to (`TargetCollector`)."""

    def collect_anchor(self, name: str) -> None: ...


class Page(Protocol):
    """A page, ready to be drawn."""

    _page_box: PageBox
    anchors: dict[str, tuple[float, float, float, float]]
    links: list[tuple[str, str, Any, Any]]
    bookmarks: list[Any]


class Document(Protocol):
    """A document, laid out; what it draws its text with is a `FontSet`."""

    pages: list[Page]
    fonts: FontSet

    def make_bookmark_tree(self, scale: float, transform_pages: bool) -> Iterable[Any]: ...


class Matrix(Protocol):
    """Where what is drawn comes to stand (ISO 32000-1, 8.3.3)."""

    values: Sequence[float]


class Stream(Protocol):
    """The operators of a page (`weasyprint.pdf.stream.Stream`)."""

    stream: list[Any]
    ctm: Matrix
    _ctm_stack: list[Matrix]
    _fonts: FontSet
    _current_font: tuple[str, float] | None

    # ours
    furniture: Mapping[Side, Stream]
    """The streams of what stands around a page, if this is the stream of one."""
    furniture_of: Furniture | None
    """What this is the stream of, if it stands around a page."""

    def clone(self, *, tags: None) -> Stream: ...
    def stacked(self) -> Any: ...
    def transform(self, *, a: float, d: float) -> None: ...
    def begin_marked_content(self, tag: str) -> None: ...
    def end_marked_content(self) -> None: ...
    def set_text_matrix(
        self, a: float, b: float, c: float, d: float, e: float, f: float
    ) -> None: ...


class Pdf(Protocol):
    """A file of pydyf's: its objects, as dictionaries, arrays and streams."""

    pages: Any
    catalog: Any
    info: Any
    objects: Sequence[Any]
    fonts: Any
