"""Finished files -> what the reference validators, and a preflight of our own, say of them.

    epubcheck  W3C EPUBCheck: is the EPUB valid?
    ace        Ace by DAISY: is the EPUB accessible?
    verapdf    veraPDF: is the PDF what it claims to be, PDF/UA or PDF/A?
    preflight  will a PDF that is meant for the press come off it as it was meant?
    tools      which of them are installed, and how they are run
    findings   what each of them says, as the same few values

A validator that is not installed is no error: its check says that it did not run, and what
to install.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publisher.checks import ace, epubcheck, preflight, verapdf
from publisher.checks.findings import Check, Finding
from publisher.errors import UsageError

__all__ = ["Check", "Finding", "check"]

_VALIDATORS: dict[str, tuple[Callable[[Path], tuple[Check, ...]], ...]] = {
    ".epub": (epubcheck.check, ace.check),
    ".pdf": (verapdf.check, preflight.check),
}
"""The validators of each kind of file, by suffix."""


def check(file: Path) -> tuple[Check, ...]:
    """Run all validators for `file`, one after the other.

    Raises:
        UsageError: there is no such file, or no validator for its kind.
    """
    if not file.is_file():
        raise UsageError(str(file), "there is no such file", "check the spelling")
    validators = _VALIDATORS.get(file.suffix.lower())
    if validators is None:
        known = " and ".join(_VALIDATORS)
        raise UsageError(str(file), "no validator knows this kind of file", f"name {known} files")
    return tuple(result for validator in validators for result in validator(file))
