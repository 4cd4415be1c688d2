"""Collection -> edited collection: stage 3, the copy editor.

The pages lost the width of their marks (`,` for `，`) and were typed by many hands. The passes
below put the text into the form that GB/T 15834-2011 (标点符号用法) and CY/T 154-2017 (中文出版物
夹用英文的编辑规范) ask of a printed book. They restore marks and never touch a Han character, a
letter or a digit; what is not certain stays, and is reported.

The passes run in this order, each on the result of the one before:

1. forms         marks of vertical and small forms, dots of names: ︽ 《, ﹐ ，, • ·
2. quotes        straight quotes in pairs: “ ” ‘ ’, or 「 」 『 』 in zh-Hant; apostrophes ’
3. punctuation   brackets （ ）, then ， ： ； ？ ！, then 。; no final mark in a heading
4. dashes        …… and ——
5. numbering     一、 （一） 1. without a space
6. spacing       no space beside Chinese marks, nor between Han and Latin
7. displays      lines of a poem become verse, a paragraph that is a quotation one

Quotes come before the rest since later passes ask what language a quotation holds; punctuation
comes before spacing since only a mark of full width takes no space. None of them sees code,
addresses or the marks that a text talks about: `opaque` veils those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import NamedTuple, TypeAlias

from publisher.model import (
    Block,
    Chapter,
    Collection,
    Content,
    Heading,
    ListItem,
    Section,
    Text,
    Verse,
    plain,
)
from publisher.problems import Problem, problem
from publisher.settings import Editing
from publisher.typography import (
    brackets,
    dashes,
    displays,
    forms,
    numbering,
    opaque,
    punctuation,
    quotes,
    spacing,
)
from publisher.typography.changes import Doubt, Finder, Rule, apply, apply_to_content

__all__ = ["edit", "edit_chapter"]

_MOST_DOUBTS = 5
"""How many doubtful places of one chapter are reported."""
_MOST_ROUNDS = 4
_AROUND = 12
"""How many characters a report shows on each side of the place."""


class _Rules(NamedTuple):
    """The rules for one run, in order. Headings have one more and allow spaces."""

    body: tuple[Rule, ...]
    heading: tuple[Rule, ...]
    body_doubts: tuple[Finder, ...]
    heading_doubts: tuple[Finder, ...]


_Choice: TypeAlias = Callable[[int], _Rules]
"""The rules for a paragraph of which so many quotations go on in the next."""


def edit(
    collection: Collection, switches: Editing, language: str = "zh-Hans"
) -> tuple[Collection, tuple[Problem, ...]]:
    """Edit every chapter of `collection`; `language` is zh-Hans or zh-Hant and picks the quotes.

    Returns the edited collection and what was left for a person to decide.
    """
    results = [edit_chapter(chapter, switches, language) for chapter in collection.chapters]
    chapters = tuple(chapter for chapter, _ in results)
    return replace(collection, chapters=chapters), tuple(
        entry for _, problems in results for entry in problems
    )


def edit_chapter(
    chapter: Chapter, switches: Editing, language: str = "zh-Hans"
) -> tuple[Chapter, tuple[Problem, ...]]:
    """Edit one chapter, as `edit` does; it depends on no other."""
    rules = partial(_rules, switches, language)
    edited = _edit_chapter(chapter, rules, language)
    problems = tuple(islice(_report(edited, rules, language), _MOST_DOUBTS))
    return _arrange(edited) if switches.displays else edited, problems


@cache
def _rules(switches: Editing, language: str, goes_on: int = 0) -> _Rules:
    """Choose the rules that are switched on, in the order of the passes.

    They are for a paragraph of which `goes_on` quotations go on in the next.
    """
    passes: tuple[tuple[bool, tuple[Rule, ...], tuple[Finder, ...]], ...] = (
        (switches.punctuation, (forms.rule,), ()),
        (
            switches.quotes,
            (partial(quotes.rule, language=language, goes_on=goes_on),),
            (partial(quotes.doubts, language=language, goes_on=goes_on),),
        ),
        (
            switches.punctuation,
            (brackets.rule, punctuation.rule, punctuation.stops),
            (brackets.doubts, punctuation.doubts),
        ),
        (switches.dashes, (dashes.rule,), (dashes.doubts,)),
        (switches.numbering, (numbering.rule,), ()),
        (switches.spacing, (spacing.rule,), (spacing.doubts,)),
    )
    chosen = [(rules, finders) for switch, rules, finders in passes if switch]
    body = tuple(rule for rules, _ in chosen for rule in rules)
    finders = tuple(finder for _, finders in chosen for finder in finders)
    return _Rules(
        body,
        (punctuation.final, *body) if switches.punctuation else body,
        finders,
        tuple(finder for finder in finders if finder is not spacing.doubts),
    )


def _edit_chapter(chapter: Chapter, rules: _Choice, language: str) -> Chapter:
    return replace(
        chapter,
        title=_edit_text(chapter.title, rules(0).heading),
        sections=tuple(_edit_section(section, rules, language) for section in chapter.sections),
    )


def _edit_section(section: Section, rules: _Choice, language: str) -> Section:
    open_at = _going_on(section, language)
    blocks = [
        _edit_block(block, rules(open_at.get(place, 0)))
        for place, block in enumerate(section.blocks)
    ]
    return replace(section, blocks=tuple(blocks))


def _going_on(section: Section, language: str) -> dict[int, int]:
    """Return which blocks end within a speech; only paragraphs have speeches."""
    texts = [
        "" if isinstance(block, Heading | ListItem) else plain(block.content)
        for block in section.blocks
    ]
    if not any(text[:1] in quotes.BEGINNERS for text in texts):
        return {}
    return quotes.going_on([opaque.veil(text) for text in texts], language)


def _edit_block(block: Block, rules: _Rules) -> Block:
    chosen = rules.heading if isinstance(block, Heading) else rules.body
    content = _edit_content(block.content, chosen)
    return block if content is block.content else replace(block, content=content)


def _edit_text(text: str, rules: tuple[Rule, ...]) -> str:
    return plain(_edit_content((Text(text),), rules))


def _edit_content(content: Content, rules: tuple[Rule, ...]) -> Content:
    """Pass `content` through all rules until none asks for more.

    One round is enough but where a later pass brings together what an earlier one looks at.
    """
    text = opaque.veil(plain(content))
    for _ in range(_MOST_ROUNDS):
        before = text
        for rule in rules:
            if changes := tuple(rule(text)):
                content = apply_to_content(content, changes)
                text = apply(text, changes)
        if text == before:
            break
    return content


def _arrange(chapter: Chapter) -> Chapter:
    sections = (
        replace(section, blocks=displays.arrange(section.blocks)) for section in chapter.sections
    )
    return replace(chapter, sections=tuple(sections))


def _report(chapter: Chapter, choice: _Choice, language: str) -> Iterator[Problem]:
    """Yield what the rules left alone in an edited chapter, title first."""
    texts = [(chapter.title, choice(0).heading_doubts)]
    for section in chapter.sections:
        open_at = _going_on(section, language)
        for place, block in enumerate(section.blocks):
            rules = choice(open_at.get(place, 0))
            spaced = isinstance(block, Heading | Verse)
            texts.append(
                (plain(block.content), rules.heading_doubts if spaced else rules.body_doubts)
            )
    for text, finders in texts:
        veiled = opaque.veil(text)
        for finder in finders:
            for doubt in finder(veiled):
                context = _context(text, doubt)
                yield problem(
                    "doubtful-mark", chapter.source, chapter.line, what=doubt.what, context=context
                )


def _context(text: str, doubt: Doubt) -> str:
    """Return the doubtful place with some characters on each side."""
    end = min(doubt.end, doubt.start + _AROUND)
    return text[max(0, doubt.start - _AROUND) : end + _AROUND]
