"""What once broke the program, found by fuzzing, does so no more."""

from __future__ import annotations

import random

import fuzz
import pytest


def test_what_was_found_is_mended() -> None:
    found = [path for path in sorted(fuzz.FINDINGS.glob("*/*")) if path.is_file()]
    broken = {path: fuzz.tried(path.parent.name, path.read_bytes()) for path in found}
    assert not {path: what for path, what in broken.items() if what}


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_the_harness_runs_each_kind(kind: str) -> None:
    chance = random.Random(1)  # noqa: S311
    for seed in fuzz.seeds(kind):
        assert fuzz.tried(kind, seed) is None
        assert fuzz.tried(kind, fuzz.mutated(seed, chance)) is None


def test_the_harness_sees_a_crash_and_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: bytes) -> None:
        raise KeyError("nothing")

    def hang(_: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "_SECONDS", 1)
    monkeypatch.setitem(fuzz.KINDS, "page", crash)
    monkeypatch.setitem(fuzz.KINDS, "html", hang)
    assert "KeyError" in (fuzz.tried("page", b"") or "")
    assert fuzz.tried("html", b"")
