"""A part of a book -> its galley. The only room that knows WeasyPrint.

    layout         the way of a part: read, lay out, draw, extract

  the border to WeasyPrint
    engine         WeasyPrint, loaded without a search for its libraries, with our functions in it
    preloaded      the same for the process that workers are forked from
    boxes          what we use of its objects, and what of ours hangs on them: Protocols
    remembered     what hangs on a style, and on the fonts of all
    patches        the functions that are replaced because a book needs it
    patches_for_speed  those that are replaced to be faster
    patching       how a function is replaced
    grid           replaced: baselines, blocks of whole lines
    paragraphs     replaced: where it asks for a line of a paragraph
    texts          replaced: where it draws a text box
    styles         replaced: computed styles, once for all parts
    style_facts    replaced: what follows for a box from its style alone

  what is put in its place
    design         what a style sheet says about composition
    typesetting    a line box of WeasyPrint as a paragraph of ours
    shaping        text -> glyphs
    runs           what Pango has made of a text, as glyphs
    attaching      marks, joiners and selectors -> a cluster with their base
    hyphenation    where a word in another script may be broken
    latin_marks    which quotation marks are Latin
    lines          lines of ours as line boxes of WeasyPrint
    fallback       what our composer cannot set is left to WeasyPrint
    running_heads  what stands around the type area, for a verso and a recto
    drawing        lines of placed glyphs -> operators of a page, room for page numbers
    operators      the operators themselves: which glyph by which code, where
    faces          the faces that a part is drawn with, and what it leaves open
    extraction     a drawn part -> its galley
    structure_tags what tags of lists and tables lack
    beginnings     where in the text each page begins
    stack          one piece of memory for Python's frames while a part is set
    counters       numbers in the styles that a theme may ask for
    font_files     faces that need more than to be cut
    complaints     what WeasyPrint logs of a theme, as findings

What depends on the place in the book stays open in a galley.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.pdf.galley import Galley
    from publisher.pdf.part import Part


def set_part(part: Part, seconds: int = 0) -> Galley:
    """Lay out a part and draw it, within so many `seconds`; 0: as long as it takes.

    WeasyPrint is loaded when the first part is set: it takes a second.

    Raises:
        PublisherError: nothing can be laid out here.
    """
    from publisher.pdf.layout import engine

    engine.load()
    from publisher.pdf.layout import layout

    return layout.set_part(part, seconds)
