"""Book -> PDF: a renderer. The only importer of weasyprint.

    geometry     the type area that fits a trim
    layout       one part of the book (front, body, back) -> laid-out pages
    screen       the parts of the screen edition, in the order in which they need each other
    assembly     pages of several parts -> one file: labels, outline, links, metadata
    conformance  what PDF/UA-1 and PDF/A-2a ask for beyond WeasyPrint's own output

Importing a module of this package loads WeasyPrint, which takes a second; the command line
does so only when it renders.
"""
