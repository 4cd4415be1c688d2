"""Collection -> books, and what all their editions show: stages 4 and 5.

    volumes      one book, or many; titles, identifiers and dates
    matter       colophon, index, sources, description, as values
    markup       book -> XHTML, through templates/
    places       where links within a book lead
    paging       where printed pages begin, for the page list of the EPUB
    fingerprint  what a product depends on besides its book

A renderer gets values and markup, and decides nothing of these.
"""
