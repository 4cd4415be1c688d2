"""Book -> XHTML through templates/: stage 5. The only importer of jinja2.

The EPUB and the PDF show the same fragment of a chapter (`templates/chapter.html`); each
renderer wraps it in pages of its own. Links differ, so a fragment takes a function that
says where a chapter is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache as once
from itertools import groupby, takewhile
from pathlib import Path
from typing import TypeAlias, assert_never

import jinja2
from jinja2 import compiler
from jinja2.bccache import Bucket, bc_magic
from markupsafe import Markup, escape

from publisher.model import (
    Address,
    Block,
    Break,
    Chapter,
    Content,
    Heading,
    Inline,
    ListItem,
    Mark,
    Marked,
    Missing,
    Place,
    Role,
    RunIn,
    Section,
    Text,
    Verse,
    Within,
    plain,
)
from publisher.runtime import memo, resources
from publisher.runtime.memo import Cache
from publisher.runtime.patterns import regex
from publisher.wording import Wording

Href: TypeAlias = Callable[[str], str]
"""Chapter id -> the link to that chapter in the product that is being made."""

Leads: TypeAlias = Callable[[Place], str | None]
"""The place a link leads to -> its link in the product that is being made, if it is in there."""

Steps: TypeAlias = Callable[[str], str]
"""Title -> the class that says how long it is."""

_Tags: TypeAlias = tuple[str, str]
"""What opens an element, and what closes it."""

Run: TypeAlias = tuple[int, tuple[Block, ...]]
"""Blocks of one kind that follow each other, and the place in the section, from 1, of the first."""

_JOINED = (ListItem, Verse)
"""A run of these is one element, a list or a stanza, and has one place."""


def _one_size(_title: str) -> str:
    return ""


def _nowhere(_place: Place) -> None:
    """Lead nowhere: what stands in a link is text like all other."""


def render(template: str, **values: object) -> str:
    """Fill in `template` (a path below templates/) and return the text."""
    return _environment().get_template(template).render(**values)


def chapter(
    chapter: Chapter, related: Sequence[Chapter], href: Href, words: Wording, *,
    folios: bool = False, steps: Steps = _one_size, leads: Leads = _nowhere,
) -> Markup:  # fmt: skip
    """Return the fragment of one chapter.

    Args:
        chapter: The topic.
        related: The chapters it refers to.
        href: The id of a chapter -> the address that leads to it.
        words: Those of the house, in the language of the book.
        folios: Whether the page numbers of `related` stand beside them.
        steps: The text of a title -> the class for its length.
        leads: The place a link leads to -> its address in the product, if it is in there.

    Returns:
        XHTML without a frame.

    Raises:
        jinja2.UndefinedError: There is no macro for a kind of block.
    """
    fragment = render(
        "chapter.html",
        chapter=chapter,
        related=related,
        href=href,
        words=words,
        folios=folios,
        steps=steps,
        leads=leads,
    )
    return Markup(fragment)  # noqa: S704 -- the template escapes


def headings(chapter: Chapter) -> Iterator[tuple[str, Heading]]:
    """Yield the headings inside a chapter, each with the id it has in the fragment."""
    for section in chapter.sections:
        for first, run in runs(section.blocks):
            for index, block in enumerate(run, first):
                if isinstance(block, Heading):
                    yield f"{_anchor(chapter, section)}-{index}", block


def runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Put together what is of one kind, as the macros of `templates/blocks.html` draw it."""
    index = 1
    for kind, alike in groupby(blocks, type):
        run = tuple(alike)
        yield index, run
        index += 1 if issubclass(kind, _JOINED) else len(run)


def _inlines(content: Content, leads: Leads) -> Markup:
    """Mark up the inlines of a block, with no white space between them."""
    if len(content) == 1 and isinstance(only := content[0], Text):
        return escape(only.text)
    parts: list[str] = []
    opened: tuple[_Tags, ...] = ()
    for inline in content:
        within = _tags(inline, leads)
        if within != opened:
            parts += _changed(opened, within)
            opened = within
        match inline:
            case Text(text) | Marked(text):
                parts.append(escape(text))
            case RunIn(text):
                parts += ('<b class="lead">', escape(text), "</b>")
            case Missing():
                parts += ('<span class="missing">', inline.code_point, "</span>")
            case Break():
                parts.append("<br/>")
            case _:
                assert_never(inline)
    parts += _changed(opened, ())
    return Markup("".join(parts))  # noqa: S704 -- all text in it is escaped


def _tags(inline: Inline, leads: Leads) -> tuple[_Tags, ...]:
    """Return the tags of all that an inline stands within, the outermost first."""
    if not isinstance(inline, Marked):
        return ()
    return tuple(tags for of in inline.within if (tags := _element(of, leads)))


def _element(within: Within, leads: Leads) -> _Tags | None:
    """Return the tags of one thing that an inline stands within; None for a dead link."""
    match within:
        case Mark():
            return f"<{within}>", f"</{within}>"
        case Address(url):
            target: str | None = url
        case Place():
            target = leads(within)
        case _:
            assert_never(within)
    return None if target is None else (f'<a href="{escape(target)}">', "</a>")


def _changed(before: Sequence[_Tags], after: Sequence[_Tags]) -> Iterator[str]:
    """Close what ends between two inlines, and open what begins."""
    common = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(before, after)))  # noqa: B905 -- what one has more is what changes
    yield from (closing for _, closing in reversed(before[common:]))
    yield from (opening for opening, _ in after[common:])


_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their like."""
_AS_USUAL = Markup()
"""No attribute, made once: nearly all elements have none."""


def _direction(content: Content | str) -> Markup:
    """Return the attribute of an element that runs from right to left.

    Its first letter does, as `dir=auto` has it, and most others do: a Chinese paragraph may begin
    with an Arabic word.
    """
    text = content if isinstance(content, str) else plain(content)
    if not _RIGHT_TO_LEFT.search(text):
        return _AS_USUAL
    letters = [char for char in text if char.isalpha()]
    turned = _RIGHT_TO_LEFT.findall("".join(letters))
    runs = letters[:1] == turned[:1] and len(turned) * 2 > len(letters)
    return Markup(' dir="rtl"') if runs else _AS_USUAL


def _anchor(chapter: Chapter, section: Section) -> str:
    """Return the id of a section's title; that of a heading inside has its place after it."""
    return f"{chapter.id}-{section.role}"


def _above(section: Section) -> int:
    """Return how many levels of headings stand above those inside a section."""
    return 1 if section.role == Role.BODY else 2


def _css_string(text: str) -> str:
    """Quote `text` as a CSS string (CSS Syntax 3, 4.3.5): all but letters and digits escaped."""
    quoted = (char if char.isalnum() else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(quoted)}"'


class _Compiled(jinja2.BytecodeCache):
    """Templates as Python has compiled them, kept beside them as Python keeps its modules."""

    def __init__(self, templates: Path) -> None:
        self._kept = Cache(templates / "__pycache__")
        makers = (Path(__file__), Path(compiler.__file__))
        self._made_by = bc_magic + b"".join(path.read_bytes() for path in makers)

    def get_source_checksum(self, source: str) -> str:
        """Name what a template is made from: besides its source the compiler and its options."""
        return memo.key(self._made_by, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled, if it is there and whole."""
        if content := self._kept.get(self._name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where the folder may be written."""
        self._kept.put(self._name(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return memo.key(bucket.key, bucket.checksum)


@once
def _environment() -> jinja2.Environment:
    templates = resources.folder("templates")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        bytecode_cache=_Compiled(templates),
        autoescape=lambda name: name is None or not name.endswith(".css"),  # noqa: S701 -- markup is escaped, CSS is no markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(anchor=_anchor, above=_above)
    environment.filters.update(
        runs=runs, inlines=_inlines, direction=_direction, css_string=_css_string
    )
    return environment
