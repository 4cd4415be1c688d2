"""The whole way from pages to finished files in four steps, for programs that use this one.

`publisher` itself gives what is here: `from publisher import read`. Each step returns a frozen
value, which the next one takes; in between it may be looked at, and another one put in its place.
Nothing is printed: what is wrong with a page is among the `problems`, what stops the work is
raised. `docs/library.md` shows it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.errors import PublisherError, UsageError, no_topic
from publisher.model import Collection
from publisher.problems import Problem
from publisher.settings import Settings, chosen

if TYPE_CHECKING:
    from publisher.editions import Artifact, Commission

__all__ = ["Manuscript", "PublisherError", "Settings", "commission", "edit", "publish", "read"]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The topics of some pages, and what was wrong with these so far.

    `settings` say how they become a book; `folder` is what the book is called if neither they
    nor the pages say it.
    """

    collection: Collection
    settings: Settings
    folder: str
    problems: tuple[Problem, ...] = ()


def read(*paths: str | os.PathLike[str], settings: Settings | None = None) -> Manuscript:
    """Read saved pages, and collect their topics: each once, with its letter and relations.

    Args:
        paths: Files, and folders with all pages below them.
        settings: How the book is to be, as `publisher.settings.load` reads it; None: what a
            book.toml in one of the folders says, or the defaults.

    Returns:
        The topics as they were read. A page that cannot be read is one of its problems.

    Raises:
        UsageError: There is no such file or folder, or no topic in it.
        SettingsError: A book.toml that was found is wrong.
    """
    # only now, here as below: no step has to load what another one needs
    from publisher.collecting import collection, scripts
    from publisher.runtime.reading import MIB
    from publisher.sources import on_disk, reader

    sources = tuple(map(Path, paths))
    taken = chosen(sources, None) if settings is None else settings
    reading = reader.read(sources, taken.max_file_size * MIB)
    collected, clashes = collection.collect(reading.pages, taken.order)
    if not collected.chapters:
        raise no_topic(", ".join(map(str, sources)))
    problems = (*reading.problems, *clashes, *scripts.of_language(collected, taken))
    return Manuscript(collected, taken, on_disk.folder(sources[0]), problems)


def edit(manuscript: Manuscript) -> Manuscript:
    """Let the copy editor go through all topics: marks only, never a word.

    Args:
        manuscript: What `read` gave. Its settings say which rules apply.

    Returns:
        The edited topics. What a person has to decide is one of its problems.
    """
    from publisher import editing

    settings = manuscript.settings
    edited, doubts = editing.edit(manuscript.collection, settings.editing, settings.language)
    return replace(manuscript, collection=edited, problems=(*manuscript.problems, *doubts))


def commission(
    manuscript: Manuscript,
    editions: Sequence[str] = ("epub", "screen"),
    *,
    epoch: int | None = None,
) -> Commission:
    """Make one book of a manuscript, and say how it is to look.

    Args:
        manuscript: What `read` or `edit` gave.
        editions: What is to be made of it. With `print` among them, the EPUB names the pages of
            the printed book.
        epoch: The date of the book in seconds since 1970; None: the date of its newest page.

    Returns:
        A commission: its `book` is a value of `publisher.model`, trim, theme and press are those
        of the settings. The cover and the printed pages are made once for all of its editions.
    """
    from publisher.books import volumes
    from publisher.editions import Commission

    settings = manuscript.settings
    book = volumes.whole(manuscript.collection, settings, manuscript.folder, epoch)
    return Commission(
        book, settings.trim, settings.theme, settings.press, editions=tuple(editions),
        time_limit=settings.time_limit,
    )  # fmt: skip


def publish(
    commission: Commission, edition: str, out: str | os.PathLike[str], *, force: bool = False
) -> tuple[Artifact, ...]:
    """Make one edition, each of its files whole or not at all.

    The pages of a PDF are laid out by several processes, as `multiprocessing` starts them: the
    script that calls this keeps what it does under `if __name__ == "__main__":`.

    Args:
        commission: What is to be made.
        edition: `epub`, `screen`, `print` or `handout`.
        out: The folder for the files, which is made if it is not there.
        force: Whether to write over files that this program did not make.

    Returns:
        The files, each with its name in `out`, its content, and what was wrong in making it.

    Raises:
        UsageError: There is no such edition.
        OutputError: A file cannot be made or written. Those before it stand.
    """
    from publisher import editions
    from publisher.runtime import compiled

    if edition not in editions.EDITIONS:
        known = ", ".join(editions.EDITIONS)
        raise UsageError(edition, "there is no such edition", f"known are {known}")
    # pages take a third longer without
    compiled.install()
    published = editions.publish(commission, edition, Path(out), force=force)
    if published.error:
        raise published.error
    return published.artifacts
