"""A Markdown file -> its topic.

    parsing       text -> tree, through markdown-it-py
    front_matter  what stands above the text, between two lines of ---
    structure     tree -> blocks
    runs          the text in a block -> inlines
    links         where a link leads
    ledger        what is read besides the blocks: what was dropped, what cannot be carried over
    raw_html      HTML among Markdown: what it says, and what is only a tag
    ordering      in which order a folder's SUMMARY.md has its files
    topic         all of a file -> a page

One file is one topic, called as its front matter says, else as its first `#`, else as the file.
All the rest is the topic's body: the markup says what each block is, and nothing is guessed.
"""

from publisher.sources.markdown.topic import read

__all__ = ["read"]
