"""The one table of editions: all who ask it are told the same, and none has to wait for it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import run

from publisher import wording
from publisher.editions import EDITIONS, FORMS, OFFERED, USUAL

_SLOW = ("weasyprint", "ebooklib", "pikepdf", "jinja2", "publisher.cover", "publisher.epub")


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_each_file_that_a_shelf_offers_is_called_something_in_every_language(language: str) -> None:
    called = wording.of(language).shelf.editions
    for edition in OFFERED:
        for form in EDITIONS[edition].forms:
            assert getattr(called, form)


def test_no_file_of_a_book_takes_the_place_of_another() -> None:
    assert len({form.suffix for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("command", ["build", "batch"])
def test_the_help_of_a_command_names_all_editions_and_what_is_made_without_being_asked(
    command: str,
) -> None:
    said = " ".join(run(command, "--help").stdout.split())
    assert f"[{'|'.join(sorted(OFFERED))}]" in said
    assert f"[default: {' and '.join(USUAL)}]" in said


def test_a_command_that_makes_nothing_new_waits_for_no_renderer() -> None:
    program = f"import sys, publisher.cli.build; print(*set({_SLOW!r}) & set(sys.modules))"
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not done.stdout.strip()
