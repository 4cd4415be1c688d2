"""XHTML of one part of a book -> laid-out pages, through our style sheets and the theme."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publisher import house, html
from publisher.model import Metadata
from publisher.pdf import adapter
from publisher.pdf.geometry import LEAD, SIZE, type_area
from publisher.settings import Trim

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
adapter.install()


@dataclass(slots=True)
class Compositor:
    """Lays out the parts of one book, all with the same fonts, styles and trim."""

    metadata: Metadata
    trim: Trim
    theme: Path | None = None
    _fonts: FontConfiguration = field(default_factory=FontConfiguration)

    def lay_out(self, template: str, *, first_page: int, **values: object) -> Document:
        """Fill in `template` and lay it out; its first page has the number `first_page`."""
        fetcher = _Fetcher(self.theme.parent if self.theme else None)
        text = html.render(template, metadata=self.metadata, **values)
        document = HTML(string=text, url_fetcher=fetcher, media_type="print")
        sheets = [CSS(filename=house.folder("styles") / "pdf.css", font_config=self._fonts)]
        sheets.append(CSS(string=self._page_css(first_page), font_config=self._fonts))
        if self.theme:
            sheets.append(CSS(filename=self.theme, font_config=self._fonts, url_fetcher=fetcher))
        return document.render(stylesheets=sheets, font_config=self._fonts)

    def _page_css(self, first_page: int) -> str:
        return html.render(
            "pdf/page.css",
            trim=self.trim,
            area=type_area(self.trim),
            size=SIZE,
            lead=LEAD,
            first_page=first_page,
            title=self.metadata.title,
        )


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
