"""The folder list is the pipeline: imports go one way, and each library has one room."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "publisher"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
RENDERERS = ("epub", "pdf")
LEAVES = {
    "model": set[str](),
    "errors": set[str](),
    "problems": set[str](),
    "house": set[str](),
    "wording": {"model", "wording"},
    "regular": set[str](),
    "pages_on_disk": {"problems"},
    "settings": {"errors", "model", "regular", "themes"},
    "themes": {"problems", "regular"},
    "output": {"ending", "errors"},
}
"""What these may import of ours."""

ROOMS = {
    "jinja2": ("html",),
    "ebooklib": ("epub",),
    "weasyprint": ("pdf",),
    "cssselect2": ("pdf",),
    "tinycss2": ("pdf",),
    "pikepdf": ("pdf", "checks"),
    "pydyf": ("pdf",),
    "pyphen": ("pdf",),
    "fontTools": ("fonts",),
    "uharfbuzz": ("fonts",),
    "barcode": ("cover",),
    "pypinyin": (),
    "click": ("cli",),
    "rich": ("cli",),
}
"""The only rooms where a library may be imported."""


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                if module == "publisher":
                    yield from (f"publisher.{name.name}" for name in names)


def rooms(path: Path) -> set[str]:
    """Return the rooms of ours that a module imports from."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("publisher.")}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_against_the_flow(module: str) -> None:
    here, used = room(module), rooms(MODULES[module])
    if here == "sources":
        assert not used & {*RENDERERS, "typography", "collection", "cli", "html"}
    if here in RENDERERS:
        assert not used & ({*RENDERERS, "sources", "typography", "cli"} - {here})
    if here in LEAVES:
        assert used <= LEAVES[here]
    if here not in ("cli", "__main__"):
        assert "cli" not in used


@pytest.mark.parametrize("module", MODULES)
def test_each_library_is_imported_in_its_room_only(module: str) -> None:
    libraries = {name.partition(".")[0] for name in imports(MODULES[module])}
    for library in libraries & set(ROOMS):
        assert room(module) in ROOMS[library]


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) != "cli"])
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert re.search(r"^\s*(print\(|sys\.exit|raise SystemExit)", text, re.MULTILINE) is None


@pytest.mark.parametrize("module", MODULES)
def test_no_expression_repeats_a_group_possessively_which_python_3_11_2_matches_wrongly(
    module: str,
) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in texts if re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", text)]


def test_no_room_is_called_by_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "misc", "base", "core"}
    assert not [module for module in MODULES if set(module.split(".")) & empty]


def test_the_map_names_every_folder_and_the_documents_every_module_of_the_top() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    top = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"} - {
        "__init__",
        "__main__",
    }
    top |= {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert not [name for name in sorted(top) if name not in architecture]


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {"fonttools": "fontTools", "pillow": "PIL", "python_barcode": "barcode"}
    used = {name.partition(".")[0] for path in MODULES.values() for name in imports(path)}
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0].replace("-", "_")
        assert names.get(name, name) in used, requirement
