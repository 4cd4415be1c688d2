"""Book -> .epub: a renderer. The only importer of ebooklib.

    contents   the table of contents, the landmarks, and where each page stands
    pages      the XHTML pages and the NCX
    page_marks where the pages of the print edition begin
    words      the words of running text, by these two:
    breaks     where long addresses and names may be broken
    languages  words in another language than the book's
    metadata   Dublin Core and accessibility
    package    manifest and spine
    container  the zip

EbookLib takes a twentieth of a second to load; the command line imports this package only
when it makes an EPUB.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publisher import wording
from publisher.books.paging import PageMark
from publisher.epub import container, contents, package, pages
from publisher.model import Book
from publisher.runtime import resources
from publisher.settings.themes import Theme

__all__ = ["write"]

THEME = "theme"
"""The folder beside the style sheets for what a theme names."""
_SHEETS = {"book.css": "epub.css", "book-modern.css": "epub-modern.css"}
"""Our style sheets by their names in the book: CSS 2.1 alone, then what came after."""
_FACES = {language: {"book-faces.css": f"epub-faces-{language}.css"} for language in ("en", "ja")}
"""A sheet with the faces of a language that `epub.css`, which is for Chinese, has not."""


def write(
    book: Book,
    cover: Callable[[], bytes],
    theme: Theme | None = None,
    marks: Sequence[PageMark] = (),
) -> bytes:
    """Return `book` as a finished EPUB 3.3 file, which EPUB 2 readers can open, too.

    `cover` gives a PNG, and is asked for it last; `theme` is a style sheet laid over ours, and
    what it names; `marks` are where the pages of the print edition begin, in their order. Equal
    arguments give equal bytes.
    """
    # The house's style sheets, and the user's after them, where it has the last word
    styles = resources.folder("styles")
    named = _SHEETS | _FACES.get(wording.of(book.metadata.language).language, {})
    sheets = {f"styles/{name}": (styles / source).read_bytes() for name, source in named.items()}
    if theme is not None:
        sheets["styles/theme.css"] = theme.sheet.encode()
    # All pages in reading order, the contents among them
    lines = contents.entries(book)
    spine = tuple(pages.spine(book, lines, package.COVER_IMAGE, tuple(sheets), marks))
    # Manifest, spine and metadata around the pages
    ncx = pages.ncx(book.metadata, lines, spine, marks)
    assembled = package.assemble(book, spine, ncx, cover, sheets, paged=bool(marks))
    package.add_files(assembled, f"styles/{THEME}", theme.files if theme else ())
    return container.pack(assembled, book.metadata)
