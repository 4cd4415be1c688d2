"""The products: which parts each is made of, and what is done to its file.

    screen         front matter, chapters, index, sources
    print_edition  the same as a printer of books wants it
    cover_sheet    the cover for the press
    handout        topics for a printer in an office
    imposition     its pages -> sheets of paper

Each gives finished bytes, and what was wrong.
"""
