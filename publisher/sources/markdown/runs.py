"""The text in a block of Markdown -> inlines: runs, each with what it stands within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from publisher.model import Break, Content, Inline, Mark, Marked, Text, Within, plain
from publisher.sources.html import inlines
from publisher.sources.markdown import links
from publisher.sources.markdown.ledger import Ledger
from publisher.sources.markdown.parsing import Node, all_of, attribute, line_of
from publisher.sources.markdown.raw_html import MARKS, Piece, pieces
from publisher.sources.text.cleaning import clean

_ELEMENTS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "s": Mark.DELETED}
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
        """Write a run; one within the same as that before goes on with it."""
        for _, opened in self.opened:
            within = _with(within, opened)
        if text := clean(text).translate(_STRAY):
            last = self.runs[-1] if self.runs else Break()
            before = last.within if isinstance(last, Marked) else ()
            if not isinstance(last, Break) and before == within:
                text = f"{self.runs.pop().text}{text}"
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
            child.content for child in all_of(node) if child.type in ("text", "code_inline")
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
        return _trimmed(_joined(written))


def _with(within: tuple[Within, ...], more: Within | None) -> tuple[Within, ...]:
    """Return what a run stands within, inside of one thing more; no link in a link."""
    is_link = not isinstance(more, Mark)
    if more is None or more in within:
        return within
    if is_link and not all(isinstance(of, Mark) for of in within):
        return within
    return (*within, more)


def _joined(runs: Sequence[Inline]) -> list[Inline]:
    """Join the lines of a paragraph: with a space, but for Chinese, which has none."""
    text = plain(tuple(runs))
    joined: list[Inline] = []
    index = 0
    for run in runs:
        own = "".join(
            _between(text, at) if text[at] == "\n" else text[at]
            for at in range(index, index + len(run.text))
        )
        index += len(run.text)
        if isinstance(run, Break) or own == run.text:
            joined.append(run)
        elif own:
            joined.append(Marked(own, run.within) if isinstance(run, Marked) else Text(own))
    return joined


def _between(text: str, index: int) -> str:
    """Return what stands for the end of a line at `index`."""
    beside = text[:index].rstrip(" \n")[-1:], text[index:].lstrip(" \n")[:1]
    return "" if all(map(_is_wide, beside)) else " "


def _is_wide(char: str) -> bool:
    return char != "" and east_asian_width(char) in "WF"


def _trimmed(runs: list[Inline]) -> Content:
    """Take white space and breaks off both ends."""
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = _stripped(runs[0], runs[0].text.lstrip())
        runs[-1] = _stripped(runs[-1], runs[-1].text.rstrip())
    return tuple(runs)


def _stripped(run: Inline, text: str) -> Inline:
    return Marked(text, run.within) if isinstance(run, Marked) else Text(text)
