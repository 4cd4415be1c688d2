"""Bytes -> clean text, whatever encoding the page was saved in, whatever its header claims.

Tried in this order, each on evidence of its own:

1. a byte order mark: UTF-8 or UTF-16;
2. bytes that are UTF-8 throughout, or but for a few: hardly any text in another encoding is;
3. Big5, if the bytes read as Big5 are plainly Chinese and as GB18030 plainly are not;
4. GB18030 (so also GBK and GB2312), the encoding of the wiki's old pages.

The charset that an HTML page declares is not asked: where it is right the bytes say the same,
and where it is wrong it does harm.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from publisher.sources import binary
from publisher.sources.cleaning import clean
from publisher.sources.common_characters import COMMON
from publisher.sources.unusable import Unusable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BIG5 = ("cp950", "big5hkscs")
"""Big5 as Windows writes it, and with the Hong Kong characters (WHATWG Encoding, section 12)."""

_ASCII = re.compile(r"[\x00-\x7f]+")
_MARK = "\ufffd"
_SAMPLE = 20_000


class Decoded(NamedTuple):
    """The clean text of a file. `bad_bytes` of it were not `encoding`, and are U+FFFD."""

    text: str
    encoding: str
    bad_bytes: int = 0


def decode(data: bytes) -> Decoded:
    """Turn the bytes of a file into clean text (see `publisher.sources.cleaning`).

    Raises:
        Unusable: `binary`, `undecodable`, or `empty` where nothing but white space is left.
    """
    if what := binary.kind(data):
        raise Unusable("binary", what=what)
    decoded = _marked(data) or _utf8(data) or _big5(data) or _gb18030(data)
    controls = binary.control_share(data) if decoded is None or decoded.encoding != "UTF-16" else 0
    if controls > (0.05 if decoded is None else 0.3):
        raise Unusable("binary", what="unknown binary data")
    if decoded is None:
        raise Unusable("undecodable")
    text = clean(decoded.text)
    if not text.strip():
        raise Unusable("empty")
    return Decoded(text, decoded.encoding, decoded.bad_bytes)


def _marked(data: bytes) -> Decoded | None:
    """Decode what begins with a byte order mark; its word is taken for it."""
    for mark, codec, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], codec, name)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8 if the bytes are, or if well-made sequences outnumber bad bytes by far.

    In GBK or Big5 text about one byte in ten happens to continue a UTF-8 sequence and most
    others are bad, so four well-made bytes to a bad one are beyond chance.
    """
    if not _few(data[:_SAMPLE], "utf-8", 0.3):
        return None
    decoded = _lenient(data, "utf-8", "UTF-8")
    if decoded.bad_bytes:
        text = decoded.text.replace(_MARK, "")
        continued = len(text.encode("utf-8", "surrogatepass")) - len(text)
        if continued < 4 * decoded.bad_bytes:
            return None
    return decoded


def _big5(data: bytes) -> Decoded | None:
    """Decode as Big5 if that, and not GB18030, gives common characters.

    The evidence is the share of `COMMON` characters among all that are not ASCII. In its own
    encoding running text has 0.35 to 0.7, read in the other one less than 0.1 from forty
    characters on. Shorter text may be uncertain, and is then GB18030.
    """
    for codec in _BIG5:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = common_share(text)
        if share >= 0.25 and share > 2 * common_share(data.decode("gb18030", "replace")):
            return Decoded(text, "Big5")
    return None


def _gb18030(data: bytes) -> Decoded | None:
    """Decode as GB18030, with a few bad bytes where the rest is plainly Chinese."""
    if not _few(data[:_SAMPLE], "gb18030", 0.1):
        return None
    decoded = _lenient(data, "gb18030", "GB18030")
    if decoded.bad_bytes:
        if decoded.bad_bytes > max(2, len(data) // 50):
            return None
        if common_share(decoded.text) < 0.25:
            return None
    return decoded


def common_share(text: str) -> float:
    """Return the share of `COMMON` among the first 20,000 characters that are not ASCII."""
    foreign = _ASCII.sub("", text)[:_SAMPLE]
    return sum(char in COMMON for char in foreign) / len(foreign) if foreign else 0.0


def _few(sample: bytes, codec: str, share: float) -> bool:
    """Tell whether at most `share` of the sample's bytes are bad, so that the whole is worth it."""
    return _lenient(sample, codec, "").bad_bytes <= max(4, share * len(sample))


def _lenient(data: bytes, codec: str, name: str) -> Decoded:
    """Decode with one U+FFFD for each bad byte. One in the file itself is no fault."""
    text = data.decode(codec, "one-mark-a-byte")
    own = data.count(_MARK.encode(codec)) if _MARK in text else 0
    return Decoded(text, name, max(0, text.count(_MARK) - own))


def _one_mark_a_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 (we only decode with it)
    return _MARK * (error.end - error.start), error.end


codecs.register_error("one-mark-a-byte", _one_mark_a_byte)
