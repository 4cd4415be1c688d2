"""A finished page -> what it puts on paper, as values; for the press and for the preflight.

    objects      careful reading of what may be damaged
    plane        matrices and boxes
    colours      colour spaces -> plates
    faces        fonts -> which glyphs are there
    ink          pictures -> how much ink on one spot
    marks        what a page puts on paper, as values
    state        the graphics state
    outline      a path while it is made
    interpreter  content streams -> marks
    sheets       the boxes of a page
    page_numbers numbers of pages as a person writes them

A file is untrusted: whatever is in it, it ends.
"""
