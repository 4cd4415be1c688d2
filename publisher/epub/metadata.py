"""What the package document says of the book: Dublin Core, and how accessible it is.

EbookLib's own setters give wrong schemes and equal ids, so everything goes through
`add_metadata`, with ids of ours.
"""

from __future__ import annotations

from ebooklib import epub

from publisher.books import matter
from publisher.collecting import letters
from publisher.epub.pages import legible
from publisher.model import UNDATED, Book, Metadata, Series
from publisher.runtime.patterns import regex
from publisher.wording import Epub

_SUBJECTS = 30
"""At most so many topics are named as subjects."""

_BETWEEN_NAMES = regex(r"(?<=\S)\s*[、；;]\s*(?=\S)")
"""What parts the names of several authors."""

_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)
"""EPUB Accessibility 1.1, 2.2: true of every book made here.

`visual` is the cover's. There is no `conformsTo`: that claim needs a person's evaluation.
"""

_INDEXED = (("accessibilityFeature", "index"),)
"""True of a book of several topics."""

_PAGED = (("accessibilityFeature", "pageBreakMarkers"), ("accessibilityFeature", "pageNavigation"))
"""True of a book that names the pages of its print edition."""


def describe(package: epub.EpubBook, book: Book, *, paged: bool) -> None:
    """Replace all metadata of `package` by the book's (EPUB 3.3, 5.5).

    If it is `paged`, its page breaks are those of the print edition.
    """
    metadata = book.metadata
    package.metadata.clear()
    package.uid = metadata.identifier
    package.add_metadata("DC", "identifier", metadata.identifier, {"id": package.IDENTIFIER_ID})
    if digits := isbn(metadata):
        package.add_metadata("DC", "identifier", f"urn:isbn:{digits}", {"id": "isbn"})
    _titles(package, metadata)
    package.add_metadata("DC", "language", metadata.language, {})
    _creator(package, metadata.author)
    _optional(package, "publisher", metadata.publisher)
    if metadata.modified != UNDATED:
        package.add_metadata("DC", "date", f"{metadata.modified:%Y-%m-%d}", {})
    _optional(package, "description", matter.description(book))
    for chapter in book.chapters[:_SUBJECTS]:
        _optional(package, "subject", chapter.title)
    _optional(package, "rights", metadata.colophon.rights)
    if metadata.series:
        _series(package, metadata.series)
    words = matter.words_of(book).epub
    _accessibility(package, words, indexed=not book.is_one_topic, paged=paged)
    if paged:
        # EPUB Accessibility 1.1, 3.3: which pagination it is, by ISBN if the printed book has one
        digits = isbn(metadata)
        source = f"urn:isbn:{digits}" if digits else words.printed(metadata.title)
        _meta(package, legible(source), property="pageBreakSource")


def isbn(metadata: Metadata) -> str:
    """Return the digits of the book's ISBN, none if it has no ISBN."""
    return "".join(filter(str.isdigit, (metadata.colophon.isbn or "").removeprefix("ISBN")))


def _accessibility(package: epub.EpubBook, words: Epub, *, indexed: bool, paged: bool) -> None:
    """Say how the book can be read, and found one's way in."""
    ways = words.ways_with_index if indexed else words.ways
    known = (
        *_ACCESSIBILITY,
        *(_INDEXED if indexed else ()),
        *(_PAGED if paged else ()),
        ("accessibilitySummary", words.accessibility(ways)),
    )
    for name, value in known:
        _meta(package, value, property=f"schema:{name}")


def _series(package: epub.EpubBook, series: Series) -> None:
    """Name the series of a volume (EPUB 3.3, D.3.3)."""
    _meta(package, legible(series.title), property="belongs-to-collection", id="series")
    _meta(package, "series", refines="#series", property="collection-type")
    _sorted_by(package, "series", series.title)
    if series.number is not None:
        _meta(package, str(series.number), refines="#series", property="group-position")


def name_cover(package: epub.EpubBook, item_id: str) -> None:
    """Name the cover image for readers of EPUB 2, which do not know `cover-image`."""
    _meta(package, "", name="cover", content=item_id)


def _titles(package: epub.EpubBook, metadata: Metadata) -> None:
    for kind, title in (("main", metadata.title), ("subtitle", metadata.subtitle)):
        if title:
            package.add_metadata("DC", "title", legible(title), {"id": f"title-{kind}"})
            _meta(package, kind, refines=f"#title-{kind}", property="title-type")
            _sorted_by(package, f"title-{kind}", title)


def _creator(package: epub.EpubBook, author: str | None) -> None:
    """Name each author alone, in the order of the title page (EPUB 3.3, 5.5.3.2.3)."""
    for number, name in enumerate(_BETWEEN_NAMES.split(author) if author else (), 1):
        known = "creator" if number == 1 else f"creator-{number}"
        package.add_metadata("DC", "creator", legible(name), {"id": known})
        _meta(package, "aut", refines=f"#{known}", property="role", scheme="marc:relators")
        _sorted_by(package, known, name)


def _sorted_by(package: epub.EpubBook, name: str, text: str) -> None:
    """Give what is called `name` its place among others: by its pinyin (EPUB 3.3, D.3.4).

    A text without Han characters stands where it is spelt.
    """
    reading = letters.reading(text)
    if not text.isascii() and reading:
        _meta(package, reading, refines=f"#{name}", property="file-as")


def _optional(package: epub.EpubBook, name: str, value: str | None) -> None:
    if value:
        package.add_metadata("DC", name, legible(value), {})


def _meta(package: epub.EpubBook, value: str, **attributes: str) -> None:
    package.add_metadata("OPF", "meta", value, attributes)
