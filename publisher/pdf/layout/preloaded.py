"""What the process does that workers are forked from; so each of them has it done.

Python's fork server can be told to import modules and nothing else. So this one does something
when it is imported, as the only one; whoever is not forked calls the functions themselves.
"""

from __future__ import annotations

from contextlib import suppress

from publisher.errors import OutputError
from publisher.pdf.layout import engine

engine.load()
# if this is another WeasyPrint, each worker says so, to somebody who hears it
with suppress(OutputError):
    engine.install()

from publisher.pdf.layout import layout  # noqa: E402, F401 -- to be there
