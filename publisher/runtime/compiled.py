"""The modules in which a page spends its time, compiled to C by the set-up (mypyc).

They are the same sources: without a compiler, or when one of them has been edited since, Python
reads them as it reads all others, and a page of the same book takes a third longer.
"""

from __future__ import annotations

import sys
from functools import cached_property
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # a command that renders nothing shall not wait for these
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

MODULES = (
    "publisher.pdf.layout.extraction",
    "publisher.composing.bidi",
    "publisher.composing.breaking",
    "publisher.composing.kinds",
    "publisher.composing.paragraph",
    "publisher.composing.penalties",
    "publisher.composing.rules",
    "publisher.composing.setting",
    "publisher.composing.tokens",
    "publisher.pdf.layout.attaching",
    "publisher.pdf.layout.drawing",
    "publisher.pdf.layout.lines",
    "publisher.pdf.layout.operators",
    "publisher.pdf.layout.runs",
    "publisher.pdf.layout.shaping",
    "publisher.pdf.layout.typesetting",
)
"""They call each other directly, so they are compiled together and used together."""

GROUP = "publisher"
_SHARED = f"{GROUP}__mypyc"
"""The library that has the code of all; each module is a door to it."""

_ROOT = Path(__file__).parents[2]
FOLDER = _ROOT / ".tools" / "compiled"
"""Where the set-up puts them, each below the name of its package."""

STAMP = f"state{EXTENSION_SUFFIXES[0]}"
"""The file among them that says from what they were made, and by its name for which Python."""


def sources() -> list[Path]:
    """Return the files that are compiled."""
    return [_ROOT / f"{name.replace('.', '/')}.py" for name in MODULES]


def state() -> str:
    """Return the hash of what is compiled."""
    import hashlib

    content = hashlib.sha256()
    for path in sources():
        content.update(path.read_bytes())
    return content.hexdigest()


def are_current() -> bool:
    """Tell whether there are modules compiled for this Python, from the sources as they are."""
    stamp = FOLDER / STAMP
    return stamp.is_file() and stamp.read_text() == state()


class Finder:
    """Finds the compiled modules, as long as they are made from the sources as these are now."""

    @cached_property
    def _are_current(self) -> bool:
        return are_current()

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a compiled module is; None for all others, which Python finds itself."""
        del path, target
        if (name in MODULES or name == _SHARED) and self._are_current:
            from importlib.util import spec_from_file_location

            return spec_from_file_location(
                name, FOLDER / f"{name.replace('.', '/')}{EXTENSION_SUFFIXES[0]}"
            )
        return None


def install() -> None:
    """Let Python look for compiled modules first, from now on.

    Commands and workers begin with it; who uses the program as a library may, too. Where one of
    the modules has been loaded already it is too late, and nothing is done: they go together.
    """
    known = any(isinstance(finder, Finder) for finder in sys.meta_path)
    if not known and not any(name in sys.modules for name in MODULES):
        sys.meta_path.insert(0, Finder())
