"""Ace by DAISY: the rules of EPUB Accessibility 1.1 and WCAG that a program can check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.checks import tools
from publisher.checks.findings import Check, Finding
from publisher.problems import Level
from publisher.runtime import ending

_NAME = "Ace"
_LEVELS: dict[str, Level] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "warning",
}


def check(file: Path) -> tuple[Check, ...]:
    """Check an EPUB for accessibility."""
    command = tools.find("ace")
    if command is None:
        reason = "Ace is not installed: `npm install --global @daisy/ace`, or `make set-up-test`"
        return (Check(_NAME, reason=reason, absent=True),)
    with ending.folder() as folder:
        finished = tools.run([*command, "--silent", "--outdir", str(folder), str(file)])
        report = folder / "report.json"
        if not report.is_file():
            said = " ".join((finished.stderr or finished.stdout).split())
            message = f"Ace cannot open the book: {said}"
            return (Check(_NAME, (Finding("error", "unreadable", message),)),)
        findings = tuple(_findings(json.loads(report.read_text(encoding="utf-8"))))
    return (Check(_NAME, findings),)


def _findings(report: dict[str, Any]) -> Iterator[Finding]:
    for document in report["assertions"]:
        place = document["earl:testSubject"]["url"]
        for assertion in document["assertions"]:
            test = assertion["earl:test"]
            message = assertion["earl:result"]["dct:description"].replace("\n", " ")
            level = _LEVELS.get(test["earl:impact"], "error")
            yield Finding(level, test["dct:title"], message, place)
