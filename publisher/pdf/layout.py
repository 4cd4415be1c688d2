"""XHTML of one part of a book -> its galley, through our style sheets and the theme."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
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

from publisher import house
from publisher.fonts import fontconfig
from publisher.pdf import adapter, casting
from publisher.pdf.galley import Galley
from publisher.pdf.part import Part
from publisher.pdf.unswept import unswept

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
adapter.install()


@unswept()
def set_part(part: Part) -> Galley:
    """Lay out a part and draw it."""
    document = _compositor(part.style, part.theme).lay_out(part)
    return casting.cast(document, part.side, part.variant)


@cache
def _compositor(style: str, theme: Path | None) -> _Compositor:
    return _Compositor(style, theme)


def _installed() -> FontConfiguration:
    """Return the installed faces, as fontconfig finds them everywhere."""
    fontconfig.configure()
    return FontConfiguration()


@dataclass(frozen=True)
class _Compositor:
    """Lays out parts, all with the same fonts and styles."""

    style: str
    theme: Path | None
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
        files = [house.folder("styles") / self.style, *([self.theme] if self.theme else [])]
        return [
            CSS(filename=file, font_config=self._fonts, url_fetcher=self._fetcher) for file in files
        ]

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
    """Lets a theme reach the files beside it (fonts, pictures) and nothing else."""

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
