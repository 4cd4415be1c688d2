"""Whatever else fails -> one sentence: what was being done, what went wrong, where more stands.

A user gets no traceback. It is written into a file that the sentence names, for a report.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher.errors import OutputError, PublisherError
from publisher.runtime import memo

_FOLDER = "logs"
_MOST = 20
"""How many logs are kept."""
_LONGEST = 200
"""Characters of an error's own words."""


@contextmanager
def while_doing(what: str) -> Iterator[None]:
    """Note on each error from the block what was being done: a stage, a page, a volume."""
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise


@contextmanager
def spared(what: str, tell: Callable[[str], object]) -> Iterator[None]:
    """Go on, and `tell` of it, where something fails that a run can do without.

    Raises:
        PublisherError: that the user asks for something that cannot be is no such thing.
    """
    try:
        with while_doing(what):
            yield
    except PublisherError:
        raise
    except Exception as error:
        tell(sentence(error))


def sentence(error: BaseException, *, shown: bool = False) -> str:
    """Return what to tell the user: `what was being done: fact; hint: remedy`.

    The traceback goes into a log, or follows the sentence where it is to be `shown`.
    """
    what = ", ".join(reversed(getattr(error, "__notes__", ()))) or "the command"
    fact, hint = _known(error)
    if shown:
        return f"{what}: {fact}; hint: {hint}\n\n{_traceback(error)}"
    log = _log(error)
    more = f"; {log} has the details for a report" if log else "; --debug shows the details"
    return f"{what}: {fact}; hint: {hint}{more}"


def not_made(place: str, error: Exception) -> OutputError:
    """Return the error for which one product out of many is missing; its traceback is logged."""
    fact, hint = _known(error)
    if not isinstance(error, OSError | MemoryError):
        fact, hint = reason(error), "report it with the pages"
    log = _log(error)
    more = f"; {log} has the details" if log else ""
    place = ", ".join((place, *reversed(getattr(error, "__notes__", ()))))
    return OutputError(place, f"cannot be made: {fact}", f"{hint}{more}")


def reason(error: BaseException) -> str:
    """Return in a few words what went wrong."""
    said = " ".join(str(error).split())[:_LONGEST]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _known(error: BaseException) -> tuple[str, str]:
    match error:
        case MemoryError():
            return "there is not enough memory", "close other programs, or make fewer at once"
        case OSError(strerror=str(said), filename=name):
            place = f"{os.fsdecode(name)}: " if isinstance(name, str | bytes) else ""
            return f"{place}{said}", "see that the disk has room and the files may be read"
    return f"failed in a way that nobody foresaw ({reason(error)})", "run it again without the page"


def _traceback(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _log(error: BaseException) -> Path | None:
    """Write the traceback into a file of its own; None where that cannot be done."""
    with suppress(OSError):
        folder = memo.folder() / _FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)
        path = folder / f"{os.getpid()}.log"
        about = f"Python {platform.python_version()} on {platform.platform()}\n"
        path.write_text(about + _traceback(error), encoding="utf-8", errors="backslashreplace")
        return path
    return None
