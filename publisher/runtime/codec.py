"""Our values -> bytes that can be kept, and back; whatever the bytes ask for, nothing else."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

_BROKEN = (
    pickle.UnpicklingError, EOFError, TypeError, ValueError, AttributeError, IndexError, KeyError,
)  # fmt: skip
"""What `pickle` raises for bytes that it did not write."""


class ForeignValueError(ValueError):
    """The bytes are not whole, or there is something in them that was not asked for."""


def kinds(*roots: type) -> frozenset[type]:
    """Return the classes, besides Python's own, that values of `roots` may be made of.

    They are read from the types of their fields, so that no new one can be forgotten.
    """
    found: set[type] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if isinstance(kind, type) and kind not in found:
            if _has_fields(kind):
                waiting += get_type_hints(kind).values()
            if _has_fields(kind) or issubclass(kind, Enum | date):
                found.add(kind)
    return frozenset(found)


def _has_fields(kind: type) -> bool:
    """Tell whether it is a dataclass or a named tuple."""
    return is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


def dump(value: Any, kinds: Iterable[type]) -> bytes:
    """Return a value as bytes, equal ones for values that are made in the same way.

    Besides Python's own it holds `kinds` only.
    """
    buffer = io.BytesIO()
    writer = pickle.Pickler(buffer, protocol=5)
    writer.dispatch_table = {
        kind: _by_value if issubclass(kind, Enum) else _taken_apart(kind)
        for kind in kinds
        if is_dataclass(kind) or issubclass(kind, Enum)
    }
    writer.dump(value)
    return buffer.getvalue()


def load(content: bytes, kinds: Iterable[type]) -> Any:
    """Return the value that `dump` wrote; besides Python's own it may hold `kinds` only.

    Raises:
        ForeignValueError: it cannot be read, or asks for another kind.
    """
    reader = _Reader(io.BytesIO(content))
    reader.kinds = {(kind.__module__, kind.__name__): kind for kind in kinds}
    try:
        return reader.load()
    except _BROKEN as error:
        raise ForeignValueError(str(error)) from error


def _by_value(member: Enum) -> tuple[type, tuple[Any]]:
    """Return what makes a member of an enumeration again.

    Python 3.11.2 would write it as an attribute to be asked of its class, which no reader of
    ours does.
    """
    return type(member), (member.value,)


@cache
def _taken_apart(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """Return what names the arguments that make a dataclass again, in a fifth of pickle's time."""
    names = [entry.name for entry in fields(kind)]
    if not names:
        return lambda _: (kind, ())
    if len(names) == 1:
        return lambda value: (kind, (getattr(value, names[0]),))
    arguments = attrgetter(*names)
    return lambda value: (kind, arguments(value))


class _Reader(pickle.Unpickler):
    kinds: dict[tuple[str, str], type]

    def find_class(self, module: str, name: str) -> Any:
        kind = self.kinds.get((module, name))
        if kind is None:
            raise pickle.UnpicklingError(f"{module}.{name} is not among our values")
        return kind
