"""Galleys -> one file.

    book         what all pages must know before one is written
    file         pages numbered, links joined, tags in one tree
    embedding    each face cut once and embedded once
    recoding     second codes, where a glyph stands for two texts
    conformance  what a file says to be PDF/UA-1 and PDF/A-2a at once
    writer       objects -> a file

Nothing is laid out here: pages that have moved are only numbered anew.
"""
