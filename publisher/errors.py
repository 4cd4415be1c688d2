"""Errors that stop the work, each with place, fact and remedy.

    PublisherError
    ├── UsageError       the command asks for something that cannot be; exit status 2
    │   └── SettingsError    a key or value in book.toml
    └── OutputError      a product cannot be written or made

What only touches one page or one character is a `publisher.problems.Problem` instead: it is
reported, and the rest goes on.
"""

from __future__ import annotations


class PublisherError(Exception):
    """The base of all errors of this package; prints as `place: fact; hint: remedy`."""

    def __init__(self, place: str, fact: str, remedy: str) -> None:
        # as three arguments: so it can be handed from one process to another
        super().__init__(place, fact, remedy)
        self.place = place
        self.fact = fact
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.fact}; hint: {self.remedy}"


class UsageError(PublisherError):
    """The command asks for something that cannot be."""


def no_topic(place: str) -> UsageError:
    """Return the error that there is no topic in what was named, `place`."""
    return UsageError(place, "no topic was found", "name a folder of saved wiki pages")


class SettingsError(UsageError):
    """A key or a value in book.toml is wrong. `place` is the file and the key."""


class OutputError(PublisherError):
    """A product cannot be made or written."""
