"""XHTML of one part of a book -> its galley, through our style sheets and the theme."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publisher.errors import OutputError, PublisherError
from publisher.fonts import fontconfig
from publisher.pdf.galley import Complaint, Galley
from publisher.pdf.layout import complaints, engine, extraction, fallback
from publisher.pdf.layout.fallback import reason
from publisher.pdf.layout.stack import in_one_piece
from publisher.pdf.part import Origin, Part
from publisher.runtime import overtime, resources
from publisher.runtime.collector import unswept
from publisher.settings import themes

_TRIES = 3
"""How often a part is laid out with our composer, before all of it is left to WeasyPrint."""


_LOST = ("not-laid-out", "overtime")
"""What is found where a note stands for a part."""


@unswept()
@in_one_piece
def set_part(part: Part, seconds: int = 0) -> Galley:
    """Lay out a part and draw it, within so many `seconds` and bounded memory; 0: as it takes.

    Whatever fails in it is one of the galley's findings; a part that cannot be laid out is one
    page with a note. What WeasyPrint has complained about so far comes after that.

    Raises:
        PublisherError: nothing can be laid out here.
    """
    engine.install()
    try:
        with overtime.after(seconds):
            galley = _set(part)
    except (PublisherError, MemoryError):
        raise
    except Exception as error:
        galley = _without(part, seconds, reason(error))
    except overtime.OvertimeError as end:
        code = "theme-overtime" if part.theme else "overtime"
        gc.collect()
        galley = _noted(replace(part, theme=None), code, str(end))
    said = _compositor(part.style, part.theme).complaints
    return galley._replace(findings=(*galley.findings, *said))


def _without(part: Part, seconds: int, why: str) -> Galley:
    """Set a part that failed without its theme; if it has none, or fails again, set a note."""
    if part.theme:
        plain = set_part(replace(part, theme=None), seconds)
        if not any(finding.code in _LOST for finding in plain.findings):
            title = fallback.excerpt(part.origin.title if part.origin else "")
            finding = Complaint("theme-fails", title, why)
            return plain._replace(findings=(finding, *plain.findings))
    return _noted(replace(part, theme=None), "not-laid-out", why)


def _set(part: Part) -> Galley:
    """Set a part, without the paragraphs that our composer fails on; at last without it."""
    title = part.origin.title if part.origin else ""
    with fallback.spread() as net:
        for _ in range(_TRIES):
            net.again = False
            try:
                galley = _cast(part)
            except fallback.AgainError:
                continue
            except PublisherError:
                raise
            except Exception as error:
                fallback.leave(title, error)
                break
            if not net.again:
                return galley._replace(findings=net.findings())
        net.all_left = True
        return _cast(part)._replace(findings=net.findings())


def _cast(part: Part) -> Galley:
    compositor = _compositor(part.style, part.theme)
    with complaints.heard(compositor.complaints):
        document = compositor.lay_out(part)
        return extraction.cast(document, part.side, part.variant)


def _noted(part: Part, code: str, why: str) -> Galley:
    """Return the galley of a note that stands for a part; without the title if that is at fault.

    Raises:
        OutputError: even that cannot be laid out.
    """
    # only now: no part of a good book needs templates, and every process would load them
    from publisher.books import markup

    origin = part.origin or Origin("", "")
    for title in (origin.title, origin.id):
        note = markup.render("pdf/note.html", id=origin.id, title=title, text=part.not_set)
        head = part.html.partition("<body")[0]
        try:
            galley = _set(replace(part, html=f"{head}{note}"))
        except MemoryError:
            raise
        except Exception:  # noqa: S112 -- the first error is the one to tell
            continue
        finding = Complaint(code, fallback.excerpt(origin.title), why)
        return galley._replace(findings=(finding,))
    place = f"{origin.source}:{origin.line}" if origin.source else origin.title
    raise OutputError(place, f"cannot be laid out: {why}", "report this page")


@cache
def _compositor(style: str, theme: Path | None) -> _Compositor:
    return _Compositor(style, theme)


def _installed() -> FontConfiguration:
    """Return the installed faces, as fontconfig finds them everywhere."""
    fontconfig.configure()
    return FontConfiguration()


@dataclass(frozen=True)
class _Compositor:
    """Lays out parts, all with the same fonts and styles; remembers what there was to complain."""

    style: str
    theme: Path | None
    complaints: dict[Complaint, None] = field(default_factory=dict)
    _fonts: FontConfiguration = field(default_factory=_installed)
    _pages: dict[str, CSS] = field(default_factory=dict)

    def lay_out(self, part: Part) -> Document:
        """Lay out a part; its `page_css` goes between our style and the theme."""
        document = _PartDocument(part.html, self._fetcher)
        beginning = f"html {{ break-before: {part.side} }}"
        page = self._page_sheet(part.page_css + beginning)
        design, *theme = self._sheets
        return document.render(stylesheets=[design, page, *theme], font_config=self._fonts)

    def _page_sheet(self, css: str) -> CSS:
        if css not in self._pages:
            self._pages[css] = CSS(string=css, font_config=self._fonts)
        return self._pages[css]

    @cached_property
    def _sheets(self) -> list[CSS]:
        """The house's style sheet and the user's, read once for all parts of the book."""
        ours = resources.folder("styles") / self.style
        fetcher = _Fetcher(ours.parent)
        sheets = [CSS(filename=ours, font_config=self._fonts, url_fetcher=fetcher)]
        return [*sheets, *([self._of_user(self.theme)] if self.theme else [])]

    def _of_user(self, theme: Path) -> CSS:
        return CSS(
            string=themes.read(theme),
            base_url=theme.resolve().as_uri(),
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )

    @cached_property
    def _fetcher(self) -> _Fetcher:
        return _Fetcher(self.theme.parent if self.theme else None)


class _PartDocument(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """A document from our templates: XML, which takes a tenth of the time to read as HTML."""

    def __init__(self, text: str, fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(text)  # noqa: S314 -- our own templates, which escape
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root)
        self.etree_element = root


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Lets a sheet reach the files beside it (sheets, fonts, pictures) and nothing else."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self._folder = folder.resolve() if folder else None

    def fetch(self, url: str, headers: Any = None) -> Any:
        parts = urlsplit(url)
        if parts.scheme == "file":
            path = Path(url2pathname(parts.path)).resolve()
            if self._folder is None or not path.is_relative_to(self._folder):
                raise ValueError(f"{path} is outside the theme's folder")
        return super().fetch(url, headers)
