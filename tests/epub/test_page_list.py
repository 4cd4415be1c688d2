"""A teacher says “page 37”, and those with the e-book turn to it, too."""

from __future__ import annotations

import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pikepdf
import pytest
from conftest import SOURCE, run
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from measuring import lines

from publisher.books.paging import PageMark
from publisher.epub import page_marks

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("paged")
    done = run("build", SOURCE, "-o", out, "--edition", "epub", "--edition", "print")
    assert done.returncode == 0, done.stderr
    return {"".join(path.suffixes[-2:]): path for path in out.iterdir()}


@pytest.fixture(scope="module")
def targets(made: dict[str, Path]) -> dict[str, str]:
    """Return the text that follows each mark of the page list, without white space."""
    found = {}
    with zipfile.ZipFile(made[".epub"]) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        for link in nav.iterfind(f".//{XHTML}nav[@id='page-list']//{XHTML}a"):
            href, _, anchor = link.get("href").partition("#")
            text = archive.read(f"EPUB/{href}").decode()
            after = text[text.index(f'id="{anchor}"') :].partition("</span>")[2]
            found[link.text] = re.sub(r"\s|<[^>]*>", "", after.partition("</body>")[0])
    return found


def test_epubcheck_and_ace_accept_the_page_list(made: dict[str, Path]) -> None:
    (file,) = json.loads(run("check", made[".epub"], "--json").stdout)["files"]
    said = [(check["name"], check["status"], check["findings"]) for check in file["checks"]]
    assert said == [("EPUBCheck", "passed", []), ("Ace", "passed", [])]


def test_the_text_at_a_page_mark_is_what_stands_on_that_page_of_the_printed_book(
    made: dict[str, Path], targets: dict[str, str]
) -> None:
    with pikepdf.open(made[".print.pdf"]) as pdf:
        place = {pdf.pages[index].label: index for index in range(len(pdf.pages))}
    from_top = sorted(lines(made[".print.pdf"]), key=lambda line: -line.letters[0].baseline)
    pages: dict[int, str] = {}
    for line in from_top:
        pages[line.page] = pages.get(line.page, "") + re.sub(r"\s", "", line.text)
    assert len(targets) > 80
    for folio, text in targets.items():
        running_head = pages[place[folio]].find(text[:12])
        assert 0 <= running_head < 20, (folio, text[:12], pages[place[folio]][:40])


def test_every_page_with_text_of_a_chapter_is_in_the_list_once_and_in_order(
    targets: dict[str, str],
) -> None:
    folios = [int(folio) for folio in targets]
    assert folios == sorted(set(folios))
    assert folios[0] == 1


def test_the_package_names_the_printed_book(made: dict[str, Path]) -> None:
    with zipfile.ZipFile(made[".epub"]) as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert '<meta property="pageBreakSource">《书是怎样做成的》印刷版</meta>' in package
    assert ">pageBreakMarkers<" in package


def test_without_a_print_edition_there_is_no_page_list(page: Path, tmp_path: Path) -> None:
    run("build", page, "-o", tmp_path, "--edition", "epub")
    with zipfile.ZipFile(next(tmp_path.glob("*.epub"))) as archive:
        assert "page-list" not in archive.read("EPUB/nav.xhtml").decode()
        assert "pageBreak" not in archive.read("EPUB/content.opf").decode()


BLOCK = st.tuples(
    st.sampled_from(["p", "h2", "li"]), st.text("雕版a &<\"'", min_size=1, max_size=20)
)


@given(st.lists(BLOCK, min_size=1, max_size=6), st.data())
def test_a_mark_stands_after_as_many_characters_as_it_says(
    blocks: list[tuple[str, str]], data: st.DataObject
) -> None:
    fragment = Markup("\n").join(Markup("<{0}>{1}</{0}>").format(tag, text) for tag, text in blocks)
    block = data.draw(st.integers(0, len(blocks) - 1))
    tag, text = blocks[block]
    length = len("".join(text.split()))
    characters = data.draw(st.integers(0, max(length - 1, 0)))
    marked = page_marks.insert(fragment, [PageMark("x", block, characters, "7")], "第{}页".format)
    element = re.search(r'<span id="page-7"[^>]*></span>', marked)
    assert element is not None
    assert marked.replace(element[0], "") == fragment
    if length:
        before = marked[: element.start()]
        inside = before.rpartition(f"<{tag}>")[2] if characters or tag == "li" else ""
        assert len("".join(unescape(inside).split())) == characters
