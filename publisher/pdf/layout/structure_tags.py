"""What WeasyPrint leaves out of the tags of lists and tables (ISO 14289-1, 7.5 and 7.6).

An item of a list holds its label and its body, and nothing beside these. In a table whose only
names are those of its columns, a cell knows by their scope which are its own: the names that
WeasyPrint gives to head cells would stand in a book once a chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

_NUMBER = re.compile(rb"(\d+) 0 R")
_OF_AN_ITEM = ("/Lbl", "/LBody")


def complete(pdf: Any) -> None:
    """Complete the tags of a drawn part."""
    tags = [entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary) and "S" in entry]
    for tag in tags:
        if tag["S"] == "/LI":
            _embody(tag, pdf)
    for table in [tag for tag in tags if tag["S"] == "/Table"]:
        cells = list(_cells(table, pdf))
        heads = [section for section, cell in cells if cell["S"] == "/TH"]
        if heads and all(section == "/THead" for section in heads):
            _scope(cell for _, cell in cells)


def _embody(item: Any, pdf: Any) -> None:
    """Put what an item holds besides its label into its body."""
    kids = _kids(item, pdf)
    if all(kid["S"] in _OF_AN_ITEM for kid in kids):
        return
    labels = [kid for kid in kids if kid["S"] == "/Lbl"]
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    held = [kid for kid in kids if kid["S"] != "/Lbl"]
    for kid in held:
        kid["P"] = body.reference
        if kid["S"] == "/LBody":
            kid["S"] = "/Div"
    body["K"] = pydyf.Array([kid.reference for kid in held])
    item["K"] = pydyf.Array([*(label.reference for label in labels), body.reference])


def _cells(table: Any, pdf: Any) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a table, each after the kind of the section that it is in."""
    for section in _kids(table, pdf):
        for row in _kids(section, pdf):
            for cell in _kids(row, pdf):
                yield section["S"], cell


def _scope(cells: Iterable[Any]) -> None:
    """Let the cells of a table know their heads by the scope of these."""
    for cell in cells:
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = "/Column"
        for entries, name in ((cell, "ID"), (cell.get("A", {}), "Headers")):
            entries.pop(name, None)


def _kids(tag: Any, pdf: Any) -> list[Any]:
    """Return the tags below a tag; marks on the page are none."""
    return [_at(kid, pdf) for kid in tag["K"] if isinstance(kid, bytes)]


def _at(reference: bytes, pdf: Any) -> Any:
    found = _NUMBER.fullmatch(reference)
    return pdf.objects[int(found[1])] if found else {"S": ""}
