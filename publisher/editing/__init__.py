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
7. structure     lines of a poem become verse, a paragraph that is a quotation one

Quotes come before the rest since later passes ask what language a quotation holds; punctuation
comes before spacing since only a mark of full width takes no space. None of them sees code,
addresses or the marks that a text talks about: `opaque` veils those, by `code_text`, `code_line`,
`addresses` and `mentions`. `pairing` is a part of pass 2, `brackets` of pass 3, `effort` says
what is too much to be edited. `characters` and `context` say what stands at a place and around
it, `foreign` which texts are in English; `changes` carries out what the rules want.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import NamedTuple, TypeAlias, assert_never

from publisher import wording
from publisher.editing import (
    brackets,
    dashes,
    effort,
    forms,
    numbering,
    opaque,
    punctuation,
    quotes,
    spacing,
    structure,
)
from publisher.editing.changes import Finder, Query, Rule, apply, apply_to_content
from publisher.model import (
    Chapter,
    Collection,
    Content,
    Passage,
    Role,
    Section,
    Text,
    plain,
    walk,
)
from publisher.problems import Problem, problem
from publisher.settings import Editing

__all__ = ["edit", "edit_chapter"]

_MOST_DOUBTS = 5
"""How many doubtful places of one chapter are reported."""
_MOST_ROUNDS = 4
_AROUND = 12
"""How many characters a report shows on each side of the place."""
_SPEAKING = ("prose", "verse")
"""What a speech over several paragraphs may go through."""


class _Rules(NamedTuple):
    """The rules for one run, in order. Headings have one more and allow spaces."""

    body: tuple[Rule, ...]
    heading: tuple[Rule, ...]
    body_doubts: tuple[Finder, ...]
    heading_doubts: tuple[Finder, ...]


_Choice: TypeAlias = Callable[..., _Rules]
"""The rules for a paragraph; if any of its quotations go on in the next, it is told how many."""


class _Edited(NamedTuple):
    """A text that was edited, as the rules have `seen` it, and who is to look for doubts in it."""

    result: Content
    seen: str
    finders: tuple[Finder, ...]


def edit(
    collection: Collection, switches: Editing, language: str = "zh-Hans"
) -> tuple[Collection, tuple[Problem, ...]]:
    """Edit every chapter of `collection`; `language` picks the quotes.

    A book in another language than Chinese stays as it is: the rules are those of Chinese.

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
    words = wording.of(language)
    if not words.edited:
        return chapter, ()
    if reason := effort.too_much(chapter):
        place = chapter.source, chapter.line
        return chapter, (problem("not-edited", *place, title=chapter.title, reason=reason),)
    language = words.language
    rules = partial(_rules, switches, language)
    title = _edit_text((Text(chapter.title),), rules().heading, rules().heading_doubts)
    results = [_edit_section(section, rules, language) for section in chapter.sections]
    edited = replace(
        chapter, title=plain(title.result), sections=tuple(section for section, _ in results)
    )
    texts = (title, *(text for _, texts in results for text in texts))
    problems = tuple(islice(_report(chapter, texts), _MOST_DOUBTS))
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


def _edit_section(
    section: Section, rules: _Choice, language: str
) -> tuple[Section, tuple[_Edited, ...]]:
    passages = [passage for block in section.blocks for passage in walk.passages(block)]
    speeches, common = _going_on(passages, language), rules()
    texts = tuple(
        _edit_passage(passage, rules(speeches[index]) if index in speeches else common)
        for index, passage in enumerate(passages)
    )
    results = iter([text.result for text in texts])
    blocks = tuple([walk.with_contents(block, results) for block in section.blocks])
    return replace(section, blocks=blocks), texts


def _going_on(passages: Sequence[Passage], language: str) -> dict[int, int]:
    """Return which texts end within a speech; headings and items of lists have none."""
    texts = [plain(content) for content, _ in passages]
    if quotes.BEGINNERS.isdisjoint([text[:1] for text in texts]):
        return {}
    veiled = [
        opaque.veil(text, content) if manner in _SPEAKING else ""
        for text, (content, manner) in zip(texts, passages, strict=True)
    ]
    return quotes.going_on(veiled, language)


def _edit_passage(passage: Passage, rules: _Rules) -> _Edited:
    content, manner = passage
    match manner:
        case "prose" | "item":
            return _edit_text(content, rules.body, rules.body_doubts)
        case "verse":
            return _edit_text(content, rules.body, rules.heading_doubts)
        case "heading":
            return _edit_text(content, rules.heading, rules.heading_doubts)
        case "code":
            return _Edited(content, "", ())
        case _:
            assert_never(manner)


def _edit_text(content: Content, rules: tuple[Rule, ...], finders: tuple[Finder, ...]) -> _Edited:
    """Pass `content` through all rules until none asks for more.

    One round is enough but where a later pass brings together what an earlier one looks at. What
    the rules may not see is only looked for when one of them wants something, or has doubts.
    """
    original = content
    text = seen = plain(content)
    veiled: str | None = None
    for _ in range(_MOST_ROUNDS):
        before = seen
        for rule in rules:
            changes = tuple(rule(seen))
            if changes and veiled is None:
                veiled = seen = opaque.veil(text, content)
                changes = changes if veiled is text else tuple(rule(seen))
            if changes:
                content = apply_to_content(content, changes)
                seen = plain(content) if veiled is text else apply(seen, changes)
        if veiled is None:
            if _is_settled(text, finders):
                return _Edited(content, text, ())
            veiled = seen = opaque.veil(text, content)
        if seen == before:
            break
    if opaque.veil(plain(content), content) != seen:
        # what the rules must not see has changed with what stands around it: nothing is sure
        return _Edited(original, text, ())
    return _Edited(content, seen, finders)


def _is_settled(text: str, finders: tuple[Finder, ...]) -> bool:
    """Tell whether a text of which no rule wants anything stays so without code and addresses.

    What has doubts may be clear without code, and what is English without addresses Chinese.
    """
    for finder in finders:
        for _ in finder(text):
            return False
    return not _may_seem_english(text)


def _may_seem_english(text: str) -> bool:
    """Tell whether a text is mostly ASCII (Han has three bytes), and has a mark of addresses."""
    has_sign = "." in text or "/" in text or "(" in text or "=" in text
    return has_sign and len(text.encode()) < 2 * len(text)


def _arrange(chapter: Chapter) -> Chapter:
    """Find displays where the page does not say what is one; the markup of a body does."""
    sections = (
        section
        if section.role == Role.BODY
        else replace(section, blocks=structure.arrange(section.blocks))
        for section in chapter.sections
    )
    return replace(chapter, sections=tuple(sections))


def _report(chapter: Chapter, texts: Iterable[_Edited]) -> Iterator[Problem]:
    """Yield what the rules left alone in the texts of a chapter."""
    for content, seen, finders in texts:
        for finder in finders:
            for doubt in finder(seen):
                context = _context(plain(content), doubt)
                yield problem(
                    "doubtful-mark", chapter.source, chapter.line, what=doubt.what, context=context
                )


def _context(text: str, doubt: Query) -> str:
    """Return the doubtful place with some characters on each side."""
    end = min(doubt.end, doubt.start + _AROUND)
    return text[max(0, doubt.start - _AROUND) : end + _AROUND]
