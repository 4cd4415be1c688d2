"""publisher inspect: what is read from the pages, for people and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from publisher.cli import inputs, loading, talk
from publisher.model import (
    Block,
    Chapter,
    CodeBlock,
    Heading,
    List,
    Page,
    Paragraph,
    Table,
    Topic,
    plain,
    walk,
)
from publisher.problems import Problem
from publisher.sources import reader

_EXAMPLES = """\b
Examples:
  publisher inspect source
  publisher inspect source --json | jq '.topics[].title'
  publisher inspect source --edited --json > edited.json
  publisher inspect source -v      # also each line that is in no topic, and why
"""

SCHEMA = 1
"""The version of the JSON; it grows when a script that reads it would have to change."""


@click.command("inspect", epilog=_EXAMPLES)
@inputs.source_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
@click.option("--edited", is_flag=True, help="Show the text after the copy editor's passes.")
@talk.loudness_options
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
    edited: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show the topics, articles and problems found in SOURCE, and make nothing."""
    loaded = loading.load(paths, config)
    chapters = (loaded.edited if edited else loaded.collected).chapters
    if as_json:
        click.echo(_json(chapters, loaded.problems, loaded.pages))
    else:
        for chapter in chapters:
            click.echo(_line(chapter))
        if verbose:
            _say_dropped(loaded.pages)
        talk.voice(quiet, verbose).problems(loaded.problems)
    if not chapters:
        return 2
    return talk.status(loaded.problems)


def _line(chapter: Chapter) -> str:
    day = f"{chapter.published:%Y-%m-%d}" if chapter.published else "no date   "
    articles = "、".join(section.title for section in chapter.sections if section.title)
    known = (chapter.index_letter, day, chapter.title, articles and f"({articles})", chapter.source)
    return "  ".join(filter(None, known))


def _say_dropped(pages: Iterable[Page]) -> None:
    """List what stands in no topic, as problems are listed, and count the letters of each page."""
    for page in pages:
        for dropped in page.dropped:
            place = f"{page.source}:{dropped.line}"
            click.echo(
                f"{place}: not in a topic ({dropped.reason.value}): {dropped.text}", err=True
            )
        read, kept, left = _letters(page).values()
        click.echo(f"{page.source}: {read} letters read, {kept} kept, {left} dropped", err=True)


def _json(chapters: Iterable[Chapter], problems: Iterable[Problem], pages: Iterable[Page]) -> str:
    document = {
        "schema": SCHEMA,
        "topics": [_topic(chapter) for chapter in chapters],
        "problems": [dataclasses.asdict(entry) for entry in problems],
        "pages": [_page(page) for page in pages],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _page(page: Page) -> dict[str, Any]:
    dropped = [
        {
            "line": entry.line,
            "reason": entry.reason.value,
            "letters": reader.letters(entry.text),
            "text": entry.text,
        }
        for entry in page.dropped
    ]
    return {"source": page.source, "letters": _letters(page), "dropped": dropped}


def _letters(page: Page) -> dict[str, int]:
    """Count the letters and digits of a page: those read are those kept and those dropped."""
    return {
        "read": page.letters,
        "kept": sum(reader.letters(text) for topic in page.topics for text in _texts(topic)),
        "dropped": sum(reader.letters(entry.text) for entry in page.dropped),
    }


def _texts(topic: Topic) -> Iterator[str]:
    yield topic.title
    yield from walk.texts(topic.sections)


def _topic(chapter: Chapter) -> dict[str, Any]:
    return {
        "id": chapter.id,
        "title": chapter.title,
        "index_letter": chapter.index_letter,
        "published": chapter.published.isoformat() if chapter.published else None,
        "views": chapter.views,
        "source": chapter.source,
        "line": chapter.line,
        "articles": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in chapter.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": block.kind, "text": walk.text(block)}
    if isinstance(block, Paragraph) and block.lead is not None:
        entry["lead"] = block.lead
    match block:
        case Heading():
            entry["level"] = block.level
        case CodeBlock() if block.language:
            entry["language"] = block.language
        case List():
            entry |= {"ordered": block.ordered, "start": block.start}
        case Table():
            entry["rows"] = [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
    if inner := walk.inner(block):
        entry["blocks"] = [_block(held) for held in inner]
    return entry
