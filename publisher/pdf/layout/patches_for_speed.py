"""What of WeasyPrint is replaced to be faster, no byte of a book being another for it.

Each has its rent: it has to be looked at when WeasyPrint changes. So one stays only if the time
of a part is at least a twentieth longer without it, or without its group. docs/performance.md
says how they were weighed, docs/upstream.md what WeasyPrint could do to make them superfluous.
"""

from __future__ import annotations

from collections.abc import Sequence

import pydyf
from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.pdf import fonts

from publisher.pdf.layout import faces, style_facts, styles
from publisher.pdf.layout.boxes import Pdf
from publisher.pdf.layout.patching import Function, Patch


class _References:
    """References to the pages of a file, each written when it is asked for."""

    def __init__(self, kids: Sequence[int]) -> None:
        self._kids = kids

    def __getitem__(self, page: int) -> bytes:
        return b"%d 0 R" % self._kids[3 * page]


def _page_references(_theirs: Function) -> Function:
    """Return the references to all pages: theirs writes them anew for each tag that asks."""

    def replacement(pdf: Pdf) -> _References:
        return _References(pdf.pages["Kids"])

    return replacement


_FACTS = "what follows from a style, once a style"

FOR_SPEED = (
    Patch(
        css.StyleFor, "__init__", styles.style_for,
        "computed styles, once for all parts", "b1e725a7552502aa",
    ),
    Patch(
        inline, "resolve_percentages", style_facts.resolve_percentages, _FACTS, "71673078096fcf87"
    ),
    Patch(
        block, "resolve_percentages", style_facts.resolve_percentages, _FACTS, "71673078096fcf87"
    ),
    Patch(
        boxes.Box, "is_in_normal_flow", style_facts.is_in_normal_flow, _FACTS, "5f49d6ab23da7e51"
    ),
    Patch(boxes.ParentBox, "page_values", style_facts.page_values, _FACTS, "9bcfda076d1961e6"),
    Patch(
        fonts, "get_hb_object_data", faces.get_hb_object_data,
        "20 MB a face, copied for nobody", "03040a623df04c2b",
    ),
    Patch(
        pydyf.PDF, "page_references", _page_references,
        "no time that grows by the square of a part's pages", "060bf90aad55931b",
    ),
)  # fmt: skip
"""Which function of which module is replaced, by what, and why; and the hash of its source."""
