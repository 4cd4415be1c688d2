"""Objects -> a PDF file, written from front to back; only the offsets are kept in memory.

Streams stand by themselves, all other objects in object streams (ISO 32000-1, 7.5.7), a few
hundred in each, so that a reader need not unpack them all to show one page.
"""

from __future__ import annotations

import io
import zlib

_TOGETHER = 400
"""Objects in one object stream."""
LEVEL = 6
"""The last percent that level 9 would win takes three times as long."""


class Writer:
    """One file in the making."""

    def __init__(self) -> None:
        """Begin the file (ISO 32000-1, 7.5.2: the second line tells that it is binary)."""
        self._output = io.BytesIO()
        self._output.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._places: dict[int, tuple[int, int, int]] = {}
        self._last = 0
        self._waiting: list[tuple[int, bytes]] = []

    def reserve(self, count: int = 1) -> int:
        """Return the first of `count` new object numbers in a row."""
        first = self._last + 1
        self._last += count
        return first

    def add(self, body: bytes, number: int | None = None) -> int:
        """Write an object that is no stream, under a number that was reserved or a new one."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) >= _TOGETHER:
            self._flush()
        return number

    def add_stream(self, entries: bytes, data: bytes, number: int | None = None) -> int:
        """Write a stream, compressed if it is not yet; XMP never is (ISO 16684-1, 7.3)."""
        number = number or self.reserve()
        if b"/Filter" not in entries and b"/Type /Metadata" not in entries:
            entries, data = entries + b"/Filter /FlateDecode", zlib.compress(data, LEVEL)
        self._places[number] = 1, self._output.tell(), 0
        head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, len(data))
        self._output.write(head)
        self._output.write(data)
        self._output.write(b"\nendstream\nendobj\n")
        return number

    def finish(self, catalog: int, info: int, identifier: bytes) -> bytes:
        """Write the cross-reference stream (ISO 32000-1, 7.5.8) and return the file."""
        self._flush()
        start, number = self._output.tell(), self.reserve()
        self._places[number] = 1, start, 0
        rows = [self._places.get(entry, (0, 0, 65535)) for entry in range(self._last + 1)]
        width = (start.bit_length() + 7) // 8
        table = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(width, "big") + index.to_bytes(2, "big")
            for kind, place, index in rows
        )
        entries = b"/Type /XRef/W [1 %d 2]/Size %d/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]" % (
            width, len(rows), catalog, info, identifier, identifier
        )  # fmt: skip
        self.add_stream(entries, table, number)
        self._output.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._output.getvalue()

    def _flush(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        number = self.reserve()
        offsets, bodies, offset = [], [], 0
        for index, (entry, body) in enumerate(waiting):
            self._places[entry] = 2, number, index
            offsets.append(b"%d %d" % (entry, offset))
            bodies.append(body)
            offset += len(body) + 1
        head = b" ".join(offsets) + b"\n"
        entries = b"/Type /ObjStm/N %d/First %d" % (len(waiting), len(head))
        self.add_stream(entries, head + b"\n".join(bodies), number)
