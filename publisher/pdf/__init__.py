"""Book -> PDF: a renderer. The only importer of weasyprint.

Editions, as parts of a book:
    screen, print_edition, handout, cover_sheet   which parts, in which order
    geometry, titles      the type area that fits a trim; how large a title is set
    imposition, press/    pages -> sheets of paper; a finished file -> one for the press
    beginnings            where in the text pages begin

From parts to the file:
    binding               all of it in one function
    part, galley          the values before and after layout
    galleys, workers      galleys from the cache, or from processes that set them
    assembly, numbering   galleys -> pages of one file, and their numbers
    embedding, recoding   faces cut once a book; second codes for glyphs with two texts
    conformance           what PDF/UA-1 asks for beside PDF/A-2a
    strings, writer       PDF syntax -> bytes

From a part to its galley, in a worker:
    engine, adapter       WeasyPrint, loaded; its functions that ours stand for
    layout, casting       a part -> pages -> its galley
    fallback, complaints  what could not be composed; what WeasyPrint says of a theme
    design                what a style sheet says about composition
    typesetting, lines    a paragraph of WeasyPrint's as one of ours, and back
    composition/          the paragraph itself, in pure numbers
    shaping, latin_marks  text -> glyphs; which quotation marks are Latin
    hyphenation           where words may be broken
    drawing, faces        glyphs -> operators; which faces, and what stays open
    furniture             running heads and folios
    styles, style_facts   computed styles, once for all parts
    unswept               the garbage collector, kept out of it

WeasyPrint takes a second to load: only what sets a part or cuts a face loads it, in a worker.
"""
