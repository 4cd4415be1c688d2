"""Regular expressions that are compiled when they are first asked.

To compile one with the Han characters in it takes a millisecond, and there are two hundred: most
pages have nothing for half of them to find.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Becomes a `re.Pattern` with the first thing that is asked of it."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        """Find a method of the compiled one, and have it here from now on."""
        found = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, found)
        return found


def regex(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does as `re.compile(expression, flags)` does."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))
