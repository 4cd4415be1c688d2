"""Paragraphs that are a poem's lines or one quotation become blocks of their own kind.

Chinese book custom sets both in Kai, indented, apart from the text. Prose must never become
verse, and business prose is full of short parallel phrases; so a line counts only as a whole
paragraph of couplets, two clauses of equal length with a pause between and a stop after, and
lines only together, without the words of modern business.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from publisher.editing.changes import cut
from publisher.editing.characters import HAN_RUN, is_han
from publisher.model import Block, Paragraph, Quotation, Verse, plain, walk
from publisher.runtime.patterns import regex

_PAUSE = "，、：；？！,:;?!"
_STOP = "。；？！;?!"
_MARKS = frozenset(f"{_PAUSE}。")

_LONGEST_CLAUSE = 13
_FEET = (4, 5, 6, 7)
"""How many characters a clause of a couplet has: 平生孔明，称慕莫及。 has 4."""
_MOST_CLAUSES = 6
"""In a short line of free metre, such as stands between couplets in the old style (古体)."""
_LONGEST = 200
_OLD_SONG = "兮"
"""The sigh of the songs of Chu; no modern prose has it."""
_SHELL = regex(r"[“”‘’「」『』]|（[^（）]*）|\([^()]*\)")
"""What a line of verse may have besides its couplets: quotes, a note in brackets."""
_COUPLET_END = regex(f"[{_STOP}]")

_MODERN_WORDS = (
    "企业|企業|公司|客户|客戶|用户|用戶|市场|市場|管理|质量|質量|品质|服务|服務|创新|創新|发展|發展"
    "|合作|诚信|誠信|守信|品牌|产品|產品|技术|技術|科技|经营|經營|员工|員工|团队|團隊|效益|效率"
    "|安全|共赢|共贏|双赢|卓越|战略|戰略|责任|責任|落实|落實|强化|強化|执行|執行|推进|推進|推动"
    "|推動|优化|優化|提升|建设|建設|改革|开放|规范|規範|标准|標準|制度|体系|體系|系统|核心|价值"
    "|價值|目标|目標|项目|項目|资源|資源|资本|投资|成本|利润|风险|数据|信息|平台|智能|数字|网络"
    "|行业|产业|商业|业务|专业|专注|领先|引领|社会|国家|人民|群众|干部|组织|协同|协作|统筹|保障"
    "|坚持|实现|确保|加强|提高|完善|促进|全面|深化|聚焦|赋能|以人为本|精益求精|追求|奋斗|拼搏"
)
"""Words of modern prose."""
_MODERN = regex(
    f"(?=[{''.join(sorted({word[0] for word in _MODERN_WORDS.split('|')}))}的了们們])"
    f"(?:{_MODERN_WORDS}|(?<!的)的(?!的)|了|们|們)"
)
"""These, and the commonest particles of modern prose. What one begins with is asked first."""

_MODERN_SPAN = 20
"""A run with more than one of these to so many characters is prose."""

_ENOUGH, _ENOUGH_AMONG_VERSE = 4, 2
"""The weight of a run that makes it verse; less is enough beside other verse in the section."""
_LONGEST_GAP = 2
_SHORTEST_QUOTATION = 20
_AFTER_QUOTATION = ("", "。", "！", "？", "；", "，", "!", "?", ";", ",")


class _Line(NamedTuple):
    """A paragraph that may be a line of verse. A line without `couplets` has free metre.

    `sure`: its metre is one that prose does not fall into, 5 or 7 characters or an old song.
    """

    text: str
    couplets: int
    sure: bool

    @property
    def has_pause(self) -> bool:
        """Whether the line has more than one clause."""
        return any(char in _PAUSE for char in self.text[:-1])


_Run: TypeAlias = list[tuple[int, _Line]]
"""Lines that stand together, each with its place among the blocks."""


def arrange(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with the lines of poems as `Verse`, whole quotations as `Quotation`."""
    lines = [_read(block) for block in blocks]
    verse = _find(lines, _ENOUGH)
    if verse:
        verse = _find(lines, _ENOUGH_AMONG_VERSE)
    arranged: list[Block] = []
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        if index in verse and line is not None:
            arranged += _verse(block, line)
        else:
            quotation = _quotation(block)
            ends_speech = quotation is not block and index > 0 and _is_open(blocks[index - 1])
            arranged.append(block if ends_speech else quotation)
    return tuple(arranged)


def _is_open(block: Block) -> bool:
    """Tell whether a quotation goes on after `block`: the next is its end, and no whole one."""
    text = walk.text(block)
    return text.count("“") > text.count("”") or text.count("「") > text.count("」")


def _read(block: Block) -> _Line | None:
    """Return `block` as a line of verse, or None if it cannot be one."""
    text = _prose(block)
    if not text or len(text) > _LONGEST:
        return None
    bare = _SHELL.sub("", text)
    clauses = _clauses(bare)
    if not clauses:
        return None
    song = _OLD_SONG in bare
    feet = len(clauses[0]) - 1
    if feet in _FEET and _are_couplets(clauses):
        return _Line(bare, len(clauses) // 2, feet in (5, 7) or song)
    if len(clauses) <= _MOST_CLAUSES and _is_sentence(clauses):
        return _Line(bare, int(song), song)
    return None


def _prose(block: Block) -> str:
    """Return the text of a paragraph without a lead; none of any other block."""
    is_prose = isinstance(block, Paragraph) and block.lead is None
    return plain(*walk.contents(block)) if is_prose else ""


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text, each with its mark; none if it is more than Han and marks."""
    clauses: list[str] = []
    end = 0
    while end < len(text):
        start, clause = end, HAN_RUN.match(text, end)
        if clause is None or clause.end() - start > _LONGEST_CLAUSE:
            return []
        end = clause.end() + 1
        if text[end - 1 : end] not in _MARKS:
            return []
        clauses.append(text[start:end])
    return clauses


def _are_couplets(clauses: list[str]) -> bool:
    """Tell whether clauses of one length come in pairs, with a pause between and a stop after."""
    length = len(clauses[0])
    return len(clauses) % 2 == 0 and all(
        len(clause) == length and clause[-1] in (_STOP if index % 2 else _PAUSE)
        for index, clause in enumerate(clauses)
    )


def _is_sentence(clauses: list[str]) -> bool:
    """Tell whether a stop comes after the last clause and pauses after the others."""
    return clauses[-1][-1] in _STOP and all(clause[-1] in _PAUSE for clause in clauses[:-1])


def _find(lines: list[_Line | None], enough: int) -> set[int]:
    """Return the places of the lines of verse: a poem to its free first and last line, or a run."""
    verse: set[int] = set()
    for poem in _poems(lines):
        ends = (line for line in (poem[0][1], poem[-1][1]) if not line.couplets)
        whole = all(line.has_pause and not _MODERN.search(line.text) for line in ends)
        for run in [poem] if whole and _is_verse(poem, enough) else _runs(poem):
            if _is_verse(run, enough):
                verse.update(index for index, _ in run)
    return verse


def _poems(lines: list[_Line | None]) -> Iterator[_Run]:
    """Yield the stretches in which every paragraph may be a line of verse."""
    places = ((index, line) for index, line in enumerate(lines))
    for is_line, stretch in groupby(places, key=lambda index: index[1] is not None):
        if is_line:
            yield [(index, line) for index, line in stretch if line is not None]


def _runs(poem: _Run) -> list[_Run]:
    """Return the runs from couplet to couplet with at most a few free lines between."""
    regular = [index for index, (_, line) in enumerate(poem) if line.couplets]
    runs: list[_Run] = []
    begin = last = -1
    for index in regular:
        if begin < 0 or index - last > _LONGEST_GAP + 1:
            if begin >= 0:
                runs.append(poem[begin : last + 1])
            begin = index
        last = index
    return [*runs, poem[begin : last + 1]] if regular else []


def _is_verse(run: _Run, enough: int) -> bool:
    regular = [line for _, line in run if line.couplets]
    weight = sum(line.couplets * (2 if line.sure else 1) for line in regular)
    if weight < enough or 2 * len(regular) < len(run):
        return False
    if len(regular) == 1 and not regular[0].sure:
        return False
    text = "".join(line.text for line in regular)
    return len(_MODERN.findall(text)) * _MODERN_SPAN <= len(text)


def _verse(block: Block, line: _Line) -> list[Verse]:
    """Return the block as verse; several couplets become a line each."""
    (content,) = walk.contents(block)
    text = plain(content)
    ends = [
        match.end()
        for match in _COUPLET_END.finditer(text)
        if is_han(text[match.end() : match.end() + 1])
    ]
    places = ends if len(ends) + 1 == line.couplets else []
    return [Verse(part) for part in cut(content, places)]


def _quotation(block: Block) -> Block:
    """Return a paragraph that is one quotation as such, any other block as it is."""
    text = _prose(block)
    if text[:1] not in ("“", "「") or len(text) < _SHORTEST_QUOTATION:
        return block
    opener, closer = ("“", "”") if text[0] == "“" else ("「", "」")
    depth = 0
    for index, char in enumerate(text):
        depth += (char == opener) - (char == closer)
        if depth == 0:
            is_whole = text[index + 1 :] in _AFTER_QUOTATION
            return Quotation(*walk.contents(block)) if is_whole else block
    return block
