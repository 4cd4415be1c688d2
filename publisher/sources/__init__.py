"""Bytes -> pages: stage 1.

    on_disk     which files below a SOURCE are pages
    reader      bytes -> page, by what its format is
    files       the bytes of a page
    bounds      no more of a page than can be read in time
    text/       bytes -> lines
    html/       a saved HTML page -> lines
    markdown/   a Markdown file -> its topic
    summary     in which order a SUMMARY.md puts files
    repairing/  what the way of a page has done to its text is undone
    structure/  what a format does not say
    wiki/       lines -> topics
    repairs     what was put right or left out, for a note
    unusable    a file that cannot become a page

All pure but `files` and `on_disk`. What is wrong with one file is a problem; the others are
read on.
"""
