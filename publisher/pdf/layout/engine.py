"""WeasyPrint, loaded without a search for its libraries, ready to be forked.

It asks for Pango and its kin by the names that they have on several systems. Python looks for
each that does not exist by running a compiler, a linker and `ldconfig`, which takes a third of
the whole time. On Linux the loader finds them by file name, which WeasyPrint asks for last.

The types of C that its calls take are parsed here, too, not by each worker at its first page.

It is loaded in the process that the workers are forked from (`publisher.runtime.workers`).
"""

from __future__ import annotations

import ctypes.util
import sys

_TYPES = (
    "void *", "char *", "char[]", "char[4]", "int *", "unsigned int *", "uintptr_t", "PangoFont *",
    "PangoFcFontMap *", "PangoRectangle *", "PangoLogAttr[]", "FcChar8 **", "hb_tag_t[100]",
)  # fmt: skip


def _load() -> None:
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        from weasyprint.text.ffi import ffi
    finally:
        ctypes.util.find_library = search
    for name in _TYPES:
        ffi.typeof(name)


_load()
