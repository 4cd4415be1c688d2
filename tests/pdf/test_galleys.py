"""A book put together from parts is the book that one run over all of it would give."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from finishing import finished
from measuring import lines
from PIL import ImageChops

from publisher import editing, wording
from publisher.books import fingerprint, markup, volumes
from publisher.collecting import collection
from publisher.model import Book
from publisher.pdf import binding
from publisher.pdf.editions import screen
from publisher.pdf.galley import Galley
from publisher.pdf.galleys import Galleys
from publisher.pdf.layout import layout
from publisher.pdf.part import Part
from publisher.pdf.type_area import LEAD, SIZE, type_area
from publisher.runtime.memo import Memo
from publisher.runtime.workers import Workers
from publisher.settings import Settings
from publisher.sources import reader

SOURCE = ROOT / "source"


@pytest.fixture(scope="module")
def book() -> Book:
    settings = Settings()
    pages = reader.read([SOURCE], 10 * 1024 * 1024).pages
    collected, _ = collection.collect(pages)
    edited, _ = editing.edit(collected, settings.editing)
    whole = volumes.whole(edited, settings, "book")
    chosen = {chapter.id for chapter in whole.chapters[:12]}
    return replace(
        whole,
        chapters=tuple(
            replace(chapter, related=tuple(other for other in chapter.related if other in chosen))
            for chapter in whole.chapters[:12]
        ),
    )


@pytest.fixture(scope="module")
def page_css() -> str:
    trim = Settings().trim
    return markup.render(
        "pdf/page.css",
        words=wording.of("zh-Hans"),
        trim=trim,
        area=type_area(trim),
        mirrored=False,
        gutter=None,
        size=SIZE,
        lead=LEAD,
        title="书",
    )


def one_size(_title: str) -> str:
    return ""


@pytest.fixture(scope="module")
def parts(book: Book, page_css: str) -> list[Part]:
    return [
        Part(
            markup.render("pdf/body.html", metadata=book.metadata, chapter=fragment),
            page_css,
            "pdf.css",
            variant="pdf/a-2a" if not place else None,
        )
        for place, fragment in enumerate(screen._fragments(book, one_size))
    ]


@pytest.fixture(scope="module")
def files(
    book: Book, page_css: str, parts: list[Part], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Return the chapters set one by one, and in one run."""
    fragments = "\n".join(screen._fragments(book, one_size))
    whole = markup.render("pdf/body.html", metadata=book.metadata, chapter=markup.Markup(fragments))
    one = Part(whole, page_css, "pdf.css", variant="pdf/a-2a")
    target = tmp_path_factory.mktemp("parts")
    for name, run in (("many", parts), ("one", [one])):
        (target / name).write_bytes(binding.bind(book, [("D", run)]).content)
    return target / "many", target / "one"


def outline(items: Any) -> Iterator[Any]:
    for item in items:
        yield item.title, item.is_closed, list(outline(item.children))


def tags(element: Any) -> Any:
    kids = element.get("/K")
    if kids is None:
        return str(element.S), []
    inside = kids if isinstance(kids, pikepdf.Array) else [kids]
    return str(element.S), [
        tags(kid) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid else "content"
        for kid in inside
    ]


def links(pdf: pikepdf.Pdf) -> list[tuple[int, str, str]]:
    return [
        (number, str(annotation.get("/Dest")), str(annotation.Contents))
        for number, page in enumerate(pdf.pages)
        for annotation in page.get("/Annots", [])
    ]


def destinations(pdf: pikepdf.Pdf) -> dict[str, tuple[int, list[float]]]:
    names = pdf.Root.Names.Dests.Names
    return {
        str(names[place]): (
            pikepdf.Page(names[place + 1][0]).index,
            [float(value) for value in list(names[place + 1])[2:4]],
        )
        for place in range(0, len(names), 2)
    }


def test_the_lines_of_all_pages_are_the_same(files: tuple[Path, Path]) -> None:
    many, one = ([(line.page, line.text) for line in lines(file)] for file in files)
    assert len(many) > 300
    assert many == one


def test_outline_links_and_tags_are_the_same(files: tuple[Path, Path]) -> None:
    with pikepdf.open(files[0]) as many, pikepdf.open(files[1]) as one:
        with many.open_outline() as ours, one.open_outline() as theirs:
            assert list(outline(ours.root)) == list(outline(theirs.root))
            assert len(ours.root) == 12
        assert links(many) == links(one)
        assert len(links(many)) > 10
        assert destinations(many) == destinations(one)
        trees = [tags(pdf.Root.StructTreeRoot.K[0]) for pdf in (many, one)]
        assert trees[0] == trees[1]


def test_each_mark_in_a_page_leads_to_a_tag_and_each_tag_back_to_its_page(
    files: tuple[Path, Path],
) -> None:
    with pikepdf.open(files[0]) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(nums[place]): nums[place + 1] for place in range(0, len(nums), 2)}
        for page in pdf.pages:
            marked = list(parents[int(page.StructParents)])
            content = page.Contents.read_bytes()
            assert content.count(b"/MCID") == len(marked)
            for tag in marked:
                assert tag.Pg.objgen == page.obj.objgen
            for annotation in page.get("/Annots", []):
                assert str(parents[int(annotation.StructParent)].S) == "/Link"


STOCK = """
import sys, weasyprint
document = weasyprint.HTML(string=open(sys.argv[1], encoding="utf-8").read()).render()
document.write_pdf(sys.argv[2], pdf_tags=True)
"""

PAGE = """<html lang="en"><title>Test</title><style>
@page { size: 300pt 200pt; @bottom-center { content: "p. " counter(page) " of " counter(pages) } }
h1 { break-before: page }</style>
<h1 id="a">One</h1><p>A paragraph with <a href="#b">a link</a> and <em>emphasis</em>.
<ul><li>item<li>another</ul>
<h1 id="b">Two</h1><table><tr><th>head<td>cell<tr><th>foot<td>cell</table>
<p style="background: linear-gradient(red, blue); opacity: .5">shade, <a href="https://example.org/">outside</a></p>
<h2>Three (1 0 R) \\\\</h2><p>“quoted” text – 5 0 R and more</p>"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a document written by us, and by WeasyPrint as it is."""
    target = tmp_path_factory.mktemp("stock")
    (target / "page.html").write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-c", STOCK, str(target / "page.html"), str(target / "theirs.pdf")]
    subprocess.run(command, check=True, timeout=600)  # noqa: S603 -- this file's own
    (target / "ours.pdf").write_bytes(finished(PAGE))
    return target / "ours.pdf", target / "theirs.pdf"


def text(file: Path) -> str:
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- a fixed command


def test_pages_written_by_us_read_as_those_that_weasyprint_writes(stock: tuple[Path, Path]) -> None:
    assert text(stock[0]) == text(stock[1])
    assert "p. 2 of 5" in text(stock[0])


def test_pages_written_by_us_look_as_those_that_weasyprint_writes(stock: tuple[Path, Path]) -> None:
    ours, theirs = (pypdfium2.PdfDocument(file) for file in stock)
    assert len(ours) == len(theirs) == 5
    for one, other in zip(ours, theirs, strict=True):
        shots = [page.render(scale=1).to_pil().convert("L") for page in (one, other)]
        differing = ImageChops.difference(*shots).point(lambda value: 255 * (value > 60))
        assert differing.histogram()[255] < 20


def test_outline_links_and_tags_are_those_that_weasyprint_writes(stock: tuple[Path, Path]) -> None:
    with pikepdf.open(stock[0]) as ours, pikepdf.open(stock[1]) as theirs:
        with ours.open_outline() as one, theirs.open_outline() as other:
            assert list(outline(one.root)) == list(outline(other.root))
        assert links(ours) == links(theirs)
        assert destinations(ours) == destinations(theirs)
        assert tags(ours.Root.StructTreeRoot.K[0]) == tags(theirs.Root.StructTreeRoot.K[0])


def test_a_galley_comes_out_of_the_cache_as_it_went_in(parts: list[Part]) -> None:
    made = Galleys(parts[:1], Workers(1))
    made.set()
    taken = made(0)
    kept = Memo(Galley)
    content = kept.cache.get(parts[0].key(fingerprint.current()))
    assert content is not None
    found = kept.load(content)
    assert found == taken
    assert found
    assert kept.dump(found) == content


class Malice:
    def __reduce__(self) -> Any:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "content",
    [pickle.dumps(Malice()), pickle.dumps(("no", "galley")), b"", b"\x80\x05.", b"garbage"],
    ids=["code", "another value", "empty", "no value", "garbage"],
)
def test_a_poisoned_galley_is_set_again_and_runs_no_code(parts: list[Part], content: bytes) -> None:
    part = replace(parts[1], html=parts[1].html + f"<!--{content!r}-->")
    kept = Memo(Galley)
    kept.cache.put(part.key(fingerprint.current()), content)
    assert len(Galleys([part], Workers(1))(0).leaves) >= 1
    assert kept.load(content) is None


def test_a_chapter_looks_the_same_whatever_was_set_before_it(
    parts: list[Part], tmp_path: Path
) -> None:
    theme = tmp_path / "theme.css"
    theme.write_text(
        "@page big { size: 300mm 400mm } .front { page: big } p { text-indent: 1vw }"
        "li { display: list-item; list-style: decimal } h2 { letter-spacing: 0.1em }"
    )
    chosen = [parts[0], *parts[1:4], parts[-1]]
    for themed in (None, theme):
        some = [replace(part, theme=themed, variant=None) for part in chosen]
        orders = []
        for order in (some, some[::-1]):
            layout._compositor.cache_clear()
            orders.append({part.html: Memo(Galley).dump(layout.set_part(part)) for part in order})
        assert orders[0] == orders[1]


def test_a_design_with_other_margins_on_a_verso_is_set_for_the_side_where_a_chapter_stands(
    book: Book, page_css: str, parts: list[Part], tmp_path: Path
) -> None:
    mirrored = page_css + "@page :left { margin-left: 10mm; margin-right: 30mm }"
    sided = [replace(part, page_css=mirrored) for part in parts[:5]]
    file = tmp_path / "sided.pdf"
    file.write_bytes(binding.bind(book, [("D", sided)]).content)
    edges: dict[int, set[int]] = {}
    for line in lines(file):
        edges.setdefault(line.page, set()).add(round(line.left))
    verso = {min(found) for page, found in edges.items() if page % 2 == 1}
    recto = {min(found) for page, found in edges.items() if page % 2 == 0}
    assert max(verso) < min(recto)
