"""The text in a block of Markdown -> inlines: runs, each with what it stands within."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from unicodedata import east_asian_width

from publisher.model import Break, Content, Inline, Mark, Marked, Text, Within, plain, with_text
from publisher.runtime.patterns import regex
from publisher.sources.html import inlines
from publisher.sources.markdown import links
from publisher.sources.markdown.ledger import Ledger
from publisher.sources.markdown.parsing import Node, attribute, line_of
from publisher.sources.markdown.raw_html import MARKS, Piece, pieces
from publisher.sources.text.cleaning import clean

_ELEMENTS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "s": Mark.DELETED}
_LINE_ENDS = regex(r"(?<![ \n])\ *\n[ \n]*")
_NOTHING = "\0"
"""Stands for the end of a line between Chinese characters until it is taken out."""
_STRAY = str.maketrans({"\t": " ", "\u2028": " ", "\u2029": " ", "\f": " ", "\v": " "})


def read(node: Node, ledger: Ledger) -> Content:
    """Return the inlines below a node."""
    writer = Writer(ledger, line_of(node, ledger.above))
    writer.all(node.children, ())
    return writer.written()


@dataclass
class Writer:
    """Puts runs one after the other; `opened` are the tags of raw HTML that are still open."""

    ledger: Ledger
    line: int
    runs: list[Inline] = field(default_factory=list)
    opened: list[tuple[str, Within | None]] = field(default_factory=list)

    def all(self, nodes: Sequence[Node], within: tuple[Within, ...]) -> None:
        """Write nodes that all stand within the same."""
        for node in nodes:
            self._one(node, within)

    def _one(self, node: Node, within: tuple[Within, ...]) -> None:
        match node.type:
            case "text":
                self.write(node.content, within)
            case "code_inline":
                self.write(node.content, (*within, Mark.CODE))
            case "softbreak":
                self.write("\n", within)
            case "hardbreak":
                self.runs.append(Break())
            case "em" | "strong" | "s":
                self.all(node.children, _with(within, _ELEMENTS[node.type]))
            case "link":
                self.ledger.drop(self.line, attribute(node, "title"))
                target = links.target(attribute(node, "href"), self.ledger.source)
                self.all(node.children, _with(within, target))
            case "image":
                self._image(node, within)
            case "html_inline":
                for piece in pieces(node.content):
                    self.html(piece, within)
            case _:
                raise AssertionError(node.type)

    def write(self, text: str, within: tuple[Within, ...]) -> None:
        """Write a run."""
        for _, opened in self.opened:
            within = _with(within, opened)
        if text := clean(text).translate(_STRAY):
            self.runs.append(Marked(text, within) if within else Text(text))

    def html(self, piece: Piece, within: tuple[Within, ...]) -> None:
        """Read a piece of raw HTML. What no inline says is dropped."""
        name = piece.name
        if not piece.is_tag:
            self.write(piece.text, within)
        elif name == "br":
            self.runs.append(Break())
        elif name == "img":
            self.ledger.read.append(piece.alt)
            self.picture(piece.alt, piece.text, within)
        elif name in MARKS or name == "a":
            self._tag(piece)
        else:
            self.ledger.drop(self.line, piece.text)
            if name:
                self.ledger.omit("an HTML tag", self.line)

    def _tag(self, piece: Piece) -> None:
        if not piece.closes:
            within = MARKS.get(piece.name) or links.target(piece.href, self.ledger.source)
            self.opened.append((piece.name, within))
            return
        place = next((at for at, (name, _) in enumerate(self.opened) if name == piece.name), None)
        if place is not None:
            del self.opened[place]

    def _image(self, node: Node, within: tuple[Within, ...]) -> None:
        self.ledger.drop(self.line, attribute(node, "title"))
        alt = "".join(
            child.content for child in node.walk() if child.type in ("text", "code_inline")
        )
        self.picture(alt, attribute(node, "src"), within)

    def picture(self, alt: str, names: str, within: tuple[Within, ...]) -> None:
        """Write what stands for a picture, which no book has yet."""
        shown = inlines.picture(inlines.description(alt), names)
        self.write(shown, within)
        self.ledger.instead(self.line, alt, shown)
        self.ledger.omit("a picture", self.line)

    def written(self) -> Content:
        """Return what was written, without white space around it, and begin anew."""
        written, self.runs = self.runs, []
        return _trimmed(list(_joined(list(_merged(written)))))


def _with(within: tuple[Within, ...], more: Within | None) -> tuple[Within, ...]:
    """Return what a run stands within, inside of one thing more; no link in a link."""
    is_link = not isinstance(more, Mark)
    if more is None or more in within:
        return within
    if is_link and not all(isinstance(of, Mark) for of in within):
        return within
    return (*within, more)


def _merged(runs: Sequence[Inline]) -> Iterator[Inline]:
    """Make one run of neighbours that stand within the same."""
    for within, alike in groupby(runs, _within):
        if within is None:
            yield from alike
        else:
            first, *more = alike
            yield with_text(first, "".join([first.text, *(run.text for run in more)]))


def _within(run: Inline) -> tuple[Within, ...] | None:
    """Return what a run stands within; None for a break, which is never one with its neighbour."""
    if isinstance(run, Break):
        return None
    return run.within if isinstance(run, Marked) else ()


def _joined(runs: Sequence[Inline]) -> Iterator[Inline]:
    """Join the lines of a paragraph: with a space, but for Chinese, which has none."""
    text = _LINE_ENDS.sub(_joint, plain(tuple(runs)))
    index = 0
    for run in runs:
        own = text[index : index + len(run.text)].replace(_NOTHING, "")
        index += len(run.text)
        if isinstance(run, Break) or own == run.text:
            yield run
        elif own:
            yield with_text(run, own)


def _joint(ends: re.Match[str]) -> str:
    """Return what stands for ends of lines, as long as these are."""
    start, end = ends.span()
    beside = ends.string[max(start - 1, 0) : start], ends.string[end : end + 1]
    return ends[0].replace("\n", _NOTHING if all(map(_is_wide, beside)) else " ")


def _is_wide(char: str) -> bool:
    return char != "" and east_asian_width(char) in "WF"


def _trimmed(runs: list[Inline]) -> Content:
    """Take white space and breaks off both ends."""
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = with_text(runs[0], runs[0].text.lstrip())
        runs[-1] = with_text(runs[-1], runs[-1].text.rstrip())
    return tuple(runs)
