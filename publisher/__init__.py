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

As a library: `library` goes the whole way in four steps, `read`, `edit`, `commission` and
`publish`, which are had from here. They are loaded when they are asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.errors import PublisherError
    from publisher.library import Manuscript, commission, edit, publish, read
    from publisher.settings import Settings

__all__ = ["Manuscript", "PublisherError", "Settings", "commission", "edit", "publish", "read"]

# a type checker would take any name for one of ours
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load one of the names that are had from here (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from publisher import library

        return getattr(library, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
