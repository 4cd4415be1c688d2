"""Saved pages of a Chinese topic wiki in, books out.

The folder list is the way a page takes; a value goes one way and is never changed in place.

1. sources/      bytes -> pages with their topics
2. collecting/   pages -> one collection: each topic once, in order, with its letter
3. editing/      collection -> edited collection: the copy editor
4. books/        collection -> books, and what all their editions show
   fonts/        which faces have the book's characters, and cuts of them
   composing/    lines of Chinese, in pure numbers
   cover/        the cover, as a drawing
5. editions      book -> finished files, through the renderers epub/ and pdf/
   pdf_marks/    a finished page -> what it puts on paper
6. checks/       finished files -> what the reference validators, and a preflight, say
7. batch/        4 to 6 for many volumes, only what has changed; shelf/: what they stand on
   incremental/  what of an earlier run still holds

Everywhere: model/ (the values), wording/ (what a book says in its own words, a file a
language), settings/ (book.toml), problems (what is wrong with a page), errors (what stops the
work), runtime/ (what every run stands on). cli/ is the only place that prints and exits.
"""
