"""Installed faces: which there are, what they cover, and the outlines of their glyphs.

    fontconfig  faces, found as Pango finds them
    clusters    what readers take for one character
    coverage    which characters no face has
    packaged    which package has them
    outlines    text as outlines, for the cover
    subsetting  a face, cut to the glyphs in use
    alternates  glyphs with another width, place or text than their own
    companion   a small face of such glyphs

What a face says is found out here; which of its glyphs a page uses, in `pdf`.
"""
