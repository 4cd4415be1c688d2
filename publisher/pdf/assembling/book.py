"""A book as it is bound: what all its pages must know before one can be written.

The galleys are gone through twice. First for that: how many pages each part has, where the
anchors are, which glyphs are used. Then, in `file`, the parts are written, one after the other;
how many of them are in memory whole, `galleys` sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.pdf.assembling.embedding import Faces, FontFile
from publisher.pdf.assembling.file import File, Finish
from publisher.pdf.assembling.recoding import Seconds
from publisher.pdf.assembling.writer import Writer
from publisher.pdf.galley import Beginning, Complaint, Galley, Side, Slot
from publisher.pdf.numbering import Numbering, Run, labels, numeral


class Folio(NamedTuple):
    """A page's place in the file and its number, and how many pages are numbered with it."""

    place: int
    number: int
    of: int

    @property
    def side(self) -> Side:
        """A recto has an odd number (CY/T 50)."""
        return "right" if self.number % 2 else "left"


@dataclass(frozen=True, slots=True)
class Gathering:
    """How pages become sheets: with `recto`, each part begins on one, after a blank if need be.

    The book is filled up with blanks to a multiple of `signature` pages.
    """

    recto: bool = False
    signature: int = 1


@dataclass(frozen=True)
class Bound:
    """The parts of a book in order, in runs of pages numbered through.

    `galley` gives the galley of a part; it is asked for each twice. `titles` are what anchors
    stand for, to be read out where a link leads there.
    """

    runs: Sequence[tuple[Numbering, Sequence[int]]]
    galley: Callable[[int], Galley]
    links: Mapping[str, str]
    gathering: Gathering = Gathering()
    _faces: Faces = field(default_factory=Faces)
    _codes: dict[int, dict[bytes, bytes]] = field(default_factory=dict)
    _folios: dict[int, list[Folio]] = field(default_factory=dict)
    _anchors: dict[str, Folio] = field(default_factory=dict)
    _sides: dict[int, Side] = field(default_factory=dict)
    _begun: dict[int, list[Beginning | None]] = field(default_factory=dict)
    findings: list[tuple[int, Complaint]] = field(default_factory=list)
    """What went wrong with parts, each with its part: known after `survey`."""

    def survey(self) -> list[FontFile]:
        """Go through the book for the first time; return the font files that it needs."""
        names: list[tuple[int, list[list[str]]]] = []
        index = 0
        for _, parts in self.runs:
            counts = []
            for part in parts:
                galley = self.galley(part)
                self._codes[part] = self._faces.use(galley.faces, galley.companions)
                counts.append(len(galley.leaves))
                self.findings.extend((part, finding) for finding in galley.findings)
                self._begun[part] = [leaf.beginning for leaf in galley.leaves]
                if galley.sided:
                    self._sides[part] = galley.side
                names.append(
                    (part, [[anchor.name for anchor in leaf.anchors] for leaf in galley.leaves])
                )
            taken = [self._with_blank(count) for count in counts]
            number, total = 0, sum(taken)
            for part, count, room in zip(parts, counts, taken, strict=True):
                self._folios[part] = [
                    Folio(index + inner, number + inner + 1, total) for inner in range(count)
                ]
                index, number = index + room, number + room
        for part, leaves in names:
            for folio, anchors in zip(self._folios[part], leaves, strict=True):
                for anchor in anchors:
                    self._anchors.setdefault(anchor, folio)
        return self._faces.files()

    def _with_blank(self, count: int) -> int:
        """Return how many pages a part of `count` takes."""
        return count + count % 2 if self.gathering.recto else count

    def pages(self) -> int:
        """Return how many pages the file has, blanks included."""
        last = max(folios[-1].place for folios in self._folios.values() if folios) + 1
        sheets = -(-self._with_blank(last) // self.gathering.signature)
        return max(last, sheets * self.gathering.signature)

    def on_wrong_sides(self) -> list[int]:
        """Return the parts that were set for another side than they begin on."""
        return [part for part, side in self._sides.items() if side != self.first_side(part)]

    def first_side(self, part: int) -> Side:
        """Return the side on which a part begins."""
        return self._folios[part][0].side

    def write(self, fonts: Iterable[bytes], finish: Finish, identifier: bytes) -> bytes:
        """Go through the book for the second time and return the file.

        `fonts` are the font files that `survey` asked for, needed when all pages are written;
        `identifier` is that of the PDF (16 bytes, in hex).
        """
        return File(self, finish).write(fonts, identifier)

    def parts(self) -> Iterator[tuple[int, list[Folio]]]:
        """Yield the parts in order, each with its folios."""
        for _, parts in self.runs:
            for part in parts:
                yield part, self._folios[part]

    def beginnings(self) -> Iterator[tuple[int, int, Beginning]]:
        """Yield each page that begins in a block of text: its part, its number, the place."""
        for part, folios in self.parts():
            for folio, begun in zip(folios, self._begun[part], strict=True):
                if begun:
                    yield part, folio.number, begun

    def labels(self) -> bytes:
        """Return the page labels."""
        runs = [
            Run(numbering, tuple(self._with_blank(len(self._folios[part])) for part in parts))
            for numbering, parts in self.runs
        ]
        return labels(runs)

    def number_in(self, slot: Slot, folio: Folio) -> str:
        """Return what is to stand in a slot on the page `folio`."""
        own = self._anchors.get(slot.target, folio) if slot.target else folio
        values = {"page": own.number, "pages": own.of}
        return "".join(
            text if kind == "text" else numeral(values[kind], text) for kind, text in slot.pieces
        )

    def codes(self, part: int) -> dict[bytes, bytes]:
        """Return the codes of alternates in a part, each with that of the book."""
        return self._codes[part]

    def seconds(self, galley: Galley) -> Seconds:
        """Return the codes of glyphs that a part has to change, as the book has them."""
        return self._faces.seconds(galley.faces)

    def leads(self, target: str) -> bool:
        """Tell whether the book has an anchor of this name."""
        return target in self._anchors

    def write_fonts(self, writer: Writer, number: int, fonts: Iterable[bytes]) -> None:
        """Write the fonts under the number of their dictionary."""
        self._faces.write(writer, number, fonts)
