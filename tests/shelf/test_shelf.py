"""A colleague opens the bookshelf: finds a volume, reads a page, takes it along."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from conftest import ROOT, run
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, Page, sync_playwright
from test_batch import write

from publisher.editions import StoredArtifact
from publisher.shelf import Volume, serving
from publisher.shelf import files as shelf_files

AXE = ROOT / ".tools/ace/node_modules/@daisy/axe-core-for-ace/axe.min.js"
ATOM = "{http://www.w3.org/2005/Atom}"
OPEN = "http://opds-spec.org/acquisition/open-access"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    for title, letter, month in (
        ("企业上云", "q", 1),
        ("雕版印刷", "d", 2),
        ("100% #1 的书", "d", 3),
    ):
        text = "一段话。" * 200
        write(folder / "pages", title, text, date=f"2026-0{month}-09", letter=letter)
    done = run("batch", folder / "pages", "-o", folder / "out", "--edition", "epub")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=ROOT / ".tools/bin/quiet-chromium")


@pytest.fixture
def address(shelf: Path) -> Iterator[str]:
    with serving.Server(shelf, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()


def opened(
    browser: Browser, url: str, *, dark: bool = False, foreign: bool = False
) -> tuple[Page, list[str]]:
    """Open a page; return it, and the list of all that it asks for.

    Only with `foreign` may a test put a script of its own into it.
    """
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    page = browser.new_context(color_scheme=scheme, bypass_csp=foreign).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    return page, asked


def shown(page: Page) -> list[str]:
    return page.locator(".volume:visible h2").all_text_contents()


def test_pinyin_finds_a_volume_and_a_click_opens_it_for_reading(
    browser: Browser, address: str
) -> None:
    page, asked = opened(browser, address)
    assert len(shown(page)) == 3
    page.keyboard.press("/")
    page.keyboard.type("qysy")
    assert shown(page) == ["企业上云"]
    assert page.inner_text("#count") == "找到 1 册"
    page.click(".volume:visible h2 a")
    page.locator("#place", has_text="%").wait_for(timeout=300_000)
    assert page.inner_text("#title") == "企业上云"
    before = page.inner_text("#place")
    page.click("#next")
    page.wait_for_function(
        "before => document.getElementById('place').innerText != before", arg=before
    )
    assert all(url.startswith((address, "blob:", "data:")) for url in asked)


EVIL = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>
<script>parent.document.title = "taken"</script><script src="evil.js"></script>
<script src="http://127.0.0.1:9/evil.js"></script><meta http-equiv="refresh" content="0;URL=/x"/>
</head><body onload="parent.document.title = 'taken'"><p>字</p><img src="http://127.0.0.1:9/seen"
onerror="parent.document.title = 'taken'"/><iframe src="javascript:parent.parent.x()"/><svg
xmlns="http://www.w3.org/2000/svg"><script>parent.document.title = "taken"</script></svg>
</body></html>"""


def test_no_script_of_a_book_from_elsewhere_runs_in_the_reader(
    browser: Browser, shelf: Path
) -> None:
    (book,) = shelf.rglob("企业上云.epub")
    before = book.read_bytes()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, EVIL if name.endswith(".xhtml") and "nav" not in name else content)
        new.writestr("EPUB/evil.js", "parent.document.title = 'taken'")
    try:
        with serving.Server(shelf, "127.0.0.1", 0) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page, _ = opened(browser, server.address)
            answered: list[str] = []
            page.on("requestfinished", lambda request: answered.append(request.url))
            page.click(".volume:has-text('企业上云') h2 a")
            page.locator("#place", has_text="%").wait_for(timeout=300_000)
            frame = next(frame for frame in page.frames if frame.url.startswith("blob:"))
            frame.wait_for_selector("text=字")
            assert page.title() == "企业上云"
            assert all(url.startswith((server.address, "blob:", "data:")) for url in answered)
            server.shutdown()
    finally:
        book.write_bytes(before)


def test_a_volume_is_downloaded_whole(browser: Browser, address: str, tmp_path: Path) -> None:
    page, _ = opened(browser, address)
    page.fill("#search", "100%")
    with page.expect_download() as waiting:
        page.click(".volume:visible .downloads a")
    waiting.value.save_as(tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        assert archive.testzip() is None


def test_letter_and_month_narrow_the_shelf(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.select_option("#letter", "q")
    assert shown(page) == ["企业上云"]
    page.select_option("#letter", "")
    page.select_option("#month", "2026-02")
    assert shown(page) == ["雕版印刷"]


def test_what_is_new_since_the_last_visit_is_marked(
    browser: Browser, address: str, shelf: Path
) -> None:
    page, _ = opened(browser, address)
    page.reload()
    assert page.locator(".volume.new").count() == 0
    page.evaluate(
        "() => { const name = `publisher:${location.pathname}`;"
        "const seen = JSON.parse(localStorage[name]);"
        "delete seen[Object.keys(seen)[0]]; localStorage[name] = JSON.stringify(seen); }"
    )
    page.reload()
    assert page.locator(".volume.new").count() == 1


def test_the_shelf_works_from_a_folder_and_the_reader_says_what_it_cannot_do_there(
    browser: Browser, shelf: Path
) -> None:
    page, asked = opened(browser, (shelf / "index.html").as_uri())
    page.fill("#search", "diaoban")
    assert shown(page) == ["雕版印刷"]
    page.click(".volume:visible h2 a")
    assert "不允许网页读取电子书" in page.inner_text("#notice")
    link = page.get_attribute("#download", "href")
    assert link
    assert (shelf / "shelf" / unquote(link)).resolve().is_file()
    assert all(url.startswith(("file:", "data:")) for url in asked)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(browser: Browser, address: str, dark: bool, width: int) -> None:
    page, _ = opened(browser, address, dark=dark, foreign=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run()")["violations"]
    assert [(entry["id"], entry["nodes"][0]["html"]) for entry in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_no_barrier_in_the_reader(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, foreign=True)
    page.click(".volume h2 a")
    page.locator("#place", has_text="%").wait_for(timeout=300_000)
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run({ exclude: ['foliate-view'] })")["violations"]
    assert [(entry["id"], entry["nodes"][0]["html"]) for entry in found] == []


VOLUME = Volume(
    id="a", identifier="urn:uuid:1", title="书", subtitle=None, author="人", publisher=None,
    language="zh-Hans", letter="s", month="2026-02", series=None, number=None,
    updated=datetime(2026, 2, 9, tzinfo=UTC), published=date(2026, 2, 9), topics=("书",),
    summary="一句话", cover="a/cover.png", thumbnail="a/thumbnail.png",
    downloads=(StoredArtifact("a/书 #1.epub", "epub", 1000, "0" * 64),),
)  # fmt: skip


def many(count: int) -> list[Volume]:
    return [
        dataclasses.replace(
            VOLUME, id=f"v{n}", identifier=f"urn:uuid:{n}", title=f"第{n}册 雕版与活字"
        )
        for n in range(count)
    ]


def test_one_volume_is_found_among_two_thousand(browser: Browser, tmp_path: Path) -> None:
    for name, content in shelf_files("大书架", many(2000)).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    page, _ = opened(browser, (tmp_path / "index.html").as_uri())
    page.fill("#search", "第1999册")
    assert shown(page) == ["第1999册 雕版与活字"]
    page.fill("#search", "dby")
    assert page.inner_text("#count") == ""
    page.fill("#search", "xx")
    assert page.inner_text(".nothing").startswith("没有找到")


# Characters that no XML document can hold, and that no file name can.
NO_TEXT = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
NO_NAME = "[/\x00\ud800-\udfff]"


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_feeds_carry_any_title_and_lead_to_any_file(title: str, name: str) -> None:
    legible = re.sub(f"{NO_TEXT}|\\s+", "x", title)
    path = f"a/{re.sub(NO_NAME, '_', name)}.epub"
    file = StoredArtifact(path, "epub", 5, "0" * 64)
    files = shelf_files("架", [dataclasses.replace(VOLUME, title=legible, downloads=(file,))])
    feed = etree.fromstring(files["opds.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == legible
    (link,) = (link for link in feed.iter(f"{ATOM}link") if link.get("rel") == OPEN)
    assert unquote(link.get("href")) == path
    (publication,) = json.loads(files["opds.json"])["publications"]
    assert publication["metadata"]["title"] == legible
    assert unquote(publication["links"][0]["href"]) == path


def test_a_reader_app_walks_from_both_feeds_to_every_file(shelf: Path) -> None:
    import feedparser

    feed = feedparser.parse(shelf / "opds.xml")
    assert not feed.bozo
    atom = {
        entry.id: [link.href for link in entry.links if link.rel == OPEN] for entry in feed.entries
    }
    publications = json.loads((shelf / "opds.json").read_bytes())["publications"]
    assert atom == {
        entry["metadata"]["identifier"]: [link["href"] for link in entry["links"]]
        for entry in publications
    }
    for links in atom.values():
        for link in links:
            with zipfile.ZipFile(shelf / unquote(link)) as archive:
                assert archive.read("mimetype") == b"application/epub+zip"


def test_feeds_are_as_new_as_the_newest_volume_and_never_change_by_themselves() -> None:
    later = dataclasses.replace(VOLUME, id="b", updated=datetime(2026, 3, 1, tzinfo=UTC))
    files = shelf_files("架", [VOLUME, later])
    assert files == shelf_files("架", [later, VOLUME])
    assert json.loads(files["opds.json"])["metadata"]["modified"] == "2026-03-01T00:00:00Z"


def test_an_empty_shelf_is_a_shelf() -> None:
    files = shelf_files("空架", [])
    assert json.loads(files["opds.json"])["publications"] == []
    assert "0 册" in files["index.html"].decode()
