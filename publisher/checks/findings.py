"""What a validator found: the same few values whichever it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from publisher.problems import Level

Status: TypeAlias = Literal["passed", "failed", "not run"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of a validator. `place` is a path inside the file, with a line if known."""

    level: Level
    code: str
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One run of a validator. `name` is `EPUBCheck`, `Ace`, `veraPDF PDF/UA-1` and the like.

    `reason` says why a check did not run, and what to do about it; `absent` that it would have,
    were the validator installed.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    absent: bool = False

    @property
    def status(self) -> Status:
        """`failed` with any error or warning; a note alone, such as a usage hint, passes."""
        if self.reason is not None:
            return "not run"
        serious = any(finding.level != "note" for finding in self.findings)
        return "failed" if serious else "passed"
