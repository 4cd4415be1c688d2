"""veraPDF: whether a PDF is what its metadata says that it is, PDF/UA and PDF/A."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.checks import tools
from publisher.checks.findings import Check, Finding

_NAME = "veraPDF"
_UA = re.compile(rb"pdfuaid:part(?:>|=[\"'])(\d)")
_A_PART = re.compile(rb"pdfaid:part(?:>|=[\"'])(\d)")
_A_LEVEL = re.compile(rb"pdfaid:conformance(?:>|=[\"'])([A-Z])")
_METADATA = re.compile(
    rb"<<(?:(?!>>).)*/(?:Type\s*/Metadata)(?:(?!>>).)*>>\s*stream\r?\n", re.DOTALL
)


def check(file: Path) -> tuple[Check, ...]:
    """Validate a PDF against each standard that it claims."""
    claims = tuple(_claims(file.read_bytes()))
    if not claims:
        return (Check(_NAME, reason="the file claims neither PDF/UA nor PDF/A"),)
    command = tools.find("verapdf")
    if command is None:
        reason = "veraPDF is not installed: install it from verapdf.org, or `make set-up-test`"
        return (Check(_NAME, reason=reason, absent=True),)
    return tuple(
        _check([*command, "--flavour", flavour, "--format", "json", str(file)], standard)
        for standard, flavour in claims
    )


def _claims(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each standard that the XMP of a PDF names, and veraPDF's word for it."""
    packet = b"\n".join(_packets(data))
    if ua := _UA.search(packet):
        part = ua[1].decode()
        yield f"PDF/UA-{part}", f"ua{part}"
    if (a_part := _A_PART.search(packet)) and (a_level := _A_LEVEL.search(packet)):
        flavour = (a_part[1] + a_level[1].lower()).decode()
        yield f"PDF/A-{flavour}", flavour


def _packets(data: bytes) -> Iterator[bytes]:
    """Yield the metadata streams of a PDF, inflated."""
    for match in _METADATA.finditer(data):
        stream = data[match.end() : data.find(b"endstream", match.end())]
        if b"/FlateDecode" in match.group():
            try:
                stream = zlib.decompressobj().decompress(stream)
            except zlib.error:
                continue
        yield stream


def _check(command: list[str], standard: str) -> Check:
    report = tools.parse(command, tools.run(command))["report"]
    findings: list[Finding] = []
    for job in report["jobs"]:
        if "taskException" in job:
            message = job["taskException"].get("exceptionMessage", "the file cannot be read")
            findings.append(Finding("error", "unreadable", message))
        for result in job.get("validationResult", ()):
            findings += (_finding(rule) for rule in result["details"]["ruleSummaries"])
    return Check(f"{_NAME} {standard}", tuple(findings))


def _finding(rule: dict[str, Any]) -> Finding:
    first = rule["checks"][0]["context"] if rule.get("checks") else ""
    code = f"{rule['specification']} {rule['clause']}-{rule['testNumber']}"
    message = f"{rule['description']} ({rule['failedChecks']} time(s))"
    return Finding("error", code, message, first)
