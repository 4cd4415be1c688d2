"""The cover as a printer of books wants it: back, spine and front on one sheet, with bleed."""

from __future__ import annotations

from markupsafe import Markup

from publisher.books import markup
from publisher.model import Book
from publisher.pdf import press
from publisher.pdf.binding import bind
from publisher.pdf.part import Part
from publisher.pdf.press import Inks, profile
from publisher.settings import Press, Trim


def render(book: Book, sheet: str, trim: Trim, spine: float, settings: Press) -> bytes:
    """Make the press file of a cover sheet.

    Args:
        book: Its metadata.
        sheet: The drawing as SVG, bleed included.
        trim: The size of the front, and of the back.
        spine: How thick the book is, in mm.
        settings: Bleed, marks and profile.

    Returns:
        A PDF/X-4.

    Raises:
        OutputError: There is no profile of a press.
    """
    ink = profile.load(settings.icc)
    width = 2 * trim.width + spine + 2 * settings.bleed
    height = trim.height + 2 * settings.bleed
    page = f"@page {{ size: {width:.3f}mm {height:.3f}mm }} svg {{ height: {height:.3f}mm }}"
    drawing = Markup(sheet)  # noqa: S704 -- drawn by publisher.cover, which escapes
    text = markup.render("pdf/cover.html", metadata=book.metadata, sheet=drawing)
    drawn = bind(book, [("D", [Part(text, page, "cover.css")])])
    folds = (trim.width, trim.width + spine) if spine else (trim.width,)
    return press.finish(
        drawn.content, book.metadata, settings, ink, Inks.FOUR, bled=True, folds=folds
    )
