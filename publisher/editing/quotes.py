"""Straight quotes in pairs, double outside and single inside.

GB/T 15834-2011, 4.8.2 and 4.8.3.4: the outer quotation stands in “ ”, the inner one in ‘ ’, and
they alternate. In traditional text (zh-Hant) the marks are 「 」 and 『 』, by the 重訂標點符號手冊
of the ministry of education in Taiwan.

A speech over several paragraphs opens its quotes in each and closes them in the last (4.8.3.5).
An apostrophe is no quote: it is a mark of Latin text, ’.

Which marks are quotes, and which closes which, `pairing` says: unless all quotes of a text find
their partners, none is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher import wording
from publisher.editing import pairing
from publisher.editing.changes import Change, Query
from publisher.editing.characters import HAN_RUN
from publisher.editing.context import Context, read
from publisher.editing.foreign import is_english
from publisher.editing.pairing import OPENERS, Quotation, is_double
from publisher.runtime.patterns import regex

_SETTLED = regex("[^\"'“”‘’]*+(?:“[^\"'“”‘’]*+”[^\"'“”‘’]*+)*")
"""A text of zh-Hans in which nothing is left to do: double quotes in pairs, none inside another."""
BEGINNERS = frozenset(('"', "'", *OPENERS))
"""What a paragraph may begin with that goes on with a speech."""

_BEFORE_SPEECH = "：:，,。！!？?—…”説說说道曰云问問答喊叫讲講"
_END_OF_SPEECH = "。！？…—，；.!?,;”’\"'」』"
_PHRASE_BEFORE = regex("[A-Za-z][,;:]? $")
_PHRASE_AFTER = regex(" [A-Za-z]")


def rule(text: str, language: str = "zh-Hans", goes_on: int = 0) -> Iterable[Change]:
    """Put each Chinese quotation in the quotes of its level (GB/T 15834-2011, 4.8.3.4).

    A quotation is Chinese if there is Han in it or in the stretch around it. One inside an
    English phrase, and text in which some quote has no partner, stay as they are. An apostrophe
    becomes ’. `goes_on` quotations, one in the other, end in a later paragraph.
    """
    if _may_differ(text, language):
        changes = (*_apostrophes(text), *_quotations(text, language, goes_on))
        return sorted(changes, key=lambda change: change.start)
    return _apostrophes(text) if _is_mixed(text) else ()


def doubts(text: str, language: str = "zh-Hans", goes_on: int = 0) -> Iterator[Query]:
    """Find the first quote of a Chinese text in which some quote has no partner."""
    if not _may_differ(text, language):
        return
    context = read(text)
    if pairing.pair(context, language, goes_on) is None:
        marks = [mark.place for mark in pairing.marks(text, language)]
        index = next((index for index in marks if text[index] in '"“”'), marks[0])
        yield Query(index, index + 1, "a quotation mark without its partner")


def going_on(texts: Sequence[str], language: str = "zh-Hans") -> dict[int, int]:
    """Return which paragraphs end within a speech, and how many quotations are open there.

    By GB/T 15834-2011, 4.8.3.5 each paragraph of a speech begins with an opening quote, and only
    the last one ends with a closing quote.
    """
    found: dict[int, int] = {}
    speech: dict[int, int] = {}
    for index, (text, following) in enumerate(zip(texts, (*texts[1:], ""), strict=True)):
        if speech and text[:1] not in BEGINNERS:
            speech = {}
        depth = _open(text, following, language) if following[:1] in BEGINNERS else 0
        if depth:
            speech[index] = depth
        else:
            if speech and _ends_speech(text, language):
                found |= speech
            speech = {}
    return found


def _open(text: str, following: str, language: str) -> int:
    """Return how many quotations of `text` go on in the paragraph `following`, at most two."""
    if not _may_differ(text, language):
        return 0
    for depth in (2, 1):
        if len(following) < depth or following[depth - 1] not in BEGINNERS:
            continue
        quotations = pairing.pair(read(text), language, depth) or []
        open_ones = [quotation for quotation in quotations if quotation.end == len(text)]
        if open_ones and _opens_speech(text, open_ones[0].start, following):
            return depth
    return 0


def _opens_speech(text: str, index: int, following: str) -> bool:
    """Tell whether the quote at `index` opens a speech, and `following` may go on with it."""
    spoken = not index or text[index - 1] in _BEFORE_SPEECH
    return spoken and is_double(text[index]) == is_double(following[0])


def _ends_speech(text: str, language: str) -> bool:
    """Tell whether `text` begins with a quotation that ends as a speech does."""
    quotations = pairing.pair(read(text), language) or []
    return bool(quotations) and text[quotations[0].end - 1] in _END_OF_SPEECH


def _apostrophes(text: str) -> Iterator[Change]:
    return (Change(index, index + 1, "’") for index in pairing.apostrophes(text))


def _is_mixed(text: str) -> bool:
    """Tell whether a text without Chinese quotes has straight and curly apostrophes, or a name's.

    English text keeps its straight ones if they are all straight.
    """
    return "'" in text and ("’" in text or not is_english(text))


def _quotations(text: str, language: str, goes_on: int) -> Iterator[Change]:
    context = read(text)
    quotations = pairing.pair(context, language, goes_on)
    if quotations is None:
        return
    marks = wording.of(language).marks
    levels = marks.outer, marks.inner
    around: list[Quotation] = []
    depth: list[int] = []
    for quotation in quotations:
        while around and around[-1].end < quotation.start:
            around.pop()
            depth.pop()
        level = depth[-1] if depth else 0
        unit = (around[-1].start, around[-1].end) if around else (0, len(text))
        chinese = _is_chinese(context, quotation, unit)
        if chinese:
            for index, mark in zip(
                (quotation.start, quotation.end), levels[level % 2], strict=True
            ):
                if text[index : index + 1] not in ("", mark):
                    yield Change(index, index + 1, mark)
        around.append(quotation)
        depth.append(level + chinese)
    quotes = {index for quotation in quotations for index in quotation}
    for index, clipped in pairing.marks(text, language):
        if clipped and index not in quotes and text[index] == "'":
            yield Change(index, index + 1, "’")


def _may_differ(text: str, language: str) -> bool:
    """Tell whether the quotes of a text may not be as they should, at a glance."""
    if not _has_quotes(text) or (language == "zh-Hans" and _SETTLED.fullmatch(text)):
        return False
    return not is_english(text) and bool(HAN_RUN.search(text))


def _has_quotes(text: str) -> bool:
    # each is one look of C; an expression would walk through the text
    return "“" in text or '"' in text or "”" in text or "'" in text or "’" in text or "‘" in text


def _is_chinese(context: Context, pair: Quotation, unit: tuple[int, int]) -> bool:
    text = context.text
    if context.has_han(pair.start, pair.end):
        return True
    if text[max(0, pair.start - 1) : pair.start] == "=":
        return False
    phrase = _PHRASE_BEFORE.search(text, max(0, pair.start - 3), pair.start) is not None and (
        _PHRASE_AFTER.match(text, pair.end + 1) is not None
    )
    return not phrase and context.has_han(*unit)
