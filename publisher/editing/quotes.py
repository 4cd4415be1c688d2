"""Straight quotes in pairs, double outside and single inside.

GB/T 15834-2011, 4.8.2 and 4.8.3.4: the outer quotation stands in “ ”, the inner one in ‘ ’, and
they alternate. In traditional text (zh-Hant) the marks are 「 」 and 『 』, by the 重訂標點符號手冊
of the ministry of education in Taiwan.

A speech over several paragraphs opens its quotes in each and closes them in the last (4.8.3.5).
An apostrophe is no quote: it is a mark of Latin text, ’.

A straight quote does not say whether it opens or closes, so a text is done as a whole: unless
all its quotes find their partners, none is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher import wording
from publisher.editing.changes import Change, Doubt
from publisher.editing.characters import HAN_RUN, is_alnum
from publisher.editing.context import Context, read
from publisher.editing.foreign import is_english
from publisher.runtime.patterns import regex

_LETTER = "A-Za-z\u00c0-\u024f"
_MARK = regex(
    rf"""
    \d ['’′] \ ? \d+ ["”″]                                # 5'10": feet and inches
  | (?<=[{_LETTER}0-9]) ['’]{{2,3}}                        # f'': primes
  | (?<![{_LETTER}]) [{_LETTER}] ['’] (?= [(=] )           # f'(x), y'=
  | (?<![{_LETTER}]) [A-Z] ['’] (?: [A-Z] ['’] )+          # A'B', of lines
  | (?P<apostrophe>
        (?<=[{_LETTER}]) ['’] (?=[{_LETTER}])              # don't, O'Reilly, L'Oréal
      | ['‘’] [nN] ['’] (?=[{_LETTER}]{{2}})               # 'n'roll
      | (?<=[{_LETTER}]\ ) ['‘’] [nN] ['’] (?=\ [{_LETTER}])
      | (?<=\b[nN]) ['’] (?=\ [A-Z]) )                    # Guns N' Roses
  | (?P<clipped>
        (?<![0-9A-Za-z]) ['’] (?=\d\d (?: s\b | [年后後级級届屆] (?! 代?['’] ) ))  # '90s, '90年代
      | (?<=[A-Za-z]\ ) ['’] (?=\d\d (?![0-9'’]))          # class of '99
      | (?<![0-9A-Za-z]) ['’] (?=(?: tis | twas | em | til | cause | bout ) \b)
      | (?<=[A-Za-z][sn]) ['’] (?=\ [A-Za-z])              # workers' club, rockin' all
      | (?<=[A-Za-z]in) ['’] (?![A-Za-z0-9]) )              # Believin'
  | ["“”'‘’「」『』]
    """,
    re.VERBOSE | re.ASCII,
)
"""A mark that may be a quote, or what has one and is none.

A `clipped` word begins or ends with its mark; so may a quotation.
"""
_SETTLED = regex("[^\"'“”‘’]*+(?:“[^\"'“”‘’]*+”[^\"'“”‘’]*+)*")
"""A text of zh-Hans in which nothing is left to do: double quotes in pairs, none inside another."""
_STRAIGHT = {'"': "“", "'": "‘"}
"""What a straight quote is if it opens."""
_OPENERS = "“‘「『"
_CLOSERS = dict(zip("”’」』", _OPENERS, strict=True))
_CORNERS = "「」『』"
BEGINNERS = frozenset(('"', "'", *_OPENERS))
"""What a paragraph may begin with that goes on with a speech."""

_BEFORE_SPEECH = "：:，,。！!？?—…”説說说道曰云问問答喊叫讲講"
_END_OF_SPEECH = "。！？…—，；.!?,;”’\"'」』"
_SPEECHLESS = regex("[….?!。？！—]+")
"""What a quotation may hold that holds no word."""
_NEVER_FIRST = "，。、；：？！）》〉】,;:?!)"
_NEVER_LAST = "：（《〈【:("
_PHRASE_BEFORE = regex("[A-Za-z][,;:]? $")
_PHRASE_AFTER = regex(" [A-Za-z]")


class _Reading(NamedTuple):
    """One way to read the marks of a text, where straight ones may be something else.

    `singles`: a single mark may be a quote. `clipped`: one at a clipped word may be, too.
    `inches`: a mark after a digit is no opening quote. `apart`: a straight quote has a straight
    partner, a curly one a curly partner.
    """

    singles: bool
    clipped: bool
    inches: bool
    apart: bool


_READINGS = tuple(
    _Reading(singles, clipped, inches, apart)
    for singles, clipped in ((True, True), (True, False), (False, False))
    for inches in (True, False)
    for apart in (False, True)
)


class _Quotation(NamedTuple):
    """A pair of quotes, at `start` and `end`. `end` is the text's if the next paragraph goes on."""

    start: int
    end: int


class _Mark(NamedTuple):
    """A mark that may be a quote. If it is none and `clipped`, it is an apostrophe."""

    place: int
    clipped: bool


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


def doubts(text: str, language: str = "zh-Hans", goes_on: int = 0) -> Iterator[Doubt]:
    """Find the first quote of a Chinese text in which some quote has no partner."""
    if not _may_differ(text, language):
        return
    context = read(text)
    if _pair(context, language, goes_on) is None:
        marks = [mark.place for mark in _marks(text, language)]
        place = next((place for place in marks if text[place] in '"“”'), marks[0])
        yield Doubt(place, place + 1, "a quotation mark without its partner")


def going_on(texts: Sequence[str], language: str = "zh-Hans") -> dict[int, int]:
    """Return which paragraphs end within a speech, and how many quotations are open there.

    By GB/T 15834-2011, 4.8.3.5 each paragraph of a speech begins with an opening quote, and only
    the last one ends with a closing quote.
    """
    found: dict[int, int] = {}
    speech: dict[int, int] = {}
    for place, (text, following) in enumerate(zip(texts, (*texts[1:], ""), strict=True)):
        if speech and text[:1] not in BEGINNERS:
            speech = {}
        depth = _open(text, following, language) if following[:1] in BEGINNERS else 0
        if depth:
            speech[place] = depth
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
        quotations = _pair(read(text), language, depth) or []
        open_ones = [quotation for quotation in quotations if quotation.end == len(text)]
        if open_ones and _opens_speech(text, open_ones[0].start, following):
            return depth
    return 0


def _opens_speech(text: str, place: int, following: str) -> bool:
    """Tell whether the quote at `place` opens a speech, and `following` may go on with it."""
    spoken = not place or text[place - 1] in _BEFORE_SPEECH
    return spoken and _level(text[place]) == _level(following[0])


def _ends_speech(text: str, language: str) -> bool:
    """Tell whether `text` begins with a quotation that ends as a speech does."""
    quotations = _pair(read(text), language) or []
    return bool(quotations) and text[quotations[0].end - 1] in _END_OF_SPEECH


def _level(char: str) -> bool:
    """Tell whether a quote, straight or an opener, is a double one."""
    return char in '"“「'


def _apostrophes(text: str) -> Iterator[Change]:
    """Find straight apostrophes, and turned ones, that can be nothing else."""
    for match in _MARK.finditer(text):
        if match["apostrophe"]:
            for place in range(match.start(), match.end()):
                if text[place] in "'‘":
                    yield Change(place, place + 1, "’")


def _is_mixed(text: str) -> bool:
    """Tell whether a text without Chinese quotes has straight and curly apostrophes, or a name's.

    English text keeps its straight ones if they are all straight.
    """
    return "'" in text and ("’" in text or not is_english(text))


def _quotations(text: str, language: str, goes_on: int) -> Iterator[Change]:
    context = read(text)
    quotations = _pair(context, language, goes_on)
    if quotations is None:
        return
    marks = wording.of(language).marks
    levels = marks.outer, marks.inner
    around: list[_Quotation] = []
    depth: list[int] = []
    for quotation in quotations:
        while around and around[-1].end < quotation.start:
            around.pop()
            depth.pop()
        level = depth[-1] if depth else 0
        unit = (around[-1].start, around[-1].end) if around else (0, len(text))
        chinese = _is_chinese(context, quotation, unit)
        if chinese:
            for place, mark in zip(
                (quotation.start, quotation.end), levels[level % 2], strict=True
            ):
                if text[place : place + 1] not in ("", mark):
                    yield Change(place, place + 1, mark)
        around.append(quotation)
        depth.append(level + chinese)
    quotes = {place for quotation in quotations for place in quotation}
    for place, clipped in _marks(text, language):
        if clipped and place not in quotes and text[place] == "'":
            yield Change(place, place + 1, "’")


def _may_differ(text: str, language: str) -> bool:
    """Tell whether the quotes of a text may not be as they should, at a glance."""
    if not _has_quotes(text) or (language == "zh-Hans" and _SETTLED.fullmatch(text)):
        return False
    return not is_english(text) and bool(HAN_RUN.search(text))


def _has_quotes(text: str) -> bool:
    # each is one look of C; an expression would walk through the text
    return "“" in text or '"' in text or "”" in text or "'" in text or "’" in text or "‘" in text


def _marks(text: str, language: str) -> list[_Mark]:
    """Return the marks that may be quotes."""
    return [
        _Mark(match.start(), match["clipped"] is not None)
        for match in _MARK.finditer(text)
        if len(match.group()) == 1
        and match["apostrophe"] is None
        and (language == "zh-Hant" or match.group() not in _CORNERS)
    ]


def _pair(context: Context, language: str, goes_on: int = 0) -> list[_Quotation] | None:
    """Return the quotations, outer before inner; None if no reading pairs all marks."""
    marks = _marks(context.text, language)
    for reading in _READINGS:
        quotations = _match(context.text, marks, reading, goes_on)
        if quotations is not None and all(_is_sound(context, pair) for pair in quotations):
            return sorted(quotations, key=lambda pair: pair.start)
    return None


def _match(
    text: str, marks: list[_Mark], reading: _Reading, goes_on: int
) -> list[_Quotation] | None:
    quotations: list[_Quotation] = []
    waiting: list[tuple[int, str]] = []
    clips = {mark.place for mark in marks if mark.clipped}
    for place, clipped in marks:
        char = text[place]
        kind = _kind(char, reading)
        single = kind in "'‘"
        if (single and not reading.singles) or (clipped and not reading.clipped):
            continue
        innermost = waiting[-1][1] if waiting else ""
        if char in _OPENERS or (char in _STRAIGHT and innermost != kind):
            if char in _OPENERS or _may_open(text, place, reading):
                waiting.append((place, kind))
        elif innermost == kind and clipped and waiting[-1][0] in clips:
            return None
        elif innermost == kind and not (clipped and _begins_word(text, place)):
            quotations.append(_Quotation(waiting.pop()[0], place))
        elif clipped or not single:
            return None
    alone = len(waiting) == 1 and waiting[0][0] == 0 and text[0] in "“「"
    if len(waiting) != goes_on and not (alone and not goes_on):
        return None
    if len({_level(kind) for _, kind in waiting}) != len(waiting):
        return None
    return quotations + [_Quotation(place, len(text)) for place, _ in waiting]


def _begins_word(text: str, place: int) -> bool:
    return not is_alnum(text[place - 1 : place])


def _kind(char: str, reading: _Reading) -> str:
    """Return what the partner of `char` must be: the opener, or the straight mark itself."""
    if char in _STRAIGHT:
        return char if reading.apart else _STRAIGHT[char]
    return _CLOSERS.get(char, char)


def _may_open(text: str, place: int, reading: _Reading) -> bool:
    """Tell whether the straight mark at `place` can open a quotation."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if before.isdigit() and reading.inches:
        return False
    return text[place] == '"' or not (is_alnum(before) or after.isspace() or not after)


def _is_sound(context: Context, pair: _Quotation) -> bool:
    """Tell whether what stands between two quotes can be a quotation."""
    text = context.text
    closer = text[pair.end : pair.end + 1]
    if text[pair.start] not in _STRAIGHT and (not closer or closer not in _STRAIGHT):
        return True
    if _SPEECHLESS.fullmatch(text, pair.start + 1, pair.end):
        return True
    if not context.has_letter(pair.start, pair.end):
        return False
    if text[pair.start + 1] in _NEVER_FIRST:
        return False
    return not closer or text[pair.end - 1] not in _NEVER_LAST


def _is_chinese(context: Context, pair: _Quotation, unit: tuple[int, int]) -> bool:
    text = context.text
    if context.has_han(pair.start, pair.end):
        return True
    if text[max(0, pair.start - 1) : pair.start] == "=":
        return False
    phrase = _PHRASE_BEFORE.search(text, max(0, pair.start - 3), pair.start) is not None and (
        _PHRASE_AFTER.match(text, pair.end + 1) is not None
    )
    return not phrase and context.has_han(*unit)
