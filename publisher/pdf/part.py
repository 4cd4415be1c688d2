"""A part of a book, as it goes to a worker: all that its galley is made from, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.pdf.galley import Side
from publisher.runtime import memo
from publisher.settings import themes


@dataclass(frozen=True, slots=True)
class Origin:
    """What a part is about: its anchor and title; and where in which page it comes from, if so."""

    id: str
    title: str
    source: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is laid out alone: front matter, a chapter, back matter.

    `html` is a whole document; `style` the name of a sheet in styles/, `page_css` what goes
    after it, `theme` a sheet of the user's after that. `variant` is the PDF/A that the part's
    catalogue claims, `side` the page that it begins on. `origin` is for what there is to tell
    of the part; nothing of it shows. `not_set` is what stands in its place if it cannot be set.
    """

    html: str
    page_css: str
    style: str
    theme: Path | None = None
    variant: str | None = None
    side: Side = "right"
    origin: Origin | None = None
    not_set: str = ""

    def key(self, environment: str) -> str:
        """Return the name of its galley in the cache; `environment` is `fingerprint.taken()`.

        That stands for our style sheets, too.
        """
        return memo.key(
            environment,
            self.html,
            self.page_css,
            self.style,
            *(themes.parts(self.theme) if self.theme else ()),
            self.variant or "",
            self.side,
        )
