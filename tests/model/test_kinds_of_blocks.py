"""A new kind of block is right everywhere, or an error: nothing takes it for another in silence."""

from __future__ import annotations

import ast
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast, get_args, get_type_hints

import cssselect2
import jinja2
import pytest
import tinycss2
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from test_architecture import MODULES

from publisher import wording
from publisher.books import markup
from publisher.books.paging import BLOCKS
from publisher.cli import inspect
from publisher.model import (
    Block,
    Chapter,
    Content,
    Inline,
    Page,
    Role,
    Rule,
    RunIn,
    Section,
    Text,
    walk,
)
from publisher.runtime import codec

WORDS = wording.of("zh-Hans")
KINDS: tuple[type[Block], ...] = get_args(Block)
KINDS_WITH_TEXT = [kind for kind in KINDS if kind is not Rule]
SHEETS = ("chapter.css", "epub.css")
"""Where the rules for a kind stand: for all that is set in pages, and for the EPUB."""
PICTURES = {"img", "svg", "picture", "object", "video", "audio", "math", "canvas", "iframe"}

TAKE_APART = ("publisher.model", "publisher.books.markup")
"""Where a block's own fields may be used: the model and the markup."""
MAKE = (
    "publisher.model",
    "publisher.sources.structure.blocks",
    "publisher.sources.markdown",
    "publisher.editing.structure",
)
"""Where blocks are made."""


@dataclass(frozen=True, slots=True)
class Strange:
    """A kind of block that nobody has thought of."""

    kind: ClassVar = "strange"

    content: Content


STRANGE = cast("Block", Strange((Text("奇"),)))


def sample(hint: Any) -> Any:
    """Return a value of a type of the model, with text in each place for text."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{field.name: sample(hints[field.name]) for field in fields(hint)})
    match get_args(hint):
        case (inner, second) if second is ...:
            return (sample(inner),)
        case (str() as first, *_):
            return first
        case (first, *_):
            return sample(first)
    return {str: "字", int: 1, bool: True}[hint]


def chapter(*blocks: Block) -> Chapter:
    section = Section("正文", Role.DETAIL, blocks)
    return Chapter("a", "题", "ti", "t", (section,), "page.txt", 1)


def drawn(kind: type[Block]) -> html.HtmlElement:
    """Return the element that a block of `kind` is drawn as."""
    fragment = markup.chapter(chapter(sample(kind)), (), "#{}".format, WORDS)
    section = html.fromstring(fragment).find(".//section[@class='detail']")
    (element,) = section.xpath("*[not(self::h2)]")
    return element


def inlines(value: object) -> list[Inline]:
    """Return all inlines below a value, in the order of its fields."""
    if isinstance(value, Inline):
        return [value]
    if is_dataclass(value):
        return [found for field in fields(value) for found in inlines(getattr(value, field.name))]
    return [found for entry in value for found in inlines(entry)] if type(value) is tuple else []


# ---------------------------------------------------------------- walking


@given(st.from_type(Block))
def test_a_block_with_its_own_texts_is_as_it_was(block: Block) -> None:
    assert walk.with_contents(block, iter(walk.contents(block))) == block


@given(st.from_type(Block), st.data())
def test_texts_that_are_put_into_a_block_are_found_there_in_the_same_order(
    block: Block, data: st.DataObject
) -> None:
    count = len(walk.contents(block))
    texts = data.draw(st.lists(st.text(), min_size=count, max_size=count))
    contents = tuple((Text(text),) for text in texts)
    filled = walk.with_contents(block, iter(contents))
    assert type(filled) is type(block)
    assert walk.contents(filled) == contents
    assert walk.with_contents(filled, iter(walk.contents(block))) == block


@given(st.from_type(Block))
def test_no_text_of_a_block_is_left_out_or_in_another_order(block: Block) -> None:
    found = [inline for content in walk.contents(block) for inline in content]
    assert found == inlines(block)


@given(st.lists(st.from_type(Block), max_size=5), st.text())
def test_blocks_draw_their_texts_one_after_the_other(blocks: list[Block], prefix: str) -> None:
    contents = [content for block in blocks for content in walk.contents(block)]
    longer = iter([(RunIn(prefix), *content) for content in contents])
    filled = [walk.with_contents(block, longer) for block in blocks]
    texts = list(walk.texts([Section("正文", Role.DETAIL, tuple(filled))]))
    assert texts == [prefix + "".join(inline.text for inline in content) for content in contents]
    assert next(longer, None) is None


def test_a_text_too_few_is_no_block_without_a_text() -> None:
    for kind in KINDS_WITH_TEXT:
        with pytest.raises(StopIteration):
            walk.with_contents(sample(kind), iter(()))


def test_a_kind_that_the_walk_does_not_know_is_an_error() -> None:
    for ask in (walk.passages, walk.contents, walk.text):
        with pytest.raises(AssertionError):
            ask(STRANGE)
    with pytest.raises(AssertionError):
        walk.with_contents(STRANGE, iter([(Text("字"),)]))


# ---------------------------------------------------------------- drawing and keeping


def test_a_kind_without_a_macro_stops_the_book() -> None:
    with pytest.raises(jinja2.UndefinedError, match="strange"):
        markup.chapter(chapter(STRANGE), (), "#{}".format, WORDS)


@pytest.mark.parametrize("kind", KINDS)
def test_all_text_of_blocks_of_a_kind_is_in_the_book(kind: type[Block]) -> None:
    three = chapter(*[sample(kind)] * 3)
    fragment = html.fromstring(markup.chapter(three, (), "#{}".format, WORDS))
    shown = "".join(fragment.xpath("string(.//section[@class='detail'])").split())
    assert shown == "正文" + "".join("".join(walk.texts(three.sections)).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_stands_in_an_element_that_a_page_mark_can_name(kind: type[Block]) -> None:
    for element in drawn(kind).iter():
        own = (element.text or "", *(child.tail or "" for child in element))
        if "".join(own).strip():
            above = (element, *element.iterancestors())
            assert any(of.tag in BLOCKS for of in above), etree.tostring(element)
        if element.tag in BLOCKS:
            inner = [child for child in element.iter() if child is not element]
            assert not any(of.tag in BLOCKS and (of.tail or "").strip() for of in inner)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_rules_in_each_style_sheet(kind: type[Block], sheet: str) -> None:
    rules = tinycss2.parse_stylesheet((ROOT / "styles" / sheet).read_text("utf-8"))
    matcher = cssselect2.Matcher()
    for rule in rules:
        if rule.type == "qualified-rule":
            for selector in cssselect2.compile_selector_list(rule.prelude):
                matcher.add_selector(selector, rule)
    element = drawn(kind)
    wrapped = cssselect2.ElementWrapper.from_html_root(element.getroottree().getroot())
    wrappers = {of.etree_element: of for of in wrapped.iter_subtree()}
    styled = [element, *(of for of in element.iter() if of.tag in BLOCKS)]
    assert not [of.tag for of in styled if not matcher.match(wrappers[of])]


@pytest.mark.parametrize("sheet", ["pdf.css", "handout.css"])
def test_the_rules_of_a_kind_are_those_of_the_pdf_and_of_the_handout(sheet: str) -> None:
    rules = tinycss2.parse_stylesheet((ROOT / "styles" / sheet).read_text("utf-8"))
    imports = [rule for rule in rules if rule.type == "at-rule" and rule.at_keyword == "import"]
    named = [token.value for rule in imports for token in rule.prelude if token.type == "string"]
    assert named == ["fonts.css", "chapter.css"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_cover_is_a_picture_as_every_book_says_of_itself(kind: type[Block]) -> None:
    assert not PICTURES & {element.tag for element in drawn(kind).iter()}


def test_each_kind_has_a_name_of_its_own_in_the_json_and_all_its_text() -> None:
    entries = [inspect._block(sample(kind)) for kind in KINDS]
    assert len({entry["type"] for entry in entries}) == len(KINDS)
    assert all(("字" in entry["text"]) == (entry["type"] != "rule") for entry in entries)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_of_a_page_comes_back_whatever_kinds_it_holds(kind: type[Block]) -> None:
    section = Section("正文", Role.DETAIL, (sample(kind),))
    kept = codec.kinds(Page)
    assert codec.load(codec.dump(section, kept), kept) == section


# ---------------------------------------------------------------- who takes a block apart


def names(tree: ast.Module) -> set[str]:
    """Return the kinds of blocks that a module imports from the model."""
    wanted = {"Block", *(kind.__name__ for kind in KINDS)}
    return {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publisher.model")
        for name in node.names
    } & wanted


def sees_blocks(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "blocks"


def takes_apart(node: ast.AST, known: set[str]) -> bool:
    """Tell whether a node asks for what a block holds, not for the block."""
    match node:
        case ast.Attribute(attr="content"):
            return True
        case ast.MatchClass(cls=ast.Name(name), patterns=patterns, kwd_attrs=attributes):
            return name in known and bool(patterns or "content" in attributes)
        case ast.Call(func=ast.Name("getattr"), args=[_, ast.Constant("content"), *_]):
            return True
    return False


def makes(node: ast.AST, known: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(name)):
            return name in known
        case ast.Call(func=ast.Name("replace"), keywords=given):
            return any(keyword.arg == "content" for keyword in given)
    return False


def reads_a_text(node: ast.AST) -> bool:
    """Tell whether a node is `plain(something.content)`, by whatever way the something came."""
    match node:
        case ast.Call(func=ast.Name("plain"), args=[ast.Attribute(attr="content")]):
            return True
    return False


@pytest.mark.parametrize("module", MODULES)
def test_no_module_but_the_walk_knows_what_a_block_holds(module: str) -> None:
    tree = ast.parse(Path(MODULES[module]).read_text(encoding="utf-8"))
    nodes, known = list(ast.walk(tree)), names(tree)
    if not module.startswith(TAKE_APART):
        assert not any(map(reads_a_text, nodes))
        if known or any(map(sees_blocks, nodes)):
            assert not any(map(partial(takes_apart, known=known), nodes))
    if not module.startswith(MAKE):
        assert not any(map(partial(makes, known=known), nodes))


def test_in_the_model_only_the_walk_and_the_blocks_themselves_do() -> None:
    tree = ast.parse(Path(MODULES["publisher.model.books"]).read_text(encoding="utf-8"))
    assert not any(takes_apart(node, names(tree)) for node in ast.walk(tree))


def test_a_section_may_have_any_title() -> None:
    section = replace(chapter(sample(KINDS[0])).sections[0], title="生平 & 作品")
    fragment = markup.chapter(replace(chapter(), sections=(section,)), (), "#{}".format, WORDS)
    assert '<h2 id="a-detail">生平 &amp; 作品</h2>' in fragment
