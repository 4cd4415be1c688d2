"""What a file says of itself as a whole, and what it must not have (ISO 15930-7, PDF/X-4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.checks.findings import Finding
from publisher.checks.preflight.codes import finding
from publisher.pdf_marks import objects
from publisher.pdf_marks.objects import entry, items, name

_VERSION = re.compile(rb"GTS_PDFXVersion\s*(?:>|=\s*[\"'])\s*PDF/X")
_MANNERS = {"/OpenAction": "an action on opening", "/AA": "actions on events"}


def intents(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the output intents for the press, of which there should be one (6.2.2)."""
    given = items(entry(pdf.Root, "/OutputIntents"))
    return [intent for intent in given if name(entry(intent, "/S")) == "GTS_PDFX"]


def look(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what is wrong with the file as a whole."""
    yield from _look_at_intents(pdf)
    if pdf.is_encrypted:
        yield finding("encrypted")
    if not _VERSION.search(_packet(pdf)):
        yield finding("version-missing")
    if not items(entry(pdf.trailer, "/ID")):
        yield finding("document-id-missing")
    if name(entry(entry(pdf.trailer, "/Info"), "/Trapped")) not in ("True", "False"):
        yield finding("trapped-missing")
    if items(entry(entry(pdf.Root, "/OCProperties"), "/OCGs")):
        yield finding("optional-content")
    for what in _actions(pdf):
        yield finding("action", what=what)


def look_at_page(page: Any) -> Iterator[Finding]:
    """Yield what a page must not have: annotations, actions."""
    if notes := items(entry(page, "/Annots")):
        kinds = sorted({name(entry(note, "/Subtype")) or "unknown" for note in notes})
        yield finding("annotation", kinds=", ".join(kinds))
        if any(entry(note, "/A") is not None for note in notes):
            yield finding("action", what="an action of an annotation")
    if entry(page, "/AA") is not None:
        yield finding("action", what=_MANNERS["/AA"])


def _look_at_intents(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    found = intents(pdf)
    if not found:
        yield finding("output-intent-missing")
    if len(found) > 1:
        yield finding("output-intent-twice", count=len(found))
    for intent in found:
        profile = objects.dictionary(intent, "/DestOutputProfile")
        if profile is None:
            yield finding("profile-missing")
            continue
        content = objects.unpacked(profile)
        kind = content[12:20].decode("ascii", "replace") if content[36:40] == b"acsp" else ""
        if kind != "prtrCMYK":
            yield finding("profile-not-cmyk", kind=kind[4:].strip() or "unknown")


def _packet(pdf: pikepdf.Pdf) -> bytes:
    """Return the XMP packet of a file, or nothing."""
    metadata = objects.dictionary(pdf.Root, "/Metadata")
    return b"" if metadata is None else objects.unpacked(metadata)


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a file does by itself when it is opened or used."""
    if objects.dictionary(pdf.Root, "/OpenAction") is not None:
        yield _MANNERS["/OpenAction"]
    if entry(pdf.Root, "/AA") is not None:
        yield _MANNERS["/AA"]
    has_script = entry(entry(pdf.Root, "/Names"), "/JavaScript") is not None
    if has_script or any(entry(value, "/JS") is not None for value in pdf.objects):
        yield "JavaScript"
