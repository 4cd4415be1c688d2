"""Links of topics to files that are no pages: nothing in a book can be linked to for these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.model import Marked, Page, Place, Role, Topic, walk
from publisher.problems import Problem, problem


def dead(pages: Sequence[Page]) -> Iterator[Problem]:
    """Say which links lead to none of the pages."""
    known = {page.source for page in pages}
    for page in pages:
        for topic in page.topics:
            for run, place in _links(topic):
                if known.isdisjoint(place.sources):
                    where = topic.source, topic.line
                    yield problem("dead-link", *where, text=run.text, target=place.source)


def _links(topic: Topic) -> Iterator[tuple[Marked, Place]]:
    bodies = [section for section in topic.sections if section.role == Role.BODY]
    for content in walk.inlines(bodies):
        for run in content:
            if isinstance(run, Marked):
                yield from ((run, of) for of in run.within if isinstance(of, Place))
