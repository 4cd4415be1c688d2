"""The shelf over HTTP, for one office: right media types, ranges, nothing outside the folder.

    server     who is answered, and how many at once
    answers    one request -> its answer
    files      which files of a shelf are served, as what, and how much of one
    watching   pages that change, and who waits to hear of it

A shelf may be somebody else's. Its scripts are not run: the folder shelf/ is ours, whatever lies
there, and a policy lets no other script run. Only who knows this machine by its name or address
is answered, so that no page of another site reads the shelf under a name of its own (DNS
rebinding).
"""

from publisher.shelf.serving.files import FEEDS, TYPES, found, span
from publisher.shelf.serving.server import Server
from publisher.shelf.serving.watching import Changes, state, watch

__all__ = ["FEEDS", "TYPES", "Changes", "Server", "found", "span", "state", "watch"]
