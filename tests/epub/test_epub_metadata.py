"""A library files the book: by date, subject and sort key, in its series, with all its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import SOURCE, made, run
from test_epub import NAMES, Opened

PAGE = """{title}

{date}
基本释义

\u00a0\u00a0 {text}
"""


def written(folder: Path, settings: str = "", **pages: tuple[str, str]) -> Path:
    """Write a page for each title: its date line and its text."""
    folder.mkdir()
    for title, (date, text) in pages.items():
        content = PAGE.format(title=title, date=date, text=text)
        (folder / f"{title}.txt").write_text(content, encoding="utf-8")
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    return folder


def opened(pages: Path, out: Path) -> Opened:
    return Opened(made([pages, "--edition", "epub"], out)[".epub"])


def core(book: Opened, name: str) -> list[str]:
    """Return what Dublin Core says under `name`."""
    return [element.text for element in book.package.iterfind(f".//{{{NAMES['d']}}}{name}")]


def refined(book: Opened, name: str, what: str) -> list[str]:
    found = book.package.xpath(
        f"//o:meta[@refines='#{name}'][@property='{what}']", namespaces=NAMES
    )
    return [element.text for element in found]


@pytest.fixture(scope="module")
def book(sample: dict[str, Path]) -> Opened:
    return Opened(sample[".epub"])


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The book with the page list of its print edition."""
    out = tmp_path_factory.mktemp("paged")
    done = run("build", SOURCE, "-o", out, "--edition", "epub", "--edition", "print")
    assert done.returncode == 0, done.stderr
    return Opened(next(out.glob("*.epub")))


def test_the_book_is_dated_described_and_has_its_topics_for_subjects(book: Opened) -> None:
    assert core(book, "date") == ["2026-02-11"]
    assert core(book, "description")[0].startswith("收录 56 个专题：雕版印刷、刻工、")
    assert len(core(book, "description")[0]) <= 201
    assert core(book, "subject")[:3] == ["雕版印刷", "刻工", "版心与鱼尾"]
    assert len(core(book, "subject")) == 30


def test_title_and_author_are_sorted_by_their_pinyin(book: Opened) -> None:
    assert refined(book, "title-main", "file-as") == ["shu shi zen yang zuo cheng de"]
    assert refined(book, "creator", "file-as") == ["shu yi wiki"]


def test_a_name_in_latin_letters_is_sorted_as_it_is_spelt(tmp_path: Path) -> None:
    settings = 'title = "Book of Types"\nauthor = "Ann Lee"\n'
    pages = written(tmp_path / "pages", settings, 活字=("2026-01-02", "一字一印。"))
    found = opened(pages, tmp_path / "out")
    assert refined(found, "title-main", "file-as") == []
    assert refined(found, "creator", "file-as") == []


def test_one_topic_is_described_by_whole_sentences_of_its_summary(tmp_path: Path) -> None:
    text = "活字是一字一印的办法。" + "它可以拆开再用，所以排大部头的书很省料。" * 20
    found = opened(written(tmp_path / "pages", 活字=("2026-01-02", text)), tmp_path / "out")
    (description,) = core(found, "description")
    assert description.startswith("活字是一字一印的办法。它可以")
    assert description.endswith("很省料。")
    assert 100 < len(description) <= 200
    assert core(found, "subject") == ["活字"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("纸、墨" + "与笔和砚" * 80, "……"),
        ("笔" * 90 + "、" + "墨" * 300, "笔……"),
        ("笔。" + "墨" * 300, "墨……"),
    ],
)
def test_a_description_is_never_a_stump(tmp_path: Path, text: str, end: str) -> None:
    found = opened(written(tmp_path / "pages", 文房=("2026-01-02", text)), tmp_path / "out")
    (description,) = core(found, "description")
    assert description.endswith(end)
    assert 66 <= len(description) <= 200


@pytest.mark.parametrize("part", ["👨\u200d👩\u200d👧", "🇨🇳", "葛\U000e0100", "👍🏽", "typography"])
def test_a_description_is_not_cut_within_a_character_or_a_word(tmp_path: Path, part: str) -> None:
    for before in range(196, 198):
        text = "墨" * before + part + "墨" * 100
        pages = written(tmp_path / f"pages{before}", 文房=("2026-01-02", text))
        (description,) = core(opened(pages, tmp_path / f"out{before}"), "description")
        assert description.strip("墨…") in ("", part)


def test_paragraphs_of_a_description_do_not_run_together(tmp_path: Path) -> None:
    pages = written(tmp_path / "pages", 文房=("2026-01-02", "1、笔\n\n\u00a0\u00a0 2、墨"))
    assert core(opened(pages, tmp_path / "out"), "description") == ["1、笔 2、墨"]


def test_each_of_several_authors_is_named_and_sorted_alone(tmp_path: Path) -> None:
    settings = 'author = "O\'Neil <a&b>、单雄信；茅盾"\n'
    found = opened(
        written(tmp_path / "pages", settings, 活字=("2026-01-02", "一字。")), tmp_path / "out"
    )
    assert core(found, "creator") == ["O'Neil <a&b>", "单雄信", "茅盾"]
    assert refined(found, "creator-2", "file-as") == ["shan xiong xin"]
    assert refined(found, "creator-3", "role") == ["aut"]


def test_a_description_in_the_settings_has_the_last_word(tmp_path: Path) -> None:
    pages = written(
        tmp_path / "pages", 'description = "给新同事的一本书。"', 活字=("2026-01-02", "一字一印。")
    )
    assert core(opened(pages, tmp_path / "out"), "description") == ["给新同事的一本书。"]


def test_a_book_of_undated_pages_claims_no_date(tmp_path: Path) -> None:
    found = opened(
        written(tmp_path / "pages", 活字=("", "一字一印。"), 雕版=("", "刻一块版。")),
        tmp_path / "out",
    )
    assert core(found, "date") == []
    assert "内容截至" not in "".join(found.pages["EPUB/colophon.xhtml"].itertext())


def test_a_date_given_from_outside_is_the_date_of_the_book(tmp_path: Path) -> None:
    pages = written(tmp_path / "pages", 活字=("2026-01-02", "一字一印。"))
    files = made([pages, "--edition", "epub"], tmp_path / "out", SOURCE_DATE_EPOCH="86400")
    assert core(Opened(files[".epub"]), "date") == ["1970-01-02"]


def test_landmarks_lead_to_every_part_of_the_book(book: Opened) -> None:
    links = book.pages["EPUB/nav.xhtml"].xpath(
        "//x:nav[@e:type='landmarks']//x:a", namespaces=NAMES
    )
    types = [link.get(f"{{{NAMES['e']}}}type") for link in links]
    assert types == [
        "cover", "titlepage", "toc", "bodymatter", "index", "bibliography", "colophon",
    ]  # fmt: skip


def test_an_old_reader_finds_the_pages_of_print_too(paged: Opened) -> None:
    ncx = paged.tree("EPUB/toc.ncx")
    targets = ncx.xpath("//n:pageTarget", namespaces=NAMES)
    shown = paged.pages["EPUB/nav.xhtml"].xpath(
        "//x:nav[@e:type='page-list']//x:a", namespaces=NAMES
    )
    assert len(shown) > 80
    assert [target.xpath("string(n:navLabel)", namespaces=NAMES).strip() for target in targets] == [
        link.text for link in shown
    ]
    assert [target.find("{*}content").get("src") for target in targets] == [
        link.get("href") for link in shown
    ]
    head = dict(ncx.xpath("//n:meta/@name | //n:meta/@content", namespaces=NAMES) and [
        (meta.get("name"), meta.get("content")) for meta in ncx.iterfind(".//{*}meta")
    ])  # fmt: skip
    assert head["dtb:totalPageCount"] == str(len(shown))
    assert head["dtb:maxPageNumber"] == shown[-1].text


def test_pages_and_headings_share_one_order_in_the_old_contents(paged: Opened) -> None:
    ncx = paged.tree("EPUB/toc.ncx")
    points = ncx.xpath("//n:navPoint | //n:pageTarget", namespaces=NAMES)
    order = {point.find("{*}content").get("src"): int(point.get("playOrder")) for point in points}
    assert sorted(order.values()) == list(range(1, len(order) + 1))
    spine = paged.package.xpath("//o:spine/o:itemref/@idref", namespaces=NAMES)
    hrefs = {
        item.get("id"): item.get("href")
        for item in paged.package.xpath("//o:item", namespaces=NAMES)
    }
    places = []
    for name in spine:
        page = paged.archive.read(f"EPUB/{hrefs[name]}").decode()
        places += [hrefs[name], *(f"{hrefs[name]}#{anchor}" for anchor in
                                  re.findall(r'\sid="([^"]*)"', page))]  # fmt: skip
    assert sorted(order, key=order.__getitem__) == [place for place in places if place in order]


def test_the_list_of_sources_is_a_part_that_assistive_technology_knows(book: Opened) -> None:
    (section,) = book.pages["EPUB/sources.xhtml"].xpath(
        "//x:section[@role='doc-bibliography']", namespaces=NAMES
    )
    assert len(section.xpath(".//x:li", namespaces=NAMES)) == 56
