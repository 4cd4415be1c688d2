"""Each letter of a page is in a topic, or in a line that is listed with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PAGE, SHARED, SOURCE, run, wiki_pages
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Page, plain
from publisher.sources.on_disk import find
from publisher.sources.reader import letters, read_page
from publisher.sources.unusable import Unusable


def kept(page: Page) -> int:
    titles = sum(letters(topic.title) for topic in page.topics)
    return titles + sum(
        letters(plain(block.content))
        for topic in page.topics
        for section in topic.sections
        for block in section.blocks
    )


def balance(page: Page) -> int:
    """Return how many letters of a page are neither in a topic nor listed."""
    return page.letters - kept(page) - sum(letters(entry.text) for entry in page.dropped)


OWN = """基本释义
详细释义:
最新文章
相关专题
相关推荐
热门文章
2026-01-12
2008-08-08
火410人看过
2026-02-30 火1.13万人看过
首页 > 专题索引
位置:企业wiki > 专题索引 > d专题 > 专题详情
下一篇: 别的
© 2026 某某公司
分享到微信
返回顶部"""
"""What the wiki writes, and its navigation."""

WRITTEN = """题目
题目
一、刻板
1.1 选料
1、刀
材料:梨木。
}
print('好');
甲\t乙\t丙
| a | b |
&nbsp;&nbsp;&nbsp;有&middot;的
<p>段<b>落</b></p>
<b>没有完
一<br>二
<img src="a.jpg" alt="图样">
[b]粗[/b]
**粗**
[url=http://a.cn/b]词[/url]
⽂字与⽔、⽕
此致
敬礼

这一行是很长的一行文字，它在中间就断开了，后面还有
这一行也是很长的一行文字，断在另一个地方，后面也还有"""
"""What an article may hold."""

LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "\u00a0\u00a0 ", "\u3000\u3000", "\t", "        "]),
        st.one_of(
            st.sampled_from(OWN.split("\n")),
            st.sampled_from(WRITTEN.split("\n")),
            st.text(max_size=50),
        ),
    ),
    max_size=40,
)


@given(LINES)
def test_no_letter_of_any_page_is_lost_in_silence(lines: list[tuple[str, str]]) -> None:
    text = "题目\n" + "\n".join(f"{indent}{line}" for indent, line in lines)
    page, _ = read_page(text.encode("utf-8", "replace"), "page.txt")
    assert balance(page) == 0
    numbers = [entry.line for entry in page.dropped]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= text.count("\n") + text.count("\r") + 1 for number in numbers)


@given(st.text(min_size=1, max_size=400))
def test_no_letter_of_any_text_at_all_is_lost_in_silence(text: str) -> None:
    try:
        page, _ = read_page(text.encode("utf-8", "replace"), "page.txt")
    except Unusable:
        return
    assert balance(page) == 0


@pytest.mark.parametrize("path", find([SOURCE])[0], ids=lambda file: file.name)
def test_no_letter_of_our_own_pages_is_lost(path: tuple[Path, str]) -> None:
    page, _ = read_page(path[0].read_bytes(), path[1])
    assert balance(page) == 0


@wiki_pages
def test_no_letter_of_the_pages_of_the_wiki_is_lost() -> None:
    pages = [read_page(file.path.read_bytes(), file.name)[0] for file in find([SHARED])[0]]
    assert [page.source for page in pages if balance(page)] == []


COLUMNS = """题目
2026-01-12
基本释义

{indent}报纸的版面由几块组成。

详细释义

{above}

{name}

{below}

最新文章

别的文章的题目

相关专题
"""


@pytest.mark.parametrize(
    "name", ["相关推荐", "热门文章", "最新文章", "推荐阅读:", "猜你喜欢", "相关专题"]
)
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_a_column_that_the_article_tells_of_is_text(name: str, indent: str) -> None:
    above, below = f"{indent}头版放要闻。", f"{indent}这一块在末版,放读者来信。"
    page, _ = read_page(
        COLUMNS.format(indent=indent, above=above, name=name, below=below).encode(), "x"
    )
    texts = [plain(block.content) for block in page.topics[0].sections[1].blocks]
    assert texts == ["头版放要闻。", name, "这一块在末版,放读者来信。"]


def test_a_column_of_titles_ends_the_article_and_is_listed() -> None:
    titles = "怎样投稿\n\n怎样订报?"
    text = COLUMNS.format(indent="", above="头版放要闻。", name="热门推荐", below=titles)
    page, _ = read_page(text.encode(), "x")
    assert [plain(block.content) for block in page.topics[0].sections[1].blocks] == ["头版放要闻。"]
    assert [(entry.line, entry.text, entry.reason.value) for entry in page.dropped][3:] == [
        (11, "热门推荐", "name of a column"),
        (13, "怎样投稿", "outside any article"),
        (15, "怎样订报?", "outside any article"),
        (17, "最新文章", "name of a column"),
        (19, "别的文章的题目", "list of latest articles"),
        (21, "相关专题", "name of a column"),
    ]


def test_inspect_lists_with_v_each_line_that_is_in_no_topic_and_why(page: Path) -> None:
    said = run("inspect", page, "-v").stderr
    assert "page.txt:1: not in a topic (breadcrumb): 位置:企业wiki" in said
    assert "page.txt:4: not in a topic (title once more): 雕版印刷" in said
    assert "page.txt:19: not in a topic (list of latest articles): 怎样买一块好木板" in said
    assert "not in a topic" not in run("inspect", page).stderr


def test_inspect_counts_in_json_the_letters_read_kept_and_dropped(page: Path) -> None:
    (entry,) = json.loads(run("inspect", page, "--json").stdout)["pages"]
    count = entry["letters"]
    assert entry["source"] == "page.txt"
    assert count["read"] == letters(PAGE) == count["kept"] + count["dropped"]
    assert {
        "line": 19,
        "reason": "list of latest articles",
        "letters": 8,
        "text": "怎样买一块好木板",
    } in (entry["dropped"])


def test_a_page_without_a_topic_lists_all_that_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("只有一行字\n\n还有一行\n", encoding="utf-8")
    document = json.loads(run("inspect", tmp_path, "--json").stdout)
    (entry,) = document["pages"]
    assert entry["letters"] == {"read": 9, "kept": 0, "dropped": 9}


def test_a_folder_says_how_many_files_of_which_kind_it_passed_over(page: Path) -> None:
    # what a README says of the pages is no page, but other Markdown is (test_reading_markdown)
    for name in ("README.md", "a.rst", "b.RST", "d.docx", "README", ".hidden.md", "book.toml"):
        (page / name).write_bytes(b"")
    finished = run("inspect", page, "-v")
    assert finished.returncode == 0
    assert (
        "note: files of other kinds were passed over: 2 .rst, 1 .docx, 1 .md, 1 without a suffix"
        in (finished.stderr)
    )
    assert ".txt, .htm, .html or .md" in finished.stderr
