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
ORDER: tuple[set[str], ...] = (
    {"__main__"},
    {"cli"},
    {"incremental", "library"},
    {"batch"},
    {"shelf"},
    {"checks"},
    {"editions"},
    {"epub", "pdf"},
    {"cover"},
    {"books"},
    {"fonts"},
    {"editing"},
    {"collecting"},
    {"sources"},
    {"pdf_marks"},
    {"settings"},
    {"problems"},
    {"wording"},
    {"composing"},
    {"model"},
    {"runtime"},
    {"errors"},
)
"""The folders from the command line down: each may import from those below it."""

FOLDERS = {
    "batch": {"books", "checks", "cover", "editions", "shelf", "settings"},
    "books": {"collecting", "fonts", "model", "settings", "wording"},
    "checks": {"editions", "pdf_marks"},
    "collecting": {"model", "settings", "wording"},
    "composing": set(),
    "cover": {"books", "composing", "fonts", "model", "settings", "wording"},
    "editing": {"model", "settings", "wording"},
    "editions": {"books", "cover", "epub", "fonts", "model", "pdf", "settings"},
    "epub": {"books", "collecting", "fonts", "model", "settings", "wording"},
    "errors": set(),
    "fonts": {"model"},
    "incremental": {
        "batch", "books", "collecting", "editing", "editions", "fonts", "model", "settings",
        "sources",
    },
    "library": {"books", "collecting", "editing", "editions", "model", "settings", "sources"},
    "model": set(),
    "pdf": {"books", "composing", "fonts", "model", "pdf_marks", "settings", "wording"},
    "pdf_marks": set(),
    "problems": set(),
    "runtime": set(),
    "settings": {"model"},
    "shelf": {"books", "collecting", "editions", "wording"},
    "sources": {"model"},
    "wording": {"model"},
}  # fmt: skip
"""Which folders each uses, but for errors, problems and runtime, which all but the model may."""

INNER = {
    "pdf.editions": {"assembling", "binding", "numbering", "part", "press", "titles", "type_area"},
    "pdf.press": {"type_area"},
    "pdf.binding": {"assembling", "galley", "galleys", "numbering", "part"},
    "pdf.galleys": {"assembling", "galley", "layout", "part"},
    "pdf.layout": {"galley", "numbering", "part", "strings"},
    "pdf.assembling": {"galley", "layout", "numbering", "strings"},
    "sources.markdown": {"html", "repairs", "text", "unusable"},
    "sources.html": {"bounds", "repairs", "structure", "text", "wiki"},
    "sources.repairing": {"html", "repairs", "structure", "text"},
    "sources.wiki": {"structure", "text"},
    "sources.structure": {"repairs", "text"},
    "sources.text": {"unusable"},
}
"""Which of their neighbours the folders inside the two large rooms use."""

EVERYWHERE = {"errors", "problems", "runtime"}

ROOMS = {
    "jinja2": ("books",),
    "markdown_it": ("sources.markdown",),
    "ebooklib": ("epub",),
    "weasyprint": ("pdf.layout",),
    "cssselect2": ("pdf.layout",),
    "tinycss2": ("pdf.layout",),
    "pikepdf": ("pdf.press", "pdf.editions", "pdf_marks", "checks"),
    "pydyf": ("pdf.layout", "pdf.assembling"),
    "pyphen": ("pdf.layout",),
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
                yield from (f"{module}.{name.name}" for name in names)


def rooms(path: Path) -> set[str]:
    """Return the rooms of ours that a module imports from."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("publisher.")}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_against_the_flow(module: str) -> None:
    here, used = room(module), rooms(MODULES[module])
    floors = {name: floor for floor, names in enumerate(ORDER) for name in names}
    assert not [name for name in used - {here} if floors[name] <= floors.get(here, -1)]
    if here in FOLDERS:
        assert used - {here} <= FOLDERS[here] | (EVERYWHERE - {here} if here != "model" else set())


@pytest.mark.parametrize("module", MODULES)
def test_no_folder_inside_a_room_imports_against_the_flow(module: str) -> None:
    here = ".".join(module.split(".")[1:3])
    outer = here.partition(".")[0]
    used = {
        name.split(".")[2]
        for name in imports(MODULES[module])
        if name.startswith(f"publisher.{outer}.")
    }
    if here in INNER:
        assert used - {here.partition(".")[2]} <= INNER[here]


@pytest.mark.parametrize("module", MODULES)
def test_each_library_is_imported_in_its_room_only(module: str) -> None:
    inside = module.partition(".")[2]
    for library in {name.partition(".")[0] for name in imports(MODULES[module])} & set(ROOMS):
        assert any(inside == place or inside.startswith(f"{place}.") for place in ROOMS[library])


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


def test_the_map_of_every_folder_names_each_of_its_modules() -> None:
    for package in PACKAGE.rglob("__init__.py"):
        docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
        inside = {path.stem for path in package.parent.glob("*.py")} - {"__init__", "__main__"}
        inside |= {path.parent.name for path in package.parent.glob("*/__init__.py")}
        named = set(re.findall(r"\w+", docstring))
        assert inside <= named, f"{package.parent.name}: {sorted(inside - named)}"


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
    names = {
        "fonttools": "fontTools",
        "pillow": "PIL",
        "python_barcode": "barcode",
        "markdown_it_py": "markdown_it",
    }
    used = {name.partition(".")[0] for path in MODULES.values() for name in imports(path)}
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0].replace("-", "_")
        assert names.get(name, name) in used, requirement
