"""A part of a book -> its galley. The only room that knows WeasyPrint.

    engine         WeasyPrint, loaded without a search for its libraries
    layout         the way of a part: read, lay out, draw, extract
    patches        what we change in WeasyPrint
    styles         computed styles, once for all parts
    style_facts    what follows for a box from its style alone
    design         what a style sheet says about composition
    typesetting    a line box of WeasyPrint as a paragraph of ours
    shaping        text -> glyphs
    hyphenation    where a word in another script may be broken
    latin_marks    which quotation marks are Latin
    lines          lines of ours as line boxes of WeasyPrint
    fallback       what our composer cannot set is left to WeasyPrint
    running_heads  what stands around the type area, for a verso and a recto
    drawing        placed glyphs -> operators of a page
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
