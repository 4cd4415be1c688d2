"""Pages, cover and style sheets -> one EbookLib package: manifest and spine.

Every file goes in as a raw `EpubItem`: `EpubHtml` would parse the pages again and put line
breaks between inline elements, visible as spaces between Han characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ebooklib import epub

from publisher.epub import metadata
from publisher.epub.pages import Page
from publisher.model import Book
from publisher.settings.themes import Packed

COVER_IMAGE = "images/cover.png"


def assemble(
    book: Book, pages: Iterable[Page], ncx: bytes, cover: Callable[[], bytes],
    sheets: Mapping[str, bytes], *, paged: bool,
) -> epub.EpubBook:  # fmt: skip
    """Put a book together: manifest, spine and metadata.

    Args:
        book: Its metadata and chapters.
        pages: The XHTML pages in reading order.
        ncx: The contents as EPUB 2 has them.
        cover: Gives the picture of the cover as PNG; asked for last.
        sheets: CSS by the names of its files, seen from the package's folder.
        paged: Whether the book names the pages of the print edition.

    Returns:
        The package of EbookLib.
    """
    package = epub.EpubBook()
    package.language = book.metadata.language
    metadata.describe(package, book, paged=paged)
    metadata.name_cover(package, "cover-image")
    items = [(_add(package, page), page.read) for page in pages]
    package.spine = [item for item, read in items if read]
    package.add_item(epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx))
    for index, (href, content) in enumerate(sheets.items(), 1):
        package.add_item(epub.EpubItem(f"style-{index}", href, "text/css", content))
    package.add_item(_Cover(cover))
    return package


def add_files(package: epub.EpubBook, folder: str, files: Iterable[Packed]) -> None:
    """Add what a theme names, in a folder of its own."""
    for index, (name, media_type, content) in enumerate(files, 1):
        package.add_item(epub.EpubItem(f"theme-{index}", f"{folder}/{name}", media_type, content))


class _Cover(epub.EpubItem):  # type: ignore[misc] # EbookLib ships no types
    """The picture of the cover, asked for when all else is written: it may still be made."""

    def __init__(self, cover: Callable[[], bytes]) -> None:
        super().__init__("cover-image", COVER_IMAGE, "image/png")
        self.properties = ["cover-image"]
        self._cover = cover

    def get_content(self, default: bytes = b"") -> bytes:
        """Return the picture."""
        return self._cover()


def _add(package: epub.EpubBook, page: Page) -> epub.EpubItem:
    item = epub.EpubItem(page.id, page.href, "application/xhtml+xml", page.content)
    item.properties = list(page.properties)
    return package.add_item(item)
