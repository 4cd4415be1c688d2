"""Pages in traditional characters: their book does not call itself simplified, not in silence."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from conftest import made, run

PAGE = """{title}

2026-02-09 10:00:00
基本释义

\u00a0\u00a0 {text}
"""
TRADITIONAL = {
    "竹簡": "竹簡是紙發明以前的書寫材料,將竹子劈成長條,烤乾水分,用筆墨寫字,再以繩子編連起來。",
    "刻書": '宋代刻書的風氣很盛,官府、書院都開雕板印書。有人說:"這樣的書價錢便宜,讀書人買得起。"',
    "電子紙": "電子紙是一種顯示技術,靠帶電的顆粒在電場裡移動來顯現圖像,斷電以後畫面還會留在那裡。",
}
SIMPLIFIED = "竹简是纸发明以前的书写材料,将竹子劈成长条,烤干水分,用笔墨写字,再以绳子编连起来。"


def written(folder: Path, settings: str, **pages: str) -> Path:
    folder.mkdir()
    for title, text in pages.items():
        (folder / f"{title}.txt").write_text(PAGE.format(title=title, text=text), encoding="utf-8")
    if settings:
        (folder / "book.toml").write_text(settings, encoding="utf-8")
    return folder


def language(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        package = archive.read("EPUB/content.opf").decode()
    return package.partition("<dc:language>")[2].partition("<")[0]


@pytest.mark.parametrize("title", TRADITIONAL)
def test_the_owner_of_traditional_pages_is_told_what_the_book_calls_itself(
    tmp_path: Path, title: str
) -> None:
    pages = written(tmp_path / "pages", "", **{title: TRADITIONAL[title]})
    done = run("build", pages, "-o", tmp_path / "out", "--edition", "epub")
    assert done.returncode == 0
    assert language(next((tmp_path / "out").glob("*.epub"))) == "zh-Hans"
    assert "book.toml: warning: the book is labelled zh-Hans, but " in done.stderr
    assert 'hint: write language = "zh-Hant" in book.toml' in done.stderr


def test_it_is_said_of_a_shelf_and_of_an_inspection_too(tmp_path: Path) -> None:
    pages = written(tmp_path / "pages", "", **TRADITIONAL)
    done = run("batch", pages, "-o", tmp_path / "out", "--edition", "epub")
    assert "labelled zh-Hans" in done.stderr
    problems = json.loads(run("inspect", pages, "--json").stdout)["problems"]
    assert [entry["code"] for entry in problems] == ["traditional"]


def test_a_collection_that_is_traditional_for_the_most_part_is_asked_about(tmp_path: Path) -> None:
    pages = written(tmp_path / "pages", "", 竹簡=TRADITIONAL["竹簡"] * 2, 竹简=SIMPLIFIED)
    done = run("build", pages, "-o", tmp_path / "out", "--edition", "epub")
    assert "labelled zh-Hans" in done.stderr


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ("", SIMPLIFIED),
        ("", f"{SIMPLIFIED}古人寫作“竹簡”，或寫作“簡策”。"),
        ('language = "zh-Hant"', TRADITIONAL["電子紙"]),
        ('language = "zh-Hans"', TRADITIONAL["電子紙"]),
        ("", "書。"),
    ],
    ids=["simplified", "with a quotation", "named", "kept", "too short to tell"],
)
def test_where_all_is_well_or_settled_nothing_is_said(
    tmp_path: Path, settings: str, text: str
) -> None:
    pages = written(tmp_path / "pages", settings, 题目=text)
    done = run("build", pages, "-o", tmp_path / "out", "--edition", "epub")
    assert "labelled" not in done.stderr


def test_the_validators_pass_a_traditional_book(tmp_path: Path) -> None:
    pages = written(tmp_path / "pages", 'language = "zh-Hant"', **TRADITIONAL)
    files = made([pages, "--edition", "epub"], tmp_path / "out")
    done = run("check", files[".epub"])
    assert done.returncode == 0, done.stdout
    assert language(files[".epub"]) == "zh-Hant"
