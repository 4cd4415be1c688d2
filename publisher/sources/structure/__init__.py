"""What a format does not say of its lines is guessed here, from the lines alone.

    wrapping  lines broken at a fixed width -> the paragraphs that they were
    columns   tables typed with tabs, gaps or bars -> rows
    markers   what a heading or an item begins with
    code      lines that are code
    judging   what a line is by itself
    headings  which lines are headings, of which level; which are items
    blocks    the lines of one article -> its blocks

Where markup says what a line is, nothing here is asked.
"""
