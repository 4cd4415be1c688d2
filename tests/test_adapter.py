"""Our composition fits one WeasyPrint; with another it says so instead of setting nonsense."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import requires

import pytest
import weasyprint

from publisher.errors import OutputError
from publisher.pdf.layout import patches


@pytest.mark.parametrize("entry", patches.REPLACEMENTS, ids=lambda entry: entry.name)
def test_each_function_that_we_stand_for_is_the_one_we_know(entry: patches.Replacement) -> None:
    patches.install()
    assert patches.fingerprint(entry.function.stands_for) == entry.source  # type: ignore[attr-defined]


def test_the_version_is_pinned_exactly() -> None:
    assert f"weasyprint=={weasyprint.__version__}" in (requires("publisher") or [])


def test_another_weasyprint_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    first = patches.REPLACEMENTS[0]
    theirs = first.function.stands_for  # type: ignore[attr-defined]
    monkeypatch.setattr(first.owner, first.name, theirs)
    monkeypatch.setattr(patches, "REPLACEMENTS", (replace(first, source="0" * 16),))
    with pytest.raises(OutputError, match="hint: set up again with `make book`"):
        patches.install()
    assert first.function is theirs


def test_installing_twice_changes_nothing() -> None:
    patches.install()
    before = [entry.function for entry in patches.REPLACEMENTS]
    patches.install()
    assert [entry.function for entry in patches.REPLACEMENTS] == before
