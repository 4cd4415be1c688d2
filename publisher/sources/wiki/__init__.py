"""Lines of a page of the wiki -> its topics: the words that the wiki writes, and their roles.

    notation  what one line is: breadcrumb, article, date and views, navigation
    roles     the same in context
    outline   lines with roles -> drafts of topics
    topics    lines -> a page with its topics, and what is in none of them

Here, and nowhere else, stands what this one wiki writes.
"""
