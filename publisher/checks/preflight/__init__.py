"""Preflight: will a PDF come off the press as it was meant? PDF/X-4 and what printers ask.

    codes     the one table of what can be found
    identity  the file as a whole: output intent, metadata, what must not be there
    boxes     the boxes of pages
    rules     what is asked of each mark (pdf_marks)

Only files that are meant for the press are checked: those with an output intent for one, and
those that are named so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pikepdf

from publisher.checks.findings import Check, Finding
from publisher.checks.preflight import boxes, identity, rules
from publisher.checks.preflight.codes import finding
from publisher.editions import EDITIONS, FORMS
from publisher.pdf_marks import objects, page_numbers, sheets
from publisher.pdf_marks.interpreter import Press, marks
from publisher.pdf_marks.marks import Mark, TextMark
from publisher.pdf_marks.sheets import Sheet

__all__ = ["check"]

_NAME = "preflight"
_COVER = FORMS["cover"].suffix
_NAMED = tuple(form.suffix for form in EDITIONS["print"].forms.values())
"""How files for the press are named here; the name alone is a promise."""

_Programs: TypeAlias = dict[str, set[int]]
"""The object numbers of the embedded files of each face."""
_Found: TypeAlias = Iterator[tuple[Finding, int | None]]
"""Findings, each with its page, counted from 1, or None for the file as a whole."""


def check(file: Path) -> tuple[Check, ...]:
    """Preflight a PDF; no check at all of one that is not meant for the press."""
    name = file.name.lower()
    found: defaultdict[Finding, set[int]] = defaultdict(set)
    try:
        with pikepdf.open(file) as pdf:
            if not name.endswith(_NAMED) and not identity.intents(pdf):
                return ()
            for one, page in _look(pdf, is_cover=name.endswith(_COVER)):
                found[one].update(() if page is None else (page,))
            if warnings := pdf.get_warnings():
                found[finding("damaged", reason=_said(warnings[0], file))] = set()
    except (*objects.BROKEN, pikepdf.PasswordError) as error:
        if not name.endswith(_NAMED) and b"GTS_PDFX" not in file.read_bytes():
            return ()
        is_locked = isinstance(error, pikepdf.PasswordError)
        why = finding("encrypted" if is_locked else "unreadable", reason=_said(error, file))
        return (Check(_NAME, (why,)),)
    return (Check(_NAME, tuple(_gathered(found))),)


def _look(pdf: pikepdf.Pdf, *, is_cover: bool) -> _Found:
    """Yield what is wrong with a file: as a whole, then page by page."""
    pages = [page.obj for page in pdf.pages]
    lying = [sheets.read(page) for page in pages]
    for one in _carefully(identity.look(pdf)):
        yield one, None
    if not pages:
        yield finding("no-pages"), None
    if not is_cover:
        for one in boxes.look_at_count(len(pages)):
            yield one, None
    for number, one in boxes.trims_differ(lying).items():
        yield one, number
    press, programs = Press(), _Programs()
    for number, (page, sheet) in enumerate(zip(pages, lying, strict=True), 1):
        for one in _carefully(_look_at_page(page, sheet, press, programs, is_cover=is_cover)):
            yield one, number
    for face, numbers in programs.items():
        if len(numbers) > 1:
            yield finding("face-twice", face=face, count=len(numbers)), None


def _look_at_page(
    page: pikepdf.Object, sheet: Sheet, press: Press, programs: _Programs, *, is_cover: bool
) -> Iterator[Finding]:
    """Yield what is wrong with one page; its faces go to `programs`."""
    yield from boxes.look(sheet)
    yield from identity.look_at_page(page)
    damage: set[str] = set()
    few: list[Mark] = []
    for mark in marks(page, sheet.media, sheet.unit, press, damage):
        yield from rules.look(mark, sheet, is_cover=is_cover)
        if isinstance(mark, TextMark) and mark.face.program is not None:
            programs.setdefault(mark.face.name, set()).add(mark.face.program)
        if len(few) <= rules.FEW:
            few.append(mark)
    if not is_cover and len(few) <= rules.FEW:
        yield from rules.folio_alone(few, sheet)
    for reason in sorted(damage):
        yield finding("damaged", reason=reason)


def _carefully(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; where the file is so damaged that looking fails, that is one."""
    try:
        yield from found
    except objects.BROKEN as error:
        yield finding("damaged", reason=objects.reason(error))


def _said(message: object, file: Path) -> str:
    """Return what pikepdf said, without the name of the file that stands before it."""
    return str(message).replace(str(file), "").lstrip(": ")


def _gathered(found: Mapping[Finding, set[int]]) -> Iterator[Finding]:
    """Yield each finding once, with all its pages, counted from 1; none for the whole file."""
    for one, pages in found.items():
        yield replace(one, place=page_numbers.written(pages)) if pages else one
