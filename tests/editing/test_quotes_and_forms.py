"""Quotes of long speeches, apostrophes, and marks in forms of other layouts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_copy_editing import edit_blocks, edited

from publisher.editing import forms, quotes
from publisher.editing.changes import apply
from publisher.model import Heading, Paragraph, Text, plain


def paragraphs(*texts: str, language: str = "zh-Hans") -> tuple[list[str], list[str]]:
    """Edit paragraphs of one section; return their texts, and what is doubtful."""
    blocks, problems = edit_blocks(*(Paragraph((Text(text),)) for text in texts), language=language)
    return [plain(block.content) for block in blocks], [entry.message for entry in problems]


SPEECHES = [
    (
        ('船家说:"水浅的时候要等。', '"等到月亮上来,水就涨了。', '"那时再走。"他指了指天。'),
        ("船家说：“水浅的时候要等。", "“等到月亮上来，水就涨了。", "“那时再走。”他指了指天。"),
    ),
    (
        ('"先看天色。', '"再看水色,心里有数。"'),
        ("“先看天色。", "“再看水色，心里有数。”"),
    ),
    (
        ("她道:\"奶奶讲:'从前有口井。", "\"'井里有条鱼,会说话。'我信了。\""),
        ("她道：“奶奶讲：‘从前有口井。", "“‘井里有条鱼，会说话。’我信了。”"),
    ),
    (
        ("老人说:“井不能填。", '"填了就没水了!"'),
        ("老人说：“井不能填。", "“填了就没水了！”"),
    ),
]


@pytest.mark.parametrize(("before", "after"), SPEECHES)
def test_a_speech_opens_its_quotes_in_each_paragraph_and_closes_them_in_the_last(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert paragraphs(*before) == (list(after), [])
    assert paragraphs(*after) == (list(after), [])


def test_a_speech_in_traditional_text_has_its_quotes_too() -> None:
    texts, doubts = paragraphs("他說:'先看天。", "'再看水。'就走了。", language="zh-Hant")
    assert texts == ["他說：「先看天。", "「再看水。」就走了。"]
    assert not doubts


@pytest.mark.parametrize(
    "texts",
    [
        ['这个"词只有一半，后面没有了。', "“词”是成对的，不相干。"],
        ['他说："到此为止。', "下一段没有引号。"],
        ['他说："一直说下去。', '"没有人合上它。'],
    ],
)
def test_half_a_pair_that_opens_no_speech_stays_and_is_reported(texts: list[str]) -> None:
    found, doubts = paragraphs(*texts)
    assert found == texts
    assert any("quotation" in doubt for doubt in doubts)


def test_the_last_paragraph_of_a_speech_is_set_as_the_others_are() -> None:
    texts = ('"先看天色,天色不好就不要出门。', '"再看水色,水色不好也不要出门,在家里等着就好了。"')
    blocks, _ = edit_blocks(*(Paragraph((Text(text),)) for text in texts))
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]


def test_a_heading_ends_a_speech() -> None:
    blocks, problems = edit_blocks(
        Paragraph((Text('他说:"走吧。'),)),
        Heading((Text("第二天"),)),
        Paragraph((Text('"来了。"他说。'),)),
    )
    assert plain(blocks[0].content) == '他说："走吧。'
    assert problems


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("去Wendy's喝咖啡,读O'Brien的书.", "去Wendy’s喝咖啡，读O’Brien的书。"),
        ("L'Étranger与d'Alembert都是法文.", "L’Étranger与d’Alembert都是法文。"),
        ("他在'80年代和'90年代都写过.", "他在’80年代和’90年代都写过。"),
        ("听rock 'n' roll,也听drum'n'bass.", "听rock ’n’ roll，也听drum’n’bass."),
        ("'90年代,他读'山海'一书.", "’90年代，他读“山海”一书。"),
        ("他说:'don't go',就走了.", "他说：“don’t go”，就走了。"),
        ("他写了'90年代'一书.", "他写了“90年代”一书。"),
        ('身高5\'10",屏幕27"的.', '身高5\'10"，屏幕27"的。'),
        ("It's here, he’s there, and they don't know that.", None),
    ],
)
def test_an_apostrophe_is_no_quote(before: str, after: str | None) -> None:
    assert edited(before) == (after or before.replace("'", "’"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("乔治•华盛顿,列夫・托尔斯泰,珍‧古德.", "乔治·华盛顿，列夫·托尔斯泰，珍·古德。"),
        ("约翰•F•肯尼迪与J•K•罗琳", "约翰·F·肯尼迪与J·K·罗琳"),
        ("• 第一项,不变", "• 第一项，不变"),
        ("サン・テグジュペリ", "サン・テグジュペリ"),
        ("读︽水浒︾,他说﹁好﹂,︵一︶", "读《水浒》，他说「好」，（一）"),
        ("春﹐夏﹑秋﹔冬﹖好﹗", "春，夏、秋；冬？好！"),
        ("〝日式〞与＂全角＂", "“日式”与“全角”"),
        ("两种办法－－一快一慢﹣﹣都行", "两种办法——一快一慢——都行"),
        ("时间∶上午,比例3∶2", "时间：上午，比例3∶2"),
        ("他想了想⋯⋯走了。。。", "他想了想……走了……"),
    ],
)
def test_marks_of_other_layouts_become_the_standard_ones(before: str, after: str) -> None:
    assert edited(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("春天\u00a0来了", "春天来了"),
        ("春天\u202f来\u2007了", "春天来了"),
        ("春天 来了", "春天 来了"),
        ("第二章\u00a0春天", "第二章\u00a0春天"),
        ("spring\u00a0rain", "spring\u00a0rain"),
    ],
)
def test_a_no_break_space_between_han_goes_and_a_typed_one_stays(before: str, after: str) -> None:
    assert edited(before) == after


MARKS = st.text(
    st.sampled_from("字a9 .,•・‧·︽︾﹁﹂︱﹐﹣－‑＂＇〝〞∶'\"“”‘’「」。\u00a0"), max_size=20
)


@given(text=MARKS)
def test_standard_forms_are_final(text: str) -> None:
    once = apply(text, forms.rule(text))
    assert not list(forms.rule(once))


@given(texts=st.lists(MARKS, max_size=4), language=st.sampled_from(["zh-Hans", "zh-Hant"]))
def test_a_section_edited_twice_is_the_section_edited_once(texts: list[str], language: str) -> None:
    once, _ = paragraphs(*texts, language=language)
    assert paragraphs(*once, language=language)[0] == once


@given(text=MARKS, depth=st.integers(0, 2))
def test_the_quotes_of_an_open_paragraph_are_final(text: str, depth: int) -> None:
    once = apply(text, quotes.rule(text, goes_on=depth))
    assert apply(once, quotes.rule(once, goes_on=depth)) == once
