"""WeasyPrint, loaded without a search for its libraries, with our functions in it.

It asks for Pango and its kin by the names that they have on several systems. Python looks for
each that does not exist by running a compiler, a linker and `ldconfig`, which takes a third of
the whole time. On Linux the loader finds them by file name, which WeasyPrint asks for last.

The types of C that its calls take are parsed here, too, not by each worker at its first page.
"""

from __future__ import annotations

import ctypes.util
import logging
import sys
from functools import cache

_TYPES = (
    "void *", "char *", "char[]", "char[4]", "int *", "unsigned int *", "uintptr_t", "PangoFont *",
    "PangoFcFontMap *", "PangoRectangle *", "PangoLogAttr[]", "FcChar8 **", "hb_tag_t[100]",
)  # fmt: skip
_CALLS = """
    void * g_object_ref (void *object);
    FcPattern * pango_fc_font_get_pattern (PangoFont *font);
    FcResult FcPatternGetInteger (FcPattern *pattern, const char *object, int n, int *value);
"""
"""What we ask of Pango and fontconfig that WeasyPrint does not."""


@cache
def load() -> None:
    """Load WeasyPrint's libraries. Who does so before all else of WeasyPrint saves time."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        from weasyprint.text.ffi import ffi
    finally:
        ctypes.util.find_library = search
    ffi.cdef(_CALLS)
    for name in _TYPES:
        ffi.typeof(name)


@cache
def install() -> None:
    """Put our functions in place of WeasyPrint's, in this process and those forked from it.

    Raises:
        OutputError: this is another WeasyPrint than the one we know.
    """
    load()
    from publisher.pdf.layout import patches, patches_for_speed, patching

    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    patching.put_in_place((*patches.NEEDED, *patches_for_speed.FOR_SPEED), patches.HUNG)
