"""Bytes -> clean text, whatever encoding the page was saved in, whatever its header claims.

Tried in this order, each on evidence of its own:

1. a byte order mark: UTF-8, UTF-16 or UTF-32;
2. bytes that read as UTF-16 are plainly Chinese, and have the NUL that ASCII has there;
3. bytes that are UTF-8 throughout, or but for a few: hardly any text in another encoding is;
4. Big5, if the bytes read as Big5 are plainly Chinese and as GB18030 plainly are not;
5. GB18030 (so also GBK and GB2312), the encoding of the wiki's old pages.

The charset that an HTML page declares is not asked: where it is right the bytes say the same,
and where it is wrong it does harm.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from publisher.runtime.patterns import regex
from publisher.sources.text import binary
from publisher.sources.text.cleaning import clean
from publisher.sources.text.common_characters import COMMON
from publisher.sources.unusable import Unusable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BIG5 = ("cp950", "big5hkscs")
"""Big5 as Windows writes it, and with the Hong Kong characters (WHATWG Encoding, section 12)."""

_ASCII = regex(r"[\x00-\x7f]+")
_MARK = "\ufffd"
_SAMPLE = 20_000
_FEWEST_NULS = 2
"""In UTF-16 a page has more, for its ASCII; in another encoding it has none, or is damaged."""


class Decoded(NamedTuple):
    """The clean text of a file. `bad_bytes` of it were not `encoding`, and are U+FFFD."""

    text: str
    encoding: str
    bad_bytes: int = 0


def decode(data: bytes) -> Decoded:
    """Turn the bytes of a file into clean text (see `publisher.sources.text.cleaning`).

    Raises:
        Unusable: `binary`, `undecodable`, or `empty` where nothing but white space is left.
    """
    if what := binary.kind(data):
        raise Unusable("binary", what=what)
    decoded = _marked(data) or _utf16(data) or _utf8(data) or _big5(data) or _gb18030(data)
    wide = decoded is not None and decoded.encoding in ("UTF-16", "UTF-32")
    controls = 0 if wide else binary.control_share(data)
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


def _utf16(data: bytes) -> Decoded | None:
    """Decode as UTF-16 without a mark if that gives common characters.

    Line ends and digits have a NUL there; read in the wrong order, hardly anything is common.
    """
    sample = data[:_SAMPLE]
    if sample.count(0) < _FEWEST_NULS:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "ignore")
        if "\n" in text and common_share(text) >= 0.25:
            return _lenient(data, codec, "UTF-16")
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
