"""A face cut down to the glyphs that a book uses."""

from __future__ import annotations

from collections.abc import Iterable
from errno import EIO

import uharfbuzz as hb

_DROPPED = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT",
    "SVG ", "VORG", "cmap", "vhea", "vmtx",
)  # fmt: skip
"""Tables that a PDF reader never looks at: it finds glyphs by number, in horizontal lines.

HarfBuzz 15 cannot write a GDEF for a few thousand glyphs under their old numbers.
"""


def subset(path: str, index: int, glyphs: Iterable[int], *, renumber: bool = False) -> bytes | None:
    """Return the face `index` of a font file with only `glyphs`, each under its old number.

    With `renumber` they are numbered from 0 in their old order. None if HarfBuzz cannot cut
    this face.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        # mapped, not read: a file has some 20 MB, and little of it is looked at
        file = hb.Blob.from_file_path(path)
    except hb.HarfBuzzError as error:
        raise OSError(EIO, "cannot be read") from error
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NO_HINTING
    if not renumber:
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    try:
        return bytes(hb.subset(hb.Face(file, index), wanted).blob.data)
    except RuntimeError:
        return None
