"""How functions of WeasyPrint are replaced: each is known by the hash of its source."""

from __future__ import annotations

import hashlib
import linecache
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import CodeType
from typing import Any, TypeAlias, cast

from weasyprint import __version__

from publisher.errors import OutputError

Function: TypeAlias = Callable[..., Any]
"""A function of WeasyPrint's, or ours in its place."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A function of WeasyPrint that is replaced: where, its name, ours, and why.

    `make` takes theirs and returns ours. Of theirs, `source` is the hash.
    """

    owner: Any
    name: str
    make: Callable[[Function], Function]
    why: str
    source: str

    @property
    def function(self) -> Function:
        """The function that stands there now; that of the getter if it is a property."""
        value = getattr(self.owner, self.name)
        return cast(Function, value.fget if isinstance(value, property) else value)

    def put(self, function: Function) -> None:
        """Put `function` in its place."""
        is_property = isinstance(getattr(self.owner, self.name), property)
        setattr(self.owner, self.name, property(function) if is_property else function)


@dataclass(frozen=True, slots=True)
class Hung:
    """An attribute of ours on a class of WeasyPrint's, and what it is at first.

    Its type is declared in `boxes`.
    """

    owner: Any
    name: str
    first: object


_theirs: dict[Function, Function] = {}
"""The functions of WeasyPrint that ours stand for."""


def theirs(patch: Patch) -> Function | None:
    """Return the function that is replaced, once it is."""
    return _theirs.get(patch.function)


def put_in_place(patches: Iterable[Patch], hung: Iterable[Hung]) -> None:
    """Put our functions and attributes in place; the second time changes nothing.

    Raises:
        OutputError: a function is not the one we know, so this is another WeasyPrint.
    """
    fresh = [patch for patch in patches if theirs(patch) is None]
    for patch in fresh:
        if fingerprint(patch.function) != patch.source:
            raise OutputError(
                f"WeasyPrint {__version__}",
                f"its {patch.name} is not the one that our composition knows",
                "set up again with `make book`, which installs the WeasyPrint that fits",
            )
    for patch in fresh:
        ours = patch.make(patch.function)
        _theirs[ours] = patch.function
        patch.put(ours)
    for entry in hung:
        setattr(entry.owner, entry.name, entry.first)


def fingerprint(function: Function) -> str:
    """Return the hash of a function's source, by which an upgrade is noticed.

    `inspect.getsource` reads it token by token, which takes longer than to load this module.
    """
    code = function.__code__
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 : _end(code)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _end(code: CodeType) -> int:
    """Return the last line of a function."""
    own = max(end or 0 for _, end, _, _ in code.co_positions())
    return max([own, *(_end(inner) for inner in code.co_consts if isinstance(inner, CodeType))])
