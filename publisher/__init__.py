"""Saved pages of a Chinese topic wiki in, books out.

The folder list is the way a page takes; a value goes one way and is never changed in place.

1. sources/       bytes -> pages with their topics
2. collection     pages -> one collection: each topic once, in order, with its letter (letters)
   readings       Han text -> its pinyin
3. typography/    collection -> edited collection: the copy editor's passes
   desk           1 to 3 for the commands: a page that has not changed is not worked on again
4. volumes        collection -> books, with title, identifier and date
5. html, matter   book -> XHTML of its chapters, index, colophon; cover/: its front, as SVG
   meanwhile      work for a second core: half of the pages, the picture of the cover
   fonts/         which faces have the book's characters, and cuts of them
6. editions       book -> finished files, through the renderers epub/ and pdf/, by output;
   paging         where printed pages begin, for the page list of the EPUB
7. checks/        finished files -> what the reference validators, and a preflight, say
8. batch/         4 to 7 for many volumes, only what has changed; catalogue/: the shelf that
   serving        they stand on, and the shelf over HTTP

Everywhere: model (the values), wording/ (the words of the house in each language), settings
(book.toml), problems (what is wrong with a page), errors (what stops the work), unforeseen (what
nobody thought of), ending (signals, and what they must not leave behind), house (where templates
and styles are), cache and values (what is kept from run to run), fingerprint (what that depends on
besides the pages), repeats (a run on pages that have not changed), compiled (modules that run as
C). cli/ is the only place that prints and exits.
"""

from publisher.runtime import compiled as _compiled

_compiled.prefer()
