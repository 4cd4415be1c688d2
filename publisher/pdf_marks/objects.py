"""Careful reading of the objects of a PDF that may be damaged, or made to do harm."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import Any

import pikepdf

from publisher.pdf_marks.plane import Box

FAR = 1e9
"""No number of a page is larger than this; what is larger counts as this."""
LARGEST = 16 << 20
"""Bytes of one content stream, unpacked: more than the densest map on a page needs."""
_RATIO = 1032
"""What deflate packs into one byte at most (zlib, Technical Details)."""

_DEEPEST_TREE = 64
"""Levels of a page tree that are climbed."""


class DamageError(Exception):
    """A part of the file cannot be understood; its text says which and why."""


BROKEN = (
    DamageError,
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""All that pikepdf raises over an object that is not what its place asks for."""


def reason(error: Exception) -> str:
    """Return what was wrong, in the words of `DamageError`, or of pikepdf."""
    return str(error) if isinstance(error, DamageError) else f"pikepdf says: {error}"


def number(value: Any) -> float:
    """Return a number, brought within `FAR`.

    Raises:
        DamageError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise DamageError(f"{_kind(value)} stands where a number belongs")
    return float(min(max(value, -FAR), FAR))


def numbers(values: Any, count: int) -> tuple[float, ...]:
    """Return exactly `count` numbers.

    Raises:
        DamageError: there are more or fewer, or other things.
    """
    found = tuple(number(value) for value in values)
    if len(found) != count:
        raise DamageError(f"{len(found)} number(s) stand where {count} belong")
    return found


def whole(value: Any) -> int:
    """Return a whole number that is not negative, or 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def box(value: Any) -> Box | None:
    """Return a rectangle with its edges in order (ISO 32000-1, 7.9.5), or None if it is none."""
    try:
        x, y, other_x, other_y = numbers(items(value), 4)
    except DamageError:
        return None
    found = min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
    return found if found[0] < found[2] and found[1] < found[3] else None


def entry(holder: Any, key: str) -> Any:
    """Return what a dictionary or stream has under `key`, or None."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return holder.get(key)
    return None


def dictionary(holder: Any, key: str) -> Any:
    """Return the dictionary or stream under `key`, or None if there is something else."""
    value = entry(holder, key)
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None


def inherited(page: Any, key: str) -> Any:
    """Return what a page has under `key`, itself or from the tree (ISO 32000-1, 7.7.3.4)."""
    node = page
    for _ in range(_DEEPEST_TREE):
        if (value := entry(node, key)) is not None:
            return value
        node = entry(node, "/Parent")
    return None


def name(value: Any) -> str:
    """Return a name without its slash; nothing for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def items(value: Any) -> list[Any]:
    """Return the items of an array; none for anything else."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def filters(stream: Any) -> list[str]:
    """Return how a stream is packed, the last step first (ISO 32000-1, 7.4)."""
    given = entry(stream, "/Filter")
    return [name(step) for step in items(given) or [given] if step is not None]


def unpacked(stream: Any, most: int = LARGEST) -> bytes:
    """Return the bytes of a stream, unpacked.

    Raises:
        DamageError: there is none, it cannot be unpacked, or it holds more than `most` bytes.
    """
    if not isinstance(stream, pikepdf.Stream):
        raise DamageError("a stream is missing")
    try:
        _weigh(stream, most)
        content = stream.read_bytes()
    except (pikepdf.PdfError, zlib.error) as error:
        raise DamageError("a stream cannot be unpacked") from error
    _limit(content, most)
    return content


def _weigh(stream: pikepdf.Stream, most: int) -> None:
    """Unpack no more than is needed to know that a stream is small enough to be unpacked."""
    packed = stream.read_raw_bytes()
    steps = filters(stream)
    if steps.count("FlateDecode") + steps.count("LZWDecode") > 1:
        raise DamageError("a stream is packed more than once")
    if steps == ["FlateDecode"] and len(packed) * _RATIO > most:
        _limit(zlib.decompressobj().decompress(packed, most + 1), most)


def _limit(content: bytes, most: int) -> None:
    if len(content) > most:
        raise DamageError(f"a stream holds more than {most >> 20} MiB")


def _kind(value: Any) -> str:
    kinds = {
        pikepdf.Name: "a name",
        pikepdf.String: "a text",
        pikepdf.Array: "an array",
        pikepdf.Dictionary: "a dictionary",
    }
    return next((word for kind, word in kinds.items() if isinstance(value, kind)), "nothing")
