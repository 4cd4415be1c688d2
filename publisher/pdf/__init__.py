"""Book -> PDF: a renderer.

    editions/    the products: which parts each is made of
    part         what a galley is made from
    layout/      part -> galley; the only importer of WeasyPrint
    galley       all that is known of a part without its place in the book
    galleys      each galley from the cache, or from a worker
    assembling/  galleys -> one file
    binding      from parts to the file, in one function
    press/       a finished file -> one for the printing press
    type_area    the type area that fits a trim
    titles       how large a title is set
    numbering    which number each page bears
    strings      names and strings as PDF writes them

WeasyPrint takes a second to load: only what sets a part or cuts a face loads it, in a worker.
"""
