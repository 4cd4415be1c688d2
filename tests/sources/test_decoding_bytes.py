"""A page may come in any encoding, and with bytes that are in none."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from conftest import PAGE
from hypothesis import given
from hypothesis import strategies as st

from publisher.sources.reader import read_page
from publisher.sources.text import decoding
from publisher.sources.text.cleaning import clean
from publisher.sources.unusable import Unusable

TRADITIONAL = (
    "位置:企業wiki > 專題索引 > d專題 > 專題詳情\n雕版印刷\n\n2026-02-09 火79人看過\n基本釋義\n"
    "\u3000\u3000雕版印刷是把文字反刻在木板上，刷墨鋪紙的印書辦法，這個辦法在中國用了一千多年。\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_of_a_page_gives_the_same_topics(encoding: str) -> None:
    data = PAGE.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert read_page(data, "x") == read_page(PAGE.encode(), "x")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [PAGE, TRADITIONAL, f"<html><body><p>{PAGE}</p></body></html>"])
def test_a_page_in_utf_16_without_a_mark_or_in_utf_32_is_read(encoding: str, text: str) -> None:
    decoded = decoding.decode(text.encode(encoding))
    assert (decoded.text, decoded.bad_bytes) == (text, 0)


def test_a_page_in_utf_16_without_a_mark_that_lost_its_last_byte_is_read() -> None:
    decoded = decoding.decode(PAGE.encode("utf-16-le")[:-1])
    assert decoded.encoding == "UTF-16"
    assert decoded.text.startswith(PAGE[:-1])


def test_a_page_in_gbk_without_rare_characters_is_read() -> None:
    text = PAGE.replace("\u00a0", "\u3000")
    assert read_page(text.encode("gbk"), "x") == read_page(text.encode(), "x")


def test_a_traditional_page_in_big5_is_read_as_such() -> None:
    decoded = decoding.decode(TRADITIONAL.encode("big5"))
    assert (decoded.encoding, decoded.text) == ("Big5", TRADITIONAL)
    page, _ = read_page(TRADITIONAL.encode("big5"), "x")
    assert page.topics[0].views == 79


def test_one_bad_byte_is_shown_and_said_and_the_rest_is_read() -> None:
    data = PAGE.encode().replace("木板".encode(), b"\xe6\x9c")
    page, problems = read_page(data, "x")
    assert page.topics[0].title == "雕版印刷"
    assert [problem.code for problem in problems] == ["bad-bytes"]


def test_nul_bytes_alone_do_not_make_a_file_binary() -> None:
    data = PAGE.encode().replace(b"\n", b"\x00\n")
    assert read_page(data, "x") == read_page(PAGE.encode(), "x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "binary"),
        (b"PK\x03\x04" + bytes(range(200)), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "binary"),
        (b"   \n\t\n", "empty"),
        ("\u200b\ufeff\n".encode(), "empty"),
    ],
)
def test_a_file_that_is_no_page_is_named_for_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(Unusable) as raised:
        read_page(data, "x")
    assert raised.value.code == code


def test_noise_is_called_binary() -> None:
    noise = random.Random(7).randbytes(5000)  # noqa: S311 -- noise that is the same each time
    with pytest.raises(Unusable) as raised:
        decoding.decode(noise)
    assert raised.value.code == "binary"


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_decoder(data: bytes) -> None:
    with suppress(Unusable):
        text = decoding.decode(data).text
        assert text == clean(text)
        assert text.encode().decode() == text


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once


CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。、的一是不了"),
    min_size=4,
    max_size=200,
)


@given(CHINESE)
def test_chinese_in_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    assert decoding.decode(text.encode()).text == text
