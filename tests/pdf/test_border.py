"""Our composition fits one WeasyPrint; with another it says so instead of setting nonsense."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from conftest import ROOT

from publisher import wording
from publisher.books import markup
from publisher.errors import OutputError
from publisher.pdf.layout import (
    boxes,
    engine,
    extraction,
    patches,
    patches_for_speed,
    patching,
    remembered,
)
from publisher.pdf.layout.layout import set_part
from publisher.pdf.layout.patching import Function, Hung, Patch
from publisher.pdf.part import Part
from publisher.pdf.type_area import LEAD, SIZE, type_area
from publisher.settings import Settings

ALL = (*patches.NEEDED, *patches_for_speed.FOR_SPEED)
FOLDER = ROOT / "publisher" / "pdf" / "layout"
PAGE = (
    '<html lang="zh-CN"><body><h1 id="a">年画</h1><p>门神两张，<b>左右</b>各一。</p>'
    '<table><tr><td>红</td><td>黄</td></tr></table><p dir="rtl">שלום</p>'
    '<p><a href="#b">见后</a></p></body></html>'
)


def named_by_class(entry: Patch | Hung) -> str:
    return f"{entry.owner.__name__}.{entry.name}"


def stock(patch: Patch) -> Function:
    """Return WeasyPrint's own function, whether ours stands for it by now or not."""
    return patching.theirs(patch) or patch.function


@pytest.mark.parametrize("patch", ALL, ids=named_by_class)
def test_a_weasyprint_that_lacks_or_changed_a_function_of_ours_is_noticed(patch: Patch) -> None:
    assert patching.fingerprint(stock(patch)) == patch.source


@pytest.mark.parametrize("patch", ALL, ids=named_by_class)
def test_what_is_called_with_the_arguments_of_theirs_takes_them(patch: Patch) -> None:
    ours = inspect.signature(patch.make(stock(patch)))
    parameters = inspect.signature(stock(patch)).parameters.values()
    ours.bind(*(parameter.name for parameter in parameters))
    ours.bind(*(one.name for one in parameters if one.default is inspect.Parameter.empty))


@pytest.mark.parametrize("table", [patches.NEEDED, patches_for_speed.FOR_SPEED])
def test_the_tables_say_of_each_function_why_it_is_replaced(table: tuple[Patch, ...]) -> None:
    assert all(patch.why for patch in table)
    assert len({(patch.owner, patch.name) for patch in ALL}) == len(ALL)


def test_the_version_is_pinned_exactly() -> None:
    assert f"weasyprint=={weasyprint.__version__}" in (requires("publisher") or [])


def test_another_weasyprint_is_refused_with_a_remedy_and_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, *_ = ALL
    theirs = stock(first)
    monkeypatch.setattr(first.owner, first.name, theirs)
    monkeypatch.setattr(second.owner, second.name, stock(second))
    with pytest.raises(OutputError, match="hint: set up again with `make book`"):
        patching.put_in_place((first, replace(second, source="0" * 16)), ())
    assert first.function is theirs


def test_installing_twice_changes_nothing() -> None:
    engine.install()
    before = [patch.function for patch in ALL]
    patching.put_in_place(ALL, patches.HUNG)
    assert [patch.function for patch in ALL] == before


def test_nothing_of_weasyprint_is_replaced_when_our_modules_are_imported() -> None:
    code = (
        "from publisher.pdf.layout import layout, patches, patches_for_speed, patching\n"
        "tables = patches.NEEDED + patches_for_speed.FOR_SPEED\n"
        "assert not any(patching.theirs(patch) for patch in tables)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)  # noqa: S603 -- our own code


def declared() -> set[str]:
    """Return the names of all attributes that are declared for objects of WeasyPrint's."""
    return {
        name
        for module in (boxes, remembered)
        for _, found in inspect.getmembers(module, inspect.isclass)
        for name in getattr(found, "__annotations__", ())
    }


def classes(tree: ast.AST) -> Iterator[str]:
    """Yield the attributes that the classes of a module declare for themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield node.attr


def stores(tree: ast.AST) -> Iterator[str]:
    """Yield the attributes that a module gives to objects other than `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node.attr


def named(tree: ast.AST) -> Iterator[str]:
    """Yield the attributes that a module asks for by a string."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("getattr" | "setattr" | "hasattr"), args=args):
                yield from (one.value for one in args if isinstance(one, ast.Constant))


OURS = {
    name
    for path in FOLDER.glob("*.py")
    for name in classes(ast.parse(path.read_text(encoding="utf-8")))
}
"""The attributes of our own objects."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_every_attribute_that_is_given_to_an_object_of_theirs_is_declared(path: Path) -> None:
    given = set(stores(ast.parse(path.read_text(encoding="utf-8"))))
    # what `ctypes` gets and gives back, and what a function of ours is made of
    assert given - {"find_library", "__code__"} <= declared() | OURS


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_no_attribute_of_ours_is_reached_by_a_string(path: Path) -> None:
    ours = {hung.name for hung in patches.HUNG} | set(remembered.StyleFacts.__annotations__)
    assert not set(named(ast.parse(path.read_text(encoding="utf-8")))) & ours


@pytest.mark.parametrize(
    "hung", patches.HUNG, ids=lambda hung: f"{hung.owner.__name__}.{hung.name}"
)
def test_what_of_ours_hangs_on_a_class_of_theirs_is_declared_there(hung: Hung) -> None:
    assert hung.name in getattr(boxes, hung.owner.__name__).__annotations__
    stem = sys.modules[hung.owner.__module__].__file__ or ""
    theirs = set(re.findall(r"\.(\w+)", Path(stem).read_text(encoding="utf-8")))
    assert hung.name not in theirs, "WeasyPrint has an attribute of this name by now"


def test_no_other_attribute_hangs_on_boxes_and_styles_of_a_part_that_was_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_aside: list[Any] = []
    cast = extraction.cast
    monkeypatch.setattr(
        extraction, "cast", lambda made, *rest: (set_aside.append(made), cast(made, *rest))[1]
    )
    trim = Settings().trim
    css = markup.render(
        "pdf/page.css", words=wording.of("zh-Hans"), trim=trim, area=type_area(trim),
        mirrored=False, gutter=None, size=SIZE, lead=LEAD, title="书",
    )  # fmt: skip
    set_part(Part(PAGE, css, "pdf.css"))
    (document,) = set_aside
    found = [box for page in document.pages for box in page._page_box.descendants()]
    known = OURS | {hung.name for hung in patches.HUNG}
    package = Path(weasyprint.__file__).parent
    for path in package.rglob("*.py"):
        known |= set(re.findall(r"[.'{](\w+)", path.read_text(encoding="utf-8")))
    generated = re.compile(r"(margin|padding|border|min|max)_\w+")
    for thing in (*found, *(box.style for box in found)):
        fresh = {name for name in vars(thing) if not generated.fullmatch(name)}
        assert fresh <= known, type(thing).__name__
