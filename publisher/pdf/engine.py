"""WeasyPrint, loaded without a search for its libraries.

It asks for Pango and its kin by the names that they have on several systems. Python looks for
each that does not exist by running a compiler, a linker and `ldconfig`, which takes a third of
the whole time. On Linux the loader finds them by file name, which WeasyPrint asks for last.

It is loaded in the process that the workers are forked from (`publisher.pdf.workers`).
"""

from __future__ import annotations

import ctypes.util
import sys


def _load() -> None:
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        import weasyprint  # noqa: F401 -- loaded here, used elsewhere
    finally:
        ctypes.util.find_library = search


_load()
