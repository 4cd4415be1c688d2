"""The screen PDF is whole, finds its way about itself, and its text can be taken out again."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from conftest import SHARED, SOURCE, made, run, wiki_pages


def extracted(path: Path, *options: str) -> list[str]:
    """Return the text of each page, as Poppler takes it out."""
    command = ["pdftotext", *options, path, "-"]
    found = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 -- Poppler's own tool
    return found.stdout.decode().split("\f")


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def inspected(*paths: Path) -> list[dict[str, object]]:
    finished = run("inspect", *paths, "--json", "--edited")
    topics: list[dict[str, object]] = json.loads(finished.stdout)["topics"]
    return topics


def paragraphs(topics: list[dict[str, object]]) -> Iterator[str]:
    for topic in topics:
        for article in topic["articles"]:  # type: ignore[attr-defined]
            yield from (
                block["text"] for block in article["blocks"] if block["type"] == "paragraph"
            )


@pytest.fixture(scope="module")
def pdf(sample: dict[str, Path]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(sample[".pdf"]) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(sample: dict[str, Path]) -> list[str]:
    return extracted(sample[".pdf"])


def labels(pdf: pikepdf.Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def test_front_matter_has_roman_folios_and_the_body_begins_with_one(pdf: pikepdf.Pdf) -> None:
    found = labels(pdf)
    assert found[0] == "i"
    body = found.index("1")
    assert found[body:] == [str(number) for number in range(1, len(found) - body + 1)]


def test_the_pages_printed_in_the_contents_are_those_where_the_topics_begin(
    pdf: pikepdf.Pdf, pages: list[str]
) -> None:
    by_label = dict(zip(labels(pdf), pages, strict=False))
    front = "\n".join(pages[: labels(pdf).index("1")])
    for topic in inspected(SOURCE):
        title = str(topic["title"])
        (line,) = (line for line in front.split("\n") if bare(line).startswith(f"{bare(title)}·"))
        folio = line.rsplit(maxsplit=1)[-1].strip("· ")
        assert bare(title) in bare(by_label[folio]), title


def test_every_paragraph_can_be_found_in_the_text_once_and_without_stray_spaces(
    pages: list[str],
) -> None:
    whole = bare("".join(re.sub(r"\n[^\n]{0,40}\n*$", "\n", page) for page in pages))
    missing = [text for text in paragraphs(inspected(SOURCE)) if whole.count(bare(text)) > 1]
    assert missing == []
    lines = [line for page in pages for line in page.split("\n")]
    spaced = [
        line for line in lines if re.search(r"[\u4e00-\u9fff，。、]  ?[\u4e00-\u9fff，。、]", line)
    ]
    assert [line for line in spaced if "·" not in line and not re.search(r"\d", line)] == []


@wiki_pages
def test_every_sentence_of_the_real_page_is_in_the_pdf_once(real: dict[str, Path]) -> None:
    whole = bare("".join(extracted(real[".pdf"])))
    text = "".join(paragraphs(inspected(*SHARED.glob("000_*.txt"))))
    sentences = [bare(part) for part in re.findall(r"[^。；]{12,40}[。；]", text)]
    assert len(sentences) > 100
    # a sentence that runs over a page has the folio in its middle
    assert sum(whole.count(part) != 1 for part in sentences) <= len(extracted(real[".pdf"]))
    assert not [part for part in sentences if whole.count(part) > 1]


def test_the_outline_names_every_topic_and_leads_to_its_page(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    topics = [str(topic["title"]) for topic in inspected(SOURCE)]
    first = titles.index(topics[0])
    assert titles[first : first + len(topics)] == topics
    assert titles[-2:] == ["音序索引", "资料来源"]


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf, sample: dict[str, Path]) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == sample[".pdf"].stem
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfuaid:part"] == "1"
    assert pdf.Root.Lang == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_all_faces_are_embedded_and_give_their_characters_back(sample: dict[str, Path]) -> None:
    command = ["pdffonts", sample[".pdf"]]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- Poppler's own tool
    rows = table.splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), table


@pytest.mark.parametrize(
    ("trim", "width", "height"), [("A5", 148, 210), ("16开", 185, 260), ("120x180 mm", 120, 180)]
)
def test_the_trim_is_the_one_asked_for(
    page: Path, tmp_path: Path, trim: str, width: float, height: float
) -> None:
    (page / "book.toml").write_text(f'[page]\ntrim = "{trim}"\n', encoding="utf-8")
    files = made([page, "--edition", "screen"], tmp_path / "out")
    with pikepdf.open(files[".pdf"]) as opened:
        box = [float(side) for side in opened.pages[-1].mediabox]
    assert box[2:] == pytest.approx([width / 25.4 * 72, height / 25.4 * 72], abs=0.1)


def test_a_theme_restyles_the_pages(page: Path, tmp_path: Path) -> None:
    (page / "my.css").write_text("@page { size: 100mm 100mm; margin: 10mm }", encoding="utf-8")
    (page / "book.toml").write_text('theme = "my.css"', encoding="utf-8")
    files = made([page, "--edition", "screen"], tmp_path / "out")
    with pikepdf.open(files[".pdf"]) as opened:
        assert float(opened.pages[-1].mediabox[2]) == pytest.approx(283.46, abs=0.1)


def test_a_theme_reaches_no_file_outside_its_folder(page: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("@page { size: 100mm 100mm }", encoding="utf-8")
    (page / "my.css").write_text('@import "../secret.css";', encoding="utf-8")
    (page / "book.toml").write_text('theme = "my.css"', encoding="utf-8")
    files = made([page, "--edition", "screen"], tmp_path / "out")
    with pikepdf.open(files[".pdf"]) as opened:
        assert float(opened.pages[-1].mediabox[2]) == pytest.approx(419.5, abs=0.1)


def test_a_character_that_no_face_has_is_named_and_shown_by_its_code_point(
    page: Path, tmp_path: Path
) -> None:
    (page / "page.txt").write_text(
        "题目\n基本释义\n\u00a0\u00a0 此字\U0003fffd无人识。\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    finished = run("build", page, "-o", out, "--edition", "screen")
    assert "no installed face has" in finished.stderr
    assert "U+3FFFD" in finished.stderr
    assert "U+3FFFD" in "".join(extracted(next(out.glob("*.pdf"))))


@wiki_pages
def test_no_character_of_the_poets_is_an_empty_box(poets: dict[str, Path]) -> None:
    whole = "".join(extracted(poets[".pdf"]))
    assert "\ufffd" not in whole
    with pikepdf.open(poets[".pdf"]) as opened:
        assert len(opened.pages) > 1000
        names = {
            str(font.BaseFont)
            for page in opened.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    assert not [name for name in names if "LastResort" in name or "Fallback" in name]


def test_links_between_related_topics_say_where_they_lead(pdf: pikepdf.Pdf) -> None:
    said = [str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])]
    assert len(said) > 60
    assert all(text.startswith("转到《") or not text.isascii() for text in said)
