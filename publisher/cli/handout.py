"""publisher handout: one or several topics on A4, for a printer in an office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from publisher import editions
from publisher.books import volumes
from publisher.cli import inputs, loading, talk
from publisher.collecting import collection
from publisher.editions import Commission, Sheets
from publisher.errors import UsageError, no_topic
from publisher.model import Book, Chapter
from publisher.pdf.editions.imposition import Scheme
from publisher.runtime import output

_EXAMPLES = """\b
Examples:
  publisher handout source -t 宣纸
  publisher handout source -t 宣纸 -t 竹纸 --impose booklet
  publisher handout source --all --notes -o handouts
"""


@click.command("handout", epilog=_EXAMPLES)
@inputs.source_options
@click.option(
    "-t", "--title", "titles", multiple=True,
    help="A topic; may be given more than once.  [default: all topics]",
)  # fmt: skip
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Folder for the finished files.",
)  # fmt: skip
@click.option(
    "--impose", "plan", type=click.Choice(list(map(str, Scheme))), default=str(Scheme.NONE),
    show_default=True, help="Two pages to a side of A4; a booklet is printed on both sides, "
    "short-edge binding, and folded.",
)  # fmt: skip
@click.option(
    "--creep", metavar="MM", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Thickness of the paper, for a booklet whose fore-edge is trimmed; 0.1 for office paper.",
)  # fmt: skip
@click.option("--notes", is_flag=True, help="Leave room beside the text to write in.")
@click.option("--all", "apart", is_flag=True, help="One file a topic instead of one for all.")
@inputs.force_option
@talk.loudness_options
def command(
    paths: tuple[Path, ...],
    config: Path | None,
    titles: tuple[str, ...],
    out: Path,
    plan: str,
    creep: float,
    notes: bool,
    apart: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make handouts of topics found in SOURCE: A4 PDFs, called after the topic or the book."""
    voice = talk.voice(quiet, verbose)
    inputs.apart(out, paths)
    output.sweep_old(out)
    with voice.stage("reading and editing pages"):
        loaded = loading.load(paths, config)
    voice.problems(loaded.problems)
    whole = volumes.whole(loaded.edited, loaded.settings, loaded.folder)
    chapters = _chosen(whole.chapters, titles)
    sheets = Sheets(Scheme(plan), creep, notes)
    failed = bool(talk.status(loaded.problems))
    made = 0
    for book in _books(whole, chapters, apart=apart):
        chosen = loaded.settings
        commission = Commission(
            book, chosen.trim, chosen.theme, time_limit=chosen.time_limit, sheets=sheets
        )
        with voice.stage(f"making the handout 《{book.metadata.title}》"):
            artifacts, error = editions.publish(commission, "handout", out, force=force)
        for artifact in artifacts:
            voice.problems(artifact.problems)
            failed |= bool(talk.status(artifact.problems))
            made += 1
            click.echo(f"{out / artifact.name}  {talk.size(len(artifact.content))}")
        if error:
            voice.error(str(error))
            failed = True
    return int(failed) if made else 2


def _chosen(chapters: tuple[Chapter, ...], titles: tuple[str, ...]) -> tuple[Chapter, ...]:
    """Return the chapters with these titles, in the order of the titles; all if none is named.

    Raises:
        UsageError: there is no such topic, or none at all.
    """
    if not chapters:
        raise no_topic("SOURCE")
    by_key = {collection.key(chapter.title): chapter for chapter in chapters}
    chosen = []
    for title in titles:
        if collection.key(title) not in by_key:
            near = [chapter.title for chapter in chapters if title.strip() in chapter.title]
            remedy = f"did you mean {near[0]}?" if near else "`publisher inspect` lists the titles"
            raise UsageError(f"-t {title}", "there is no such topic", remedy)
        chosen.append(by_key[collection.key(title)])
    return tuple(chosen) or chapters


def _books(whole: Book, chapters: tuple[Chapter, ...], *, apart: bool) -> list[Book]:
    """Return what becomes a file each. One topic alone gives its name to the file."""
    groups = [(chapter,) for chapter in chapters] if apart else [chapters]
    return [_book(whole, group) for group in groups]


def _book(whole: Book, chapters: tuple[Chapter, ...]) -> Book:
    collected = whole.metadata.title
    one = len(chapters) == 1
    metadata = replace(
        whole.metadata,
        title=chapters[0].title if one else collected,
        subtitle=collected if one else None,
        identifier=volumes.identifier("/".join(chapter.id for chapter in chapters)),
    )
    return replace(whole, metadata=metadata, chapters=chapters)
