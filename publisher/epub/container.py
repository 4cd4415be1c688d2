"""The zip container of an EPUB (EPUB 3.3, 4.2), the same bytes for the same book."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from ebooklib import epub
from lxml import etree

from publisher.model import Metadata

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STORED = ("mimetype", ".png")


def pack(package: epub.EpubBook, metadata: Metadata) -> bytes:
    """Return the finished file."""
    buffer = io.BytesIO()
    _Writer(buffer, package, {"mtime": metadata.modified, "epub2_guide": False}).write()
    return buffer.getvalue()


class _Writer(epub.EpubWriter):  # type: ignore[misc] # EbookLib ships no types
    """EbookLib's writer, put right where EPUBCheck, Ace or a second build would differ."""

    def write(self) -> None:
        """Write all parts in EbookLib's order, without its time stamps and file modes."""
        with _Archive(self.file_name, "w") as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        """Name the package's language (Ace: epub-lang); reserved prefixes need no declaring."""
        root.set(_XML_LANG, self.book.language)
        del root.attrib["prefix"]
        document = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", document)


class _Archive(zipfile.ZipFile):
    """A zip whose entries all have one date, mode and system.

    `mimetype` is stored, as OCF demands; so are PNGs, which are deflated within.
    """

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Write one entry; how it is compressed follows from its name."""
        name = str(zinfo_or_arcname)
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        stored = name.endswith(_STORED)
        super().writestr(
            entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel
        )
