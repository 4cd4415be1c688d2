"""Volumes by letter or month stand in that order: in the plan, on the shelf, in a library."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from conftest import run

PAGE = """位置:样书wiki > 专题索引 > {letter}专题 > 专题详情
{title}

{date}火7人看过
基本释义

\u00a0\u00a0 {title},是一个专题。
"""
TOPICS = (
    ("藏书", "c", "2026-02-09 10:00:00 "),
    ("1900年", "c", "2025-11-01 10:00:00 "),
    ("铅字", "q", "2026-01-20 10:00:00 "),
    ("宋体", "s", ""),
    ("报纸", "b", "2025-12-31 10:00:00 "),
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for title, letter, date in TOPICS:
        text = PAGE.format(title=title, letter=letter if title[0] != "1" else "#", date=date)
        (folder / f"{title}.txt").write_text(text, encoding="utf-8")
    return folder


def series(out: Path) -> list[tuple[float, str]]:
    """Return place and title of each volume as its EPUB says them, by place."""
    found = []
    for path in out.rglob("*.epub"):
        with zipfile.ZipFile(path) as archive:
            package = archive.read("EPUB/content.opf").decode()
        place = re.search(r'property="group-position">([^<]+)<', package)
        title = re.search(r"<dc:title[^>]*>([^<]+)<", package)
        assert place, package
        assert title
        assert 'refines="#series" property="file-as">yang shu wiki zhuan ti ji<' in package
        found.append((float(place[1]), title[1].rpartition(" · ")[2]))
    return sorted(found)


@pytest.mark.parametrize(
    ("group", "order"),
    [
        ("letter", ["B", "C", "Q", "S", "#"]),
        ("month", ["2025年11月", "2025年12月", "2026年1月", "2026年2月", "日期不详"]),
    ],
)
def test_the_volumes_of_a_series_stand_in_its_order_everywhere(
    pages: Path, tmp_path: Path, group: str, order: list[str]
) -> None:
    plan = run("batch", pages, "-o", tmp_path, "--by", group, "--edition", "epub", "--dry-run")
    assert re.findall(r" · ([^》]+)》", plan.stdout) == order
    done = run("batch", pages, "-o", tmp_path, "--by", group, "--edition", "epub")
    assert done.returncode == 0, done.stderr
    assert [title for _, title in series(tmp_path)] == order
    feed = json.loads((tmp_path / "opds.json").read_text(encoding="utf-8"))["publications"]
    assert [entry["metadata"]["title"].rpartition(" · ")[2] for entry in feed] == order
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2><a[^>]*>[^<]* · ([^<]+)<", page) == order
    assert '<option value="">按册序</option>' in page


def test_a_new_letter_moves_no_other_volume(pages: Path, tmp_path: Path) -> None:
    run("batch", pages, "-o", tmp_path / "out", "--by", "letter", "--edition", "epub")
    before = dict(map(reversed, series(tmp_path / "out")))
    more = tmp_path / "pages"
    more.mkdir()
    for path in pages.iterdir():
        (more / path.name).write_bytes(path.read_bytes())
    (more / "毛笔.txt").write_text(
        PAGE.format(title="毛笔", letter="m", date="2026-01-02 10:00:00 "), encoding="utf-8"
    )
    done = run("batch", more, "-o", tmp_path / "out", "--by", "letter", "--edition", "epub")
    assert "1 published, 5 unchanged" in done.stderr
    after = dict(map(reversed, series(tmp_path / "out")))
    assert {title: after[title] for title in before} == before
