"""Words of a book stand in `wording`: nowhere else does the code, a template or a sheet say Han."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")

ROOMS = {
    "wording": "the words of the house",
    "sources": "what pages say",
    "editing": "the rules of Chinese",
    "collecting": "readings of surnames and places, and the script of a text",
    "settings": "values of settings in Chinese: names of trims and papers",
}
"""The rooms where Han may stand in a literal."""
MODULES = {
    "cli/handout": "an example of what to type",
    "problems": "sentences that quote a page",
    "composing/tokens": "units and labels that hold on to their numbers",
    "composing/balancing": "words at which a title may be broken, and may not",
}
"""Single modules, each with its reason."""

COMMENTS = {
    ".html": r"\{#.*?#\}",
    ".xhtml": r"\{#.*?#\}",
    ".ncx": r"\{#.*?#\}",
    ".xml": r"\{#.*?#\}",
    ".svg": r"\{#.*?#\}",
    ".xmp": r"\{#.*?#\}",
    ".css": r"\{#.*?#\}|/\*.*?\*/",
    ".js": r"(?m)^\s*//[^\n]*|/\*.*?\*/",
    ".conf": r"<!--.*?-->",
}
"""What is a comment in a file, by its suffix."""
FILES = [
    path
    for folder in ("templates", "styles")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and not {"__pycache__", "init"} & set(path.parts)
]


def documents(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the docstrings of a module, those of its constants among them."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()) as said):
                yield said


def literals(path: Path) -> Iterator[str]:
    """Yield the texts in a module that it may say, and not what it says of itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = set(map(id, documents(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own:
            yield node.value


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "publisher").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT / "publisher")),
)
def test_no_word_of_a_book_stands_in_the_code(path: Path) -> None:
    name = str(path.relative_to(ROOT / "publisher").with_suffix(""))
    if name.split("/")[0] in ROOMS or name in MODULES:
        return
    assert not [text for text in literals(path) if HAN.search(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_a_book_stands_in_a_template_or_a_sheet(path: Path) -> None:
    text = re.sub(COMMENTS[path.suffix], "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not HAN.findall(text)


@pytest.mark.parametrize("name", MODULES)
def test_an_exception_is_still_one(name: str) -> None:
    path = ROOT / "publisher" / f"{name}.py"
    assert any(HAN.search(text) for text in literals(path))
