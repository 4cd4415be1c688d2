"""Chinese composition: which units stand on which line, and where on it.

    rules      what a designer may choose
    kinds      what a character is to a compositor
    penalties  what it costs to end a line at a place
    tokens     addresses, names, rows of marks: where they may be broken
    paragraph  units with widths -> trims, gaps, break places
    breaking   the lines of the whole paragraph, best fit
    balancing  those of a title, of one length
    setting    one line -> cuts and spaces, flush with its measure
    bidi       the order of units on a line that runs both ways

Pure Python on widths in px; docs/composition.md tells the rules to a typographer.
"""
