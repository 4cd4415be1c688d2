"""A Markdown file is a topic, and its markup says what each block and run is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, run
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import (
    Address,
    Block,
    BlockQuotation,
    Break,
    CodeBlock,
    Heading,
    List,
    Mark,
    Marked,
    Page,
    Paragraph,
    Place,
    Reason,
    Role,
    Rule,
    Table,
    Text,
    Topic,
    walk,
)
from publisher.sources.on_disk import find
from publisher.sources.reader import letters, read_page

BOOK = ROOT / "tests" / "markdown_book"


def page(text: str, source: str = "a.md") -> Page:
    return read_page(text.encode("utf-8", "replace"), source)[0]


def topic(text: str, source: str = "a.md") -> Topic:
    (only,) = page(text, source).topics
    return only


def blocks(text: str, source: str = "a.md") -> tuple[Block, ...]:
    sections = topic(text, source).sections
    return sections[0].blocks if sections else ()


def runs(text: str, source: str = "a.md") -> tuple[object, ...]:
    (block,) = blocks(text, source)
    (content,) = walk.contents(block)
    return content


def codes(text: str) -> list[str]:
    return [entry.code for entry in read_page(text.encode(), "a.md")[1]]


def balance(read: Page) -> int:
    kept = [topic.title for topic in read.topics]
    kept += [text for topic in read.topics for text in walk.texts(topic.sections)]
    return read.letters - sum(map(letters, [*kept, *(entry.text for entry in read.dropped)]))


# ---------------------------------------------------------------- the topic


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 甲\n---\n# 乙", "甲"),
        ('+++\ntitle = "甲"\n+++\n正文', "甲"),
        ("# 乙 `c`\n\n正文", "乙 c"),
        ("乙\n===\n", "乙"),
        ("前言\n\n# 乙", "乙"),
        ("## 丙\n\n正文", "name"),
        ("正文", "name"),
    ],
)
def test_a_topic_is_called_as_its_front_matter_its_first_heading_or_its_file(
    text: str, title: str
) -> None:
    assert topic(text, "folder/name.md").title == title


def test_a_readme_without_a_title_is_called_as_its_folder() -> None:
    assert topic("正文", "刀具/README.md").title == "刀具"


def test_a_topic_has_a_body_without_a_title_of_its_own() -> None:
    (section,) = topic("# 题\n\n正文").sections
    assert (section.title, section.role) == ("", Role.BODY)


def test_the_title_does_not_stand_in_the_text_once_more() -> None:
    read = page("---\ntitle: 木 版\ndate: 2025-03-09\n---\n\n# 木版\n\n正文")
    assert [walk.text(block) for block in read.topics[0].sections[0].blocks] == ["正文"]
    assert Reason.REPEATED_TITLE in [entry.reason for entry in read.dropped]
    assert str(read.topics[0].published) == "2025-03-09"
    assert read.topics[0].line == 5


def test_headings_go_down_by_one_level_whatever_the_author_skipped() -> None:
    found = blocks("# 题\n\n### 一\n\n##### 二\n\n## 三\n\n###### 四\n\n# 五\n")
    levels = [block.level for block in found if isinstance(block, Heading)]
    assert levels == [1, 2, 1, 2, 1]


# ---------------------------------------------------------------- blocks


def test_code_keeps_its_lines_its_indents_and_its_marks() -> None:
    (block,) = blocks('```python {.x}\ndef f(a,b):\n    return "a,b"\n\n\n    # 完\n```')
    assert block == CodeBlock((Text('def f(a,b):\n    return "a,b"\n\n\n    # 完'),), "python")


def test_a_table_has_names_rows_and_alignments() -> None:
    (block,) = blocks("| 甲 | 乙 | 丙 |\n|---|:-:|--:|\n| 1 | `a` | |\n")
    names = ((Text("甲"),), (Text("乙"),), (Text("丙"),))
    row = ((Text("1"),), (Marked("a", (Mark.CODE,)),), ())
    assert block == Table((), names, (row,), ("", "center", "right"))


def test_lists_are_nested_numbered_and_begin_where_they_begin() -> None:
    (block,) = blocks("5. 一\n\n   再一段\n\n6. 二\n   - 甲\n")
    one, two, last = (Paragraph((Text(text),)) for text in ("一", "再一段", "二"))
    inner = List(((Paragraph((Text("甲"),)),),))
    assert block == List(((one, two), (last, inner)), True, 5)


def test_a_quotation_holds_blocks_and_its_headings_are_no_part_of_the_outline() -> None:
    (block,) = blocks("> # 头\n>\n> 话\n>\n> > 话中话\n")
    head = Paragraph((Marked("头", (Mark.STRONG,)),))
    inner = BlockQuotation((Paragraph((Text("话中话"),)),))
    assert block == BlockQuotation((head, Paragraph((Text("话"),)), inner))


def test_a_rule_is_a_rule_and_no_setext_heading() -> None:
    assert [type(block) for block in blocks("一\n\n---\n\n二")] == [Paragraph, Rule, Paragraph]


def test_what_is_nested_too_deeply_to_be_read_as_such_stays_as_text() -> None:
    text = "> " * 300 + "最里面"
    read = page(text)
    assert "最里面" in "".join(walk.texts(read.topics[0].sections))


# ---------------------------------------------------------------- runs


def test_a_run_says_all_that_it_stands_within() -> None:
    assert runs("甲*乙**丙***丁`x*y`~~戊~~") == (
        Text("甲"),
        Marked("乙", (Mark.EMPHASIS,)),
        Marked("丙", (Mark.EMPHASIS, Mark.STRONG)),
        Text("丁"),
        Marked("x*y", (Mark.CODE,)),
        Marked("戊", (Mark.DELETED,)),
    )


def test_lines_of_chinese_are_joined_without_a_space_and_words_with_one() -> None:
    assert runs("中文\n*也是*\n中文 a\nb\n终") == (
        Text("中文"),
        Marked("也是", (Mark.EMPHASIS,)),
        Text("中文 a b 终"),
    )


def test_a_break_that_the_author_wants_stays() -> None:
    assert runs("一  \n二<br>三") == (Text("一"), Break(), Text("二"), Break(), Text("三"))


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://a.cn/b?c=1", Address("https://a.cn/b?c=1")),
        ("//a.cn/b", Address("https://a.cn/b")),
        ("mailto:a@b.cn", Address("mailto:a@b.cn")),
        ("b.md", Place("x/b.md")),
        ("../b.md#%E5%A4%B4", Place("b.md", "头")),
        ("/b.md", Place("b.md")),
        ("#头", Place("x/a.md", "头")),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("http://[::", None),
        ("", None),
    ],
)
def test_a_link_leads_out_or_to_a_file_beside_and_nowhere_else(href: str, target: object) -> None:
    (run,) = runs(f"[词](<{href}>)", "x/a.md")
    assert (run.within[0] if isinstance(run, Marked) else None) == target


def test_html_among_markdown_is_read_where_it_says_what_markdown_says_too() -> None:
    assert runs("H<sub>2</sub>O <b>粗<i>斜</i></b><span>字</span>") == (
        Text("H"),
        Marked("2", (Mark.SUBSCRIPT,)),
        Text("O "),
        Marked("粗", (Mark.STRONG,)),
        Marked("斜", (Mark.STRONG, Mark.EMPHASIS)),
        Text("字"),
    )
    assert codes("甲<span>乙</span>") == ["not-carried-over"]


def test_a_picture_is_named_in_its_place_and_said() -> None:
    assert runs("前![刻好的版](a.png)后") == (Text("前［图：刻好的版］后"),)
    assert codes("前![刻好的版](a.png)后") == ["not-carried-over"]


@pytest.mark.parametrize("text", ["[^1]: 注文", "[注意]: 很重要", "[Note]: important"])
def test_a_note_or_a_warning_is_no_definition_of_a_link(text: str) -> None:
    assert "".join(walk.texts(topic(text).sections)) == text


def test_scripts_and_comments_are_not_text_but_are_listed() -> None:
    read = page("甲<!-- 乙 -->\n\n<script>\n丙\n</script>\n\n丁")
    assert "".join(walk.texts(read.topics[0].sections)) == "甲丁"
    assert {entry.reason for entry in read.dropped} == {Reason.MARKUP}
    assert balance(read) == 0


# ---------------------------------------------------------------- nothing is lost

WRITTEN = r"""# 甲
## 乙
丙*丁*
**
`戊`
- 己
  - 庚
3. 辛
> 壬
```
    癸
---
| 子 | 丑 |
|---|---|
[寅](b.md '卯')
![辰](c.png)
![](d.png "巳")
<div>午</div>
<b>未
</b>
<!-- 申 -->
<img alt='酉'>
title: 戌
\*亥\*
&lt;天&gt;
[地]: /x
~~玄~~
<br>
[^1]: 黄
[^1]

	宇
<script>宙</script>
```洪 荒"""
PIECES = st.sampled_from(WRITTEN.split("\n"))


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30))
def test_no_letter_of_any_markdown_is_lost_in_silence(lines: list[str]) -> None:
    assert balance(page("\n".join(["# 题", *lines]))) == 0


HAN = st.lists(PIECES.filter(lambda piece: "[地]" not in piece and "甲" not in piece), max_size=30)


@given(HAN)
def test_each_han_character_of_the_file_is_in_the_topic_or_listed(lines: list[str]) -> None:
    text = "\n".join(["# 题", *lines])
    read = page(text)
    blocks = [block for section in read.topics[0].sections for block in section.blocks]
    texts = [read.topics[0].title, *map(str, blocks), *(entry.text for entry in read.dropped)]
    found = "".join(texts)
    wanted = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    assert not [char for char in set(wanted) if found.count(char) < wanted.count(char)]


@pytest.mark.parametrize("path", find([BOOK])[0], ids=lambda file: file.name)
def test_no_letter_of_our_own_book_is_lost(path: tuple[Path, str]) -> None:
    assert balance(page(path[0].read_text("utf-8"), path[1])) == 0


# ---------------------------------------------------------------- folders


def names(*sources: Path) -> list[str]:
    return [file.name for file in find(sources).pages]


def write(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# 题\n", encoding="utf-8")


def test_a_summary_says_in_which_order_the_files_come_and_others_follow(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md", "b/README.md", "d.md")
    (tmp_path / "SUMMARY.md").write_text("* [丁](d.md)\n  * [丙](./b/c.md#x)\n* [无](e.md)\n")
    assert names(tmp_path) == ["d.md", "b/c.md", "a.md", "b/README.md"]
    assert [entry.code for entry in find([tmp_path]).problems] == ["not-there"]


def test_without_a_summary_a_folder_begins_with_its_readme_or_index(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "README.md", "b/z.md", "b/index.md", "B.MD")
    assert names(tmp_path) == ["README.md", "B.MD", "a.md", "b/index.md", "b/z.md"]


def test_a_readme_beside_wiki_pages_tells_of_these_and_is_no_page(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "README.md", "CHANGELOG.md")
    assert names(tmp_path) == ["a.txt"]
    write(tmp_path, "b.md")
    assert names(tmp_path) == ["README.md", "CHANGELOG.md", "a.txt", "b.md"]


def test_a_folder_of_wiki_pages_and_markdown_is_one_collection(tmp_path: Path) -> None:
    wiki = "位置:企业wiki > 专题索引 > m专题 > 专题详情\n木版\n基本释义\n  刻。\n"
    (tmp_path / "a.txt").write_text(wiki, encoding="utf-8")
    (tmp_path / "b.md").write_text("# 铅字\n\n铸。\n", encoding="utf-8")
    document = json.loads(run("inspect", tmp_path, "--json").stdout)
    assert [entry["title"] for entry in document["topics"]] == ["木版", "铅字"]


def test_a_link_to_a_file_that_is_none_of_the_pages_is_said() -> None:
    finished = run("inspect", BOOK)
    assert "mixed.md:1: warning: “没有的文件” is a link to nowhere.md" in finished.stderr


def test_the_json_shows_what_a_kind_has_besides_its_text(tmp_path: Path) -> None:
    text = "# 题\n\n```js\na\n```\n\n| 甲 |\n|---|\n| 乙 |\n\n2. 丙\n\n> 丁\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = json.loads(run("inspect", tmp_path, "--json").stdout)
    (article,) = document["topics"][0]["articles"]
    inner = [{"type": "paragraph", "text": "丙"}]
    assert article["blocks"] == [
        {"type": "code", "text": "a", "language": "js"},
        {"type": "table", "text": "\t甲\t乙", "rows": [["甲"], ["乙"]]},
        {"type": "list", "text": "丙", "ordered": True, "start": 2, "blocks": inner},
        {"type": "block_quotation", "text": "丁", "blocks": [inner[0] | {"text": "丁"}]},
    ]


def test_files_that_are_called_alike_are_topics_of_their_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# 小结\n\n{name}\n", encoding="utf-8")
    document = json.loads(run("inspect", tmp_path, "--json").stdout)
    assert [entry["id"] for entry in document["topics"]] == ["xiao-jie", "xiao-jie-2"]


def test_a_file_without_any_text_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\n \n***\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# 只有题目\n", encoding="utf-8")
    finished = run("inspect", tmp_path)
    assert "a.md: error: the file is empty" in finished.stderr
    assert "只有题目" in finished.stdout
