"""Where the design is: the templates and style sheets that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def folder(name: Literal["templates", "styles"]) -> Path:
    """Return the folder of ours that holds templates or style sheets.

    It stands inside the package once installed, and beside it in a checkout.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def reader() -> Path | None:
    """Return where the set-up put foliate-js, which shows EPUBs in a browser; None if nowhere."""
    library = Path(__file__).parents[2] / ".tools" / "reader" / "node_modules" / "foliate-js"
    return library if (library / "view.js").is_file() else None
