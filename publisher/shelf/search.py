"""What a volume is found by: its title and topics, as written and in pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.collecting import letters
from publisher.shelf.entries import Volume


@dataclass(frozen=True, slots=True)
class Key:
    """`text` holds all that a search may ask for, `order` is what volumes are sorted by."""

    text: str
    order: str


def key(volume: Volume) -> Key:
    """Return the key of a volume: `企业上云` is found by 上云, qiye, qysy."""
    titles = dict.fromkeys((volume.title, *volume.topics, volume.author or ""))
    return Key(
        "\n".join(dict.fromkeys(_forms(filter(None, titles)))), letters.reading(volume.title)
    )


def _forms(titles: Iterable[str]) -> Iterator[str]:
    for title in titles:
        yield unicodedata.normalize("NFKC", title).lower()
        syllables = letters.reading(title).split()
        yield "".join(syllables)
        yield "".join(syllable[0] for syllable in syllables)
