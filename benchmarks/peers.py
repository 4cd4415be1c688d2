"""The same book for other programs: what each is given, and the command that sets it.

Each gets what a user of it would write: the same trim, sizes, faces, headings, contents with
page numbers and folios. None makes the index, the cross references, or a file that passes
PDF/UA-1 and PDF/A-2a.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.model import Block, Book, Heading, ListItem, RunIn, Text, plain

FACES = "Noto Serif CJK SC", "Noto Sans CJK SC"
"""Song for text and Hei for headings, in all of them."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: what it makes (`.pdf` or `.epub`), and from which source in which way.

    `command` takes the source and the file to make, and returns one command or several, to be
    run one after the other in the source's folder.
    """

    program: str
    product: str
    suffix: str
    source: Callable[[Book], Iterator[str]]
    command: Callable[[str, Path, Path], Sequence[Sequence[str]]]

    def prepare(self, book: Book, folder: Path) -> tuple[Sequence[Sequence[str]], Path] | None:
        """Write the source; return the commands and the file that they make, None if absent."""
        if not (program := shutil.which(self.program)):
            return None
        source = folder / f"{self.program}{self.suffix}"
        source.write_text("\n".join(self.source(book)), encoding="utf-8")
        target = source.with_suffix(self.product)
        return self.command(program, source, target), target


def _blocks(book: Book, mark: Callable[[Block], str]) -> Iterator[str]:
    for chapter in book.chapters:
        yield mark(Heading((Text(chapter.title),), 1))
        for section in chapter.sections:
            yield mark(Heading((Text(section.title),), 2))
            yield from map(mark, section.blocks)


def _html(book: Book) -> Iterator[str]:
    song, hei = FACES
    yield f"""<!DOCTYPE html>
<html lang="zh-CN"><meta charset="utf-8"><title>{book.metadata.title}</title>
<style>
@page {{ size: 148mm 210mm; margin: 20mm 18mm; @bottom-center {{ content: counter(page) }} }}
html {{ font: 10.5pt/17.5pt "{song}"; text-align: justify; text-spacing-trim: normal; }}
h1, h2, h3 {{ font-family: "{hei}"; break-after: avoid }} h1 {{ break-before: page }}
p {{ margin: 0; text-indent: 2em }}
</style>"""
    yield from _blocks(book, _html_block)


def _html_block(block: Block) -> str:
    content = "".join(
        f"<b>{html.escape(inline.text)}</b>"
        if isinstance(inline, RunIn)
        else html.escape(inline.text)
        for inline in block.content
    )
    match block:
        case Heading(_, level):
            return f"<h{level}>{html.escape(plain(block.content))}</h{level}>"
        case ListItem():
            return f"<li>{content}</li>"
        case _:
            return f"<p>{content}</p>"


def _typst(book: Book) -> Iterator[str]:
    song, hei = FACES
    yield f"""#set document(title: "{book.metadata.title}")
#set page(width: 148mm, height: 210mm, margin: (x: 18mm, y: 20mm), numbering: "1")
#set text(font: ("{song}",), size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 7pt, spacing: 7pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "{hei}")
#show heading.where(level: 1): it => pagebreak(weak: true) + it
#outline(depth: 1)"""
    yield from _blocks(book, _typst_block)


def _typst_block(block: Block) -> str:
    def escaped(text: str) -> str:
        return "".join(f"\\{char}" if char in "\\#$*_`<>@=-+/[]~'\"" else char for char in text)

    content = "".join(
        f"*{escaped(inline.text)}*" if isinstance(inline, RunIn) else escaped(inline.text)
        for inline in block.content
    )
    match block:
        case Heading(_, level):
            return f"{'=' * level} {escaped(plain(block.content))}\n"
        case ListItem():
            return f"- {content}\n"
        case _:
            return f"{content}\n"


def _latex(book: Book) -> Iterator[str]:
    song, hei = FACES
    yield rf"""\documentclass[zihao=5,fontset=none,openany]{{ctexbook}}
\usepackage[paperwidth=148mm,paperheight=210mm,hmargin=18mm,vmargin=20mm]{{geometry}}
\usepackage[hidelinks]{{hyperref}}
\setCJKmainfont{{{song}}}\setCJKsansfont{{{hei}}}
\ctexset{{section/numbering=false,chapter/numbering=false,subsection/numbering=false}}
\begin{{document}}
\tableofcontents"""
    yield from _blocks(book, _latex_block)
    yield r"\end{document}"


def _latex_block(block: Block) -> str:
    def escaped(text: str) -> str:
        return "".join(f"\\{char}" if char in "#$%&_{}" else char for char in text)

    content = "".join(
        rf"\textbf{{{escaped(inline.text)}}}" if isinstance(inline, RunIn) else escaped(inline.text)
        for inline in block.content
    )
    match block:
        case Heading(_, level):
            name = ("chapter", "section", "subsection")[min(level, 3) - 1]
            return rf"\{name}{{{escaped(plain(block.content))}}}"
        case _:
            return f"{content}\n"


def _compile(_program: str, source: Path, target: Path) -> Sequence[Sequence[str]]:
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return ([sys.executable, "-c", code, str(source), str(target)],)


def _chromium(program: str, source: Path, target: Path) -> Sequence[Sequence[str]]:
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    return ([program, *options, f"--print-to-pdf={target}", source.as_uri()],)


def _xelatex(program: str, source: Path, _target: Path) -> Sequence[Sequence[str]]:
    return ([program, "-interaction=batchmode", source.name],) * 2


PEERS = {
    "Typst": Peer("python", ".pdf", ".typ", _typst, _compile),
    "Chromium": Peer("chromium", ".pdf", ".html", _html, _chromium),
    "XeLaTeX + ctex, two passes": Peer("xelatex", ".pdf", ".tex", _latex, _xelatex),
    "pandoc": Peer("pandoc", ".epub", ".html", _html, lambda program, source, target: (
        [program, "--toc", "-o", str(target), str(source)],)),
}  # fmt: skip
"""By the name in the table. Each is left out where it is not installed."""
