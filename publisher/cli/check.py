"""publisher check: what validators and the preflight say of finished files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import click

from publisher import checks
from publisher.checks import Check
from publisher.cli import talk
from publisher.errors import PublisherError
from publisher.runtime import unforeseen

_EXAMPLES = """\b
Examples:
  publisher check out/*.epub out/*.pdf
  publisher check out/*.epub --json | jq '.files[].checks[].status'
"""

SCHEMA = 1
"""The version of the JSON; it grows when a script that reads it would have to change."""

_COLOURS = {"passed": "green", "failed": "red", "not run": "yellow"}


@click.command("check", epilog=_EXAMPLES)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
@talk.loudness_options
def command(files: tuple[Path, ...], as_json: bool, quiet: bool, verbose: bool) -> int:
    """Run EPUBCheck and Ace on EPUBs, veraPDF on PDFs, as far as they are installed.

    PDFs for the press get a preflight, too: boxes, colours, faces, pictures.

    The exit status is 1 if a check failed. One that could not run is named, and fails nothing.
    """
    voice = talk.voice(quiet, verbose)
    results: dict[Path, tuple[Check, ...]] = {}
    for file in files:
        try:
            with voice.stage(f"checking {file}"):
                results[file] = checks.check(file)
        except PublisherError as error:
            voice.error(str(error))
            continue
        except Exception as error:
            voice.error(unforeseen.sentence(error))
            continue
        if not as_json:
            for result in results[file]:
                _show(file, result, notes=verbose)
    if as_json:
        click.echo(_json(results))
    if not results:
        return 2
    failed = any(result.status == "failed" for found in results.values() for result in found)
    return int(failed or len(results) < len(set(files)))


def _show(file: Path, result: Check, *, notes: bool) -> None:
    status = click.style(result.status, fg=_COLOURS[result.status])
    reason = f" ({result.reason})" if result.reason else ""
    click.echo(f"{file}: {result.name}: {status}{reason}")
    for finding in result.findings:
        if notes or finding.level != "note":
            place = f"{finding.place}: " if finding.place else ""
            click.echo(f"  {place}{finding.level}: {finding.message} [{finding.code}]")


def _json(results: dict[Path, tuple[Check, ...]]) -> str:
    files = [
        {"file": str(file), "checks": [_entry(result) for result in found]}
        for file, found in results.items()
    ]
    return json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=False, indent=1)


def _entry(result: Check) -> dict[str, Any]:
    return {
        "name": result.name,
        "status": result.status,
        "reason": result.reason,
        "findings": [dataclasses.asdict(finding) for finding in result.findings],
    }
