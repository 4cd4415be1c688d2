"""The one exception inside this stage: a file that cannot become a page."""

from __future__ import annotations


class Unusable(Exception):  # noqa: N818 (no error of the program: a fact about one file)
    """Say that one file gives no page. `publisher.sources.reader.read` turns it into a problem.

    `code` is a key of `publisher.problems.CODES`, `facts` fill in its sentence.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
