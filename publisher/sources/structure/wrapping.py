"""Lines that were broken at a fixed width -> the paragraphs that they were.

A text that once went through a mail program or an editor has lines of (nearly) one width, which
end within sentences. The width is looked for in the page itself: it is the one that explains
most line ends, in that the next word would not have fitted. No line may be longer, the short
ones have to end like paragraphs, and the full ones may not. Poems, lists, addresses and songs
fail one of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple, TypeAlias

from publisher.runtime.patterns import regex
from publisher.sources import repairs
from publisher.sources.repairs import Repair
from publisher.sources.structure import code, columns, markers
from publisher.sources.text.lines import Line

Tells: TypeAlias = Callable[[str], bool]
"""Tells something of the text of a line."""
Measure: TypeAlias = Callable[[str], int]
"""How wide a text is to the program that broke it."""

_NARROWEST, _WIDEST = 28, 170
"""Columns of a line; one of Han has half as many characters."""
_NARROWEST_PROSE = 18
"""Columns of a line that is surely none of verse, by its indents or by where its pauses are."""
_PAUSED = 3
"""At so many different places in full lines stand the pauses of prose in narrow lines."""
_SOME_PAUSED = 0.25
"""The share of full lines that have a pause inside; less in poems, addresses, lists of names."""
_LONG = 48
"""Columns from which on a line that ends in a comma is no line of verse: it is cut."""
_FEWEST = 3
"""Full lines that are evidence."""
_FULL = 0.4
"""The share of full lines among those that another follows; with two lines a paragraph, half."""
_ENDED = 0.5
"""The share of short lines that end as paragraphs do; those below half a line may be headings."""
_CUT, _CUT_IF_REGULAR = 0.4, 0.3
"""The share of full lines that end within a sentence; less, where marks may hang at a line's end
and hardly a line is short."""
_INDENTED = 2
"""Full lines with an indent of their own, above lines without, after which no cut is asked for."""
_FEW = 0.12
"""The share of lines that may be longer, as an address is, or short in a regular text."""
_NEARLY = 0.7
"""The share of the width that a line has at least, in a text that marks its paragraphs."""
_SLACK = 2
"""Columns that a line may lack or exceed, for a mark that must not begin or end a line."""

_HAN = r"\u3005\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_MARK_BY_HAN = regex(rf"(?<=[{_HAN}])[,.:;!?()]|[,.:;!?()](?=[{_HAN}])")
_UNIT = regex(r"(?:[!-~]+|[“‘「『《〈（【〔]*.)[，。、！？：；”’）》〉」』】〕…]*")
"""What a line cannot be broken within: a Latin word, a character with its marks."""
_MARK_ENDS = "，。、！？：；…”’」』）》,.!?:;"
_PAUSES = "，、,"
_INNER_PAUSE = regex(r"[，。、；：！？,;:!?](?!\Z)| ")
_ENDS = "。！？；：…”’」』）!?;:.)"


class _Pair(NamedTuple):
    """A line and what would have had to fit on it: the first word of the line below.

    `own` is what the line is indented by besides the margin, in columns or, for another
    program, in characters. `done` tells of a stop at its end and a number or bullet below.
    """

    text: str
    indent: int
    own: int
    word: str
    done: bool

    @classmethod
    def of(cls, line: Line, below: Line, margin: int) -> _Pair:
        """Return what two lines come to."""
        word = _first_word(line.text, below.text)
        done = line.text[-1] in _ENDS and markers.is_marked(below.text)
        return cls(line.text, line.indent, max(0, line.indent - margin), word, done)


class _Breaker(NamedTuple):
    """What broke a text into lines of `width`.

    None but the last of a paragraph is below `least`; `explained` counts the full ones.
    """

    measure: Measure
    width: int
    least: int
    explained: int

    def broke(self, pair: _Pair) -> bool:
        """Tell whether a line ends because the next word would not have fitted.

        Where nothing else tells a paragraph's end, a line that ends as one has to be quite full.
        """
        reach = _reach(pair, self.measure)
        if pair.text[-1] in _ENDS and not pair.own and self.least == self.width:
            return reach[0] <= self.width + _SLACK and reach[1] >= self.width
        return _is_full(reach, self.width) or self.least <= reach[0] <= self.width


def _wide(text: str) -> int:
    """Count columns, Han and its marks as two; marks beside Han were wide before the dump."""
    return _columns(text) + len(_MARK_BY_HAN.findall(text))


def _columns(text: str) -> int:
    """Count columns as old Chinese terminals do, where a byte is one."""
    return len(text.encode("gb18030", "replace"))


def _characters(text: str) -> int:
    """Count characters, two columns each."""
    return 2 * len(text)


_MEASURES: tuple[Measure, ...] = (_wide, _columns, _characters)


def join(
    lines: Sequence[Line], is_whole: Tells, opens: Tells
) -> tuple[Sequence[Line], tuple[Repair, ...]]:
    """Return a page's lines with broken paragraphs joined, and what there is to say of it.

    `is_whole` tells which lines are a paragraph by themselves, whatever their width, `opens`
    which of these have a title above them.
    """
    if not _may_be_broken(lines, is_whole):
        return lines, ()
    stretches = list(_stretches(lines, is_whole, opens))
    spaced = _is_spaced(lines)
    whole = _breaker([pair for stretch in stretches for pair in _pairs(stretch)])
    joined: list[Line] = []
    for stretch in stretches:
        breaker = whole or _breaker(list(_pairs(stretch)))
        joined += _joined(stretch, breaker, spaced) if breaker else stretch
    kept = {line.number: line.text for line in joined}
    changes = [(line.number, kept.get(line.number) != line.text) for line in lines]
    return joined, repairs.noted("joined-lines", changes) if len(joined) < len(lines) else ()


def _may_be_broken(lines: Sequence[Line], is_whole: Tells) -> bool:
    """Tell whether it is worth looking for a width: few texts have lines that end as broken do."""
    tight = [line.text for line, below in pairwise(lines) if not below.apart]
    long = [text for text in tight if 2 * len(text) >= _NARROWEST_PROSE - _SLACK]
    cut = (
        text
        for text in long
        if text[-1] not in (_ENDS if 2 * len(text) >= _NARROWEST else _MARK_ENDS)
    )
    return len(long) >= _FEWEST and not all(map(is_whole, cut))


def _stretches(lines: Sequence[Line], is_whole: Tells, opens: Tells) -> Iterator[list[Line]]:
    """Divide a page at lines that are whole, and at titles above one that opens something."""
    following = [opens(line.text) for line in lines[1:]]
    alone = [
        is_whole(line.text) or (titles and line.text[-1] not in _MARK_ENDS)
        for line, titles in zip(lines, [*following, False], strict=True)
    ]
    places = groupby(range(len(lines)), key=lambda index: (alone[index], index * alone[index]))
    for _, stretch in places:
        yield [lines[index] for index in stretch]


def _pairs(stretch: Sequence[Line]) -> Iterator[_Pair]:
    """Yield the lines below which another one may go on with the paragraph."""
    base = _margin(stretch)
    for line, below in pairwise(stretch):
        if not _begins(below, base) and _may_break(line.text) and _may_break(below.text):
            yield _Pair.of(line, below, base)


def _margin(stretch: Sequence[Line]) -> int:
    """Return the indent of lines that begin no paragraph: the least that is no exception."""
    indents = Counter(line.indent for line in stretch)
    usual = [indent for indent, count in indents.items() if 7 * count >= len(stretch)]
    return min(usual, default=0)


_GOES_ON = frozenset({"", "p"})
"""What a line stands in that may go on with the one above: a dump, or a paragraph after `<br>`."""


def _begins(line: Line, base: int) -> bool:
    return line.apart or line.tag not in _GOES_ON or line.indent > base + 1


def _may_break(text: str) -> bool:
    return not (columns.is_row(text) or (text[0] <= "~" and code.is_code(text)))


def _first_word(text: str, below: str) -> str:
    unit = _UNIT.match(below)
    word = unit[0] if unit else below[:1]
    return f" {word}" if text[-1].isascii() and word[0].isascii() else word


def _breaker(pairs: Sequence[_Pair]) -> _Breaker | None:
    """Return what broke the lines, or None where no width explains them."""
    if len(pairs) < _FEWEST:
        return None
    found = [breaker for measure in _MEASURES if (breaker := _breaker_by(measure, pairs))]
    return max(found, key=lambda breaker: breaker.explained, default=None)


def _breaker_by(measure: Measure, pairs: Sequence[_Pair]) -> _Breaker | None:
    """Return what broke the lines by this measure, if the evidence is enough."""
    reach = [_reach(pair, measure) for pair in pairs]
    going_on = [span for pair, span in zip(pairs, reach, strict=True) if not pair.done]
    width = _commonest(going_on)
    full = [pair for pair, span in zip(pairs, reach, strict=True) if _is_full(span, width)]
    short = [pair for pair, span in zip(pairs, reach, strict=True) if span[1] + _SLACK < width]
    telling = [pair for pair in short if 2 * measure(pair.text) > width]
    ended = sum(pair.text[-1] in _ENDS or markers.is_marked(pair.text) for pair in telling)
    cut = sum(_is_cut(pair.text, width) for pair in full)
    regular = len(short) <= _FEW * len(pairs)
    indented = sum(pair.own > 0 for pair in full) >= _INDENTED
    needed = 0 if indented else _CUT_IF_REGULAR if regular else _CUT
    evident = (
        width >= _NARROWEST_PROSE
        and (indented or _is_prose(full, width - min(pair.indent for pair in pairs)))
        and len(full) >= max(_FEWEST, _FULL * len(going_on))
        and len(pairs) - len(full) - len(short) <= _FEW * len(pairs)
        and (regular or ended >= _ENDED * len(telling))
        and cut >= needed * len(full)
    )
    least = int(_NEARLY * width) if regular else width
    return _Breaker(measure, width, least, len(full)) if evident else None


def _is_cut(text: str, width: int) -> bool:
    """Tell whether a full line ends within a sentence."""
    return text[-1] not in _MARK_ENDS or (width >= _LONG and text[-1] in _PAUSES)


def _is_prose(full: Sequence[_Pair], width: int) -> bool:
    """Tell whether full lines have pauses inside; if narrow, most, and not all at one place."""
    paused = [found.start() for pair in full if (found := _INNER_PAUSE.search(pair.text))]
    if width >= _NARROWEST:
        return len(paused) >= _SOME_PAUSED * len(full)
    return 2 * len(paused) >= len(full) and len(set(paused)) >= _PAUSED


def _reach(pair: _Pair, measure: Measure) -> tuple[int, int]:
    """Return the least and the greatest width at which this line would have been broken."""
    least = pair.indent + measure(pair.text)
    return least, least + pair.own + measure(pair.word) - 1


def _commonest(reach: Sequence[tuple[int, int]]) -> int:
    """Return the width that explains most line ends, the least of them."""
    steps = [0] * (_WIDEST + 2)
    for least, greatest in reach:
        if least <= _WIDEST:
            steps[least] += 1
            steps[min(greatest + _SLACK, _WIDEST) + 1] -= 1
    explained = list(accumulate(steps))
    return explained.index(max(explained[_NARROWEST_PROSE:]), _NARROWEST_PROSE)


def _is_full(reach: tuple[int, int], width: int) -> bool:
    return reach[0] <= width + _SLACK and reach[1] + _SLACK >= width


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Tell whether a page has spaces between Han and Latin; one at a line's end was taken."""
    text = "\n".join([line.text for line in lines])
    has_spaces = _MAYBE_SPACED.search(text) is not None
    return has_spaces and len(_SPACED.findall(text)) > len(_TIGHT.findall(text))


def _joined(stretch: Sequence[Line], breaker: _Breaker, spaced: bool) -> Iterator[Line]:
    """Join the lines of a stretch; a line below a full one goes on with its paragraph."""
    base = _margin(stretch)
    first, parts = stretch[0], [stretch[0].text]
    for line, below in pairwise(stretch):
        pair = _Pair.of(line, below, base)
        goes_on = not _begins(below, base) and _may_break(line.text) and _may_break(below.text)
        if goes_on and not pair.done and breaker.broke(pair):
            _add(parts, below.text, spaced)
        else:
            yield first._replace(text="".join(parts))
            first, parts = below, [below.text]
    yield first._replace(text="".join(parts))


def _add(parts: list[str], below: str, spaced: bool) -> None:
    """Put a line to the parts of a paragraph, of which only the last two are looked at."""
    before = parts[-2] if len(parts) > 1 else ""
    joined = joint(before + parts[-1], below, spaced)
    parts[-1:] = [joined[len(before) : -len(below)], below]


_NEVER_FIRST = frozenset(",.:;!?)]}%")
"""Marks that no space stands before, even where a break has put one first on its line."""
_WORD_END = regex(r"[A-Za-z]-\Z")
_DIGITS = regex(rf"[{_HAN}][0-9]+\Z")


_MAYBE_SPACED = regex(r"[^\0-\xff] [A-Za-z0-9]|[A-Za-z0-9] [^\0-\xff]")
"""What spaces between Han and Latin are not without; asked first, for Han are dear to compile."""
_SPACED = regex(rf"[{_HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{_HAN}]")
_TIGHT = regex(rf"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9][{_HAN}]")
_SEAM = regex(rf"[{_HAN}][A-Za-z0-9/]|[A-Za-z0-9/][{_HAN}]")
"""Where a space may have stood at a line's end."""


def joint(text: str, below: str, spaced: bool = False) -> str:
    """Put two parts of a paragraph together again: Latin words with a space, Han without.

    A word that was hyphenated becomes whole. Han and Latin get a space if the page is `spaced`.
    """
    if not (text[-1].isascii() and below[0].isascii()):
        return f"{text} {below}" if spaced and _SEAM.match(text[-1] + below[0]) else text + below
    if below[0] in _NEVER_FIRST:
        return text + below
    if _WORD_END.search(text) and below[0].islower():
        return text[:-1] + below
    by_han = len(text) > 1 and not text[-1].isalnum() and not text[-2].isascii()
    split_number = below[0].isdigit() and _DIGITS.search(text)
    return text + below if by_han or split_number else f"{text} {below}"
