"""XHTML of one part of a book -> laid-out pages, through our style sheets and the theme."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
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

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
adapter.install()


@contextmanager
def unswept() -> Iterator[None]:
    """Keep Python's garbage collector out while pages are made.

    Layout makes millions of objects and hardly any garbage in cycles. The collector would look
    at all of them again and again: a sixth of the time, for a fourteenth of the memory.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass
class Compositor:
    """Lays out the parts of one book, all with the same fonts and styles.

    `style` is the name of a sheet in styles/, `theme` one of the user's, laid over it.
    """

    metadata: Metadata
    style: str
    theme: Path | None = None
    _fonts: FontConfiguration = field(default_factory=FontConfiguration)

    @unswept()
    def lay_out(self, template: str, page_css: str = "", **values: object) -> Document:
        """Fill in `template` and lay it out; `page_css` goes between our style and the theme."""
        text = html.render(template, metadata=self.metadata, **values)
        document = HTML(string=text, url_fetcher=self._fetcher, media_type="print")
        page = CSS(string=page_css, font_config=self._fonts)
        design, *theme = self._sheets
        return document.render(stylesheets=[design, page, *theme], font_config=self._fonts)

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
