"""What the way of a page to us has done to its text is undone, and said in a note.

    residue     entities and tags left in a dump -> what they stood for
    forum_code  the code of forums and of Markdown left in a dump -> its words
    radicals    radicals, as copied from PDFs -> the characters that they look like

All of them leave a page alone that only speaks of such things.
"""
