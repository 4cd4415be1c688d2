"""What is read of a file besides its blocks: what was dropped, and what cannot be carried over."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.model import Dropped, Reason
from publisher.sources.repairs import Repair


@dataclass
class Ledger:
    """The account of one file, called `source`, of which `above` lines were cut off.

    `read` are the texts that the tree does not have, but that were read.
    """

    source: str
    above: int
    read: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    omitted: dict[str, Repair] = field(default_factory=dict)

    def drop(self, line: int, text: str, reason: Reason = Reason.MARKUP) -> None:
        """Drop a text that is not in the tree, such as the title of a link."""
        if text.strip():
            self.read.append(text)
            self.dropped.append(Dropped(line, text.strip(), reason))

    def instead(self, line: int, text: str, shown: str) -> None:
        """Drop a text of the tree for which another is `shown`, if that does not have it."""
        if text.strip() and text.strip() in shown:
            self.read.append(shown.replace(text.strip(), "", 1))
            return
        self.read.append(shown)
        if text.strip():
            self.dropped.append(Dropped(line, text.strip(), Reason.MARKUP))

    def omit(self, what: str, line: int) -> None:
        """Count one more of what cannot be carried over."""
        found = self.omitted.get(what, Repair("not-carried-over", line, 0, what))
        self.omitted[what] = found._replace(times=found.times + 1)
