"""Which files are no text at all: told by their first bytes, or by their share of control codes."""

from __future__ import annotations

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, Word or EPUB"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF87a", "GIF picture"),
    (b"GIF89a", "GIF picture"),
    (b"RIFF", "WebP picture or sound"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"(\xb5\x2f\xfd", "Zstandard"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"bplist00", "Safari web archive"),
    (b"ID3\x03", "sound"),
    (b"OggS\x00", "sound"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"wOF2", "font"),
    (b"From: <Saved by ", "MHTML web archive"),
    (b'From: "Saved by ', "MHTML web archive"),
    (b"From: =?", "MHTML web archive"),
    (b"MIME-Version: 1.0", "MHTML web archive"),
)
"""First bytes and what they tell (file(1), and WHATWG MIME Sniffing, section 6)."""

_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32), 127})
"""Control codes but NUL, white space and ESC. NUL is left out: it may strew a text file."""

_SAMPLE = 65_536


def kind(data: bytes) -> str | None:
    """Name the format of `data` if its first bytes are those of a known binary format."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def control_share(data: bytes) -> float:
    """Return the share of control codes in the first 64 KiB, from 0 to 1; NUL does not count.

    Random bytes have a share of 0.1, a text nearly none.
    """
    sample = data[:_SAMPLE].replace(b"\x00", b"")
    if not sample:
        return 0.0
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample)
