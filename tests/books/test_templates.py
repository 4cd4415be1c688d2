"""Compiled templates are kept beside the templates, and only ever stand for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from publisher.books import markup


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(markup.resources, "folder", lambda name: folder)
    markup._environment.cache_clear()
    yield folder
    markup._environment.cache_clear()


def rendered() -> str:
    """Render in a new environment, as a new process does."""
    markup._environment.cache_clear()
    return markup.render("pdf/ua-claim.xmp")


def kept(templates: Path) -> list[Path]:
    return [path for path in (templates / "__pycache__").rglob("*") if path.is_file()]


def test_a_template_that_was_changed_is_compiled_again(templates: Path) -> None:
    rendered()
    assert kept(templates)
    (templates / "pdf" / "ua-claim.xmp").write_text("{{ 6 * 7 }}", encoding="utf-8")
    assert rendered() == "42"


@pytest.mark.parametrize("length", [0, 10, 60, 200, -1])
def test_a_compiled_template_that_was_cut_short_is_made_again(templates: Path, length: int) -> None:
    whole = rendered()
    for path in kept(templates):
        path.write_bytes(path.read_bytes()[:length])
    assert rendered() == whole


def test_where_nothing_can_be_kept_templates_work_all_the_same(templates: Path) -> None:
    (templates / "__pycache__").write_text("no folder", encoding="utf-8")
    assert rendered() == rendered() != ""
