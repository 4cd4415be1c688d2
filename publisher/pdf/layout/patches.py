"""What of WeasyPrint is replaced because a book needs it; for speed there is `patches_for_speed`.

The grid: every line has its baseline where the face of the text has it, and blocks that ask for
it are whole lines high (`grid`).

Composition: the lines of Chinese paragraphs are chosen by `typesetting`, set by `lines` and
drawn by `drawing` (`paragraphs`, `texts`). All else of the layout stays WeasyPrint's.

Galleys: a part of a book is drawn without its fonts (`faces`), its running heads and folios for
either side (`running_heads`), page numbers left open (`texts`).

Subsetting: the HarfBuzz of the operating system (6.0 on Debian 12) fails on large subsets of
some faces, LXGW WenKai among them, and WeasyPrint then embeds all of their 20 MB. So its files
have no fonts at all, and faces are cut with the HarfBuzz that comes with uharfbuzz.
"""

from __future__ import annotations

from types import MappingProxyType

import weasyprint.layout as layout
from weasyprint import css, document, pdf
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, preferred
from weasyprint.pdf import stream
from weasyprint.text import fonts

from publisher.pdf.layout import faces, grid, paragraphs, running_heads, texts
from publisher.pdf.layout.patching import Hung, Patch

NEEDED = (
    Patch(
        inline, "strut", grid.strut,
        "grid: one baseline for all faces of a line height", "b57885b70dd08efe",
    ),
    Patch(
        inline, "split_text_box", grid.split_text_box,
        "grid: a fallback face moves no baseline", "8c564329599ef23f",
    ),
    Patch(
        block, "block_container_layout", grid.block_container_layout,
        "grid: --block-step", "65842ca53a8391eb",
    ),
    Patch(
        inline, "get_next_linebox", paragraphs.get_next_linebox,
        "composition: the lines of our paragraphs", "67af458c2545e74f",
    ),
    Patch(
        preferred, "inline_max_content_width", paragraphs.inline_max_content_width,
        "composition: how wide they are on one line, for tables and floats", "6860df1a22c6d6a7",
    ),
    Patch(
        preferred, "inline_min_content_width", paragraphs.inline_min_content_width,
        "composition: how narrow they may be", "15cde37816a624cf",
    ),
    Patch(
        text, "draw_first_line", texts.draw_first_line,
        "composition, galleys: our glyphs; slots; … that can be read", "1bb8eae6d88e71b1",
    ),
    Patch(
        inline, "handle_leader", texts.handle_leader,
        "galleys: a leader before a page number is drawn with the number", "e4bf5941eb946d0b",
    ),
    Patch(
        layout, "make_margin_boxes", running_heads.make_margin_boxes,
        "galleys: running heads for either side", "4a2d2e301eb3bc47",
    ),
    Patch(
        page, "set_page_type_computed_styles", running_heads.set_page_type_computed_styles,
        "galleys: styles for either side", "4e68b396b35c4a06",
    ),
    Patch(
        document, "draw_page", running_heads.draw_page,
        "galleys: running heads beside the page, not on it", "d5bda6b6e6758688",
    ),
    Patch(
        stream.Stream, "add_font", faces.add_font,
        "subsetting: which glyphs of which face are used", "e4226e1117477217",
    ),
    Patch(
        pdf, "build_fonts_dictionary", faces.build_fonts_dictionary,
        "subsetting: no faces in the file of a part", "fc551bef35d0d6c3",
    ),
)  # fmt: skip
"""Which function of which module is replaced, by what, and why; and the hash of its source."""

HUNG = (
    Hung(css.Style, "facts", None),
    Hung(fonts.FontConfiguration, "facts", None),
    Hung(boxes.LineBox, "typesetting", None),
    Hung(boxes.LineBox, "is_typeset", False),
    Hung(boxes.PageBox, "furniture", MappingProxyType({})),
    Hung(stream.Stream, "furniture", MappingProxyType({})),
    Hung(stream.Stream, "furniture_of", None),
)
"""What of ours hangs on WeasyPrint's objects, as it is at first; `boxes` declares it."""
