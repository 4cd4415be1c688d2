"""The program as a library: what docs/library.md shows runs as it stands there, and is typed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PAGE, ROOT, run
from test_architecture import MODULES

import publisher
from publisher import PublisherError, commission, edit, publish, read

EXAMPLES = re.findall(
    r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text("utf-8"), re.DOTALL
)
MANY = 4
"""Parameters of which it can be seen what they are."""
THEIRS = ("publisher.cli", "publisher.pdf.layout")
"""Where parameters are options, which --help explains, or those of WeasyPrint's own functions."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("number", "suffixes"), [(0, {".epub", ".pdf"}), (1, {".epub"})])
def test_an_example_makes_what_it_says(folder: Path, number: int, suffixes: set[str]) -> None:
    (folder / "script.py").write_text(EXAMPLES[number], encoding="utf-8")
    ran = python(folder, "script.py")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {path.suffix for path in (folder / "out").iterdir()} == suffixes


def test_examples_have_right_types(tmp_path: Path) -> None:
    for number, example in enumerate(EXAMPLES):
        (tmp_path / f"script{number}.py").write_text(example, encoding="utf-8")
    ran = python(tmp_path, "-m", "mypy", "--strict", *map(str, tmp_path.glob("*.py")))
    assert ran.returncode == 0, ran.stdout


def test_a_script_makes_the_same_bytes_as_the_command(folder: Path) -> None:
    (made,) = publish(commission(edit(read(folder / "source")), ["epub"]), "epub", folder / "out")
    run("build", folder / "source", "-o", folder / "cli", "--edition", "epub")
    (built,) = (folder / "cli").iterdir()
    assert (folder / "out" / built.name).read_bytes() == built.read_bytes()
    assert not made.problems


def test_what_cannot_be_done_is_raised_and_says_what_could(folder: Path) -> None:
    (folder / "empty").mkdir()
    for fails in (
        lambda: read(folder / "nowhere"),
        lambda: read(folder / "empty"),
        lambda: publish(commission(read(folder / "source")), "papyrus", folder / "out"),
        lambda: publish(commission(read(folder / "source")), "epub", folder / "source/page.txt"),
    ):
        with pytest.raises(PublisherError) as raised:
            fails()
        assert raised.value.place
        assert raised.value.remedy
    assert not (folder / "out").exists()


def test_importing_the_face_loads_nothing_before_it_is_asked(tmp_path: Path) -> None:
    asked = "import publisher, sys; print([n for n in sys.modules if n == 'publisher.library'])"
    ran = python(tmp_path, "-c", f"{asked}; publisher.read; assert 'read' in dir(publisher)")
    assert (ran.returncode, ran.stdout) == (0, "[]\n")
    with pytest.raises(AttributeError, match="papyrus"):
        publisher.papyrus  # type: ignore[attr-defined]  # noqa: B018


# ---------------------------------------------------------------- what functions say


def functions(module: str) -> Iterator[ast.FunctionDef]:
    """Yield the public functions of a module, and the public methods of its public classes."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for body in (tree.body, *(of.body for of in classes if not of.name.startswith("_"))):
        for node in body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def parameters(function: ast.FunctionDef) -> list[str]:
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [one.arg for one in every if one.arg not in ("self", "cls")]


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith(THEIRS)])
def test_a_function_with_many_parameters_says_what_each_of_them_is(module: str) -> None:
    for function in functions(module):
        names, said = parameters(function), ast.get_docstring(function) or ""
        if len(names) > MANY or module == "publisher.library":
            silent = [name for name in names if f"\n    {name}: " not in said]
            assert not silent, function.name
            assert "\nReturns:" in said or "\nYields:" in said or _is_procedure(function)


def _is_procedure(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Constant) and function.returns.value is None
