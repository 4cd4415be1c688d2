"""The server of a shelf: who is answered, and how many at once."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publisher import shelf
from publisher.shelf.serving.answers import Handler
from publisher.shelf.serving.files import found
from publisher.shelf.serving.watching import Changes

_HEAD = 1024
"""Bytes at the beginning of the shelf's page that say its language."""
_MOST = 64
"""How many connections are open at once; who comes after waits until one has ended."""


class Server(ThreadingHTTPServer):
    """Serves the folder `out`. With `changes`, an open shelf reloads itself."""

    daemon_threads = True

    def __init__(
        self,
        out: Path,
        host: str,
        port: int,
        changes: Changes | None = None,
        failed: Callable[[Exception], object] = lambda _: None,
    ) -> None:
        """Listen at once; `failed` hears of each request that could not be answered.

        Raises:
            OSError: the port is taken or forbidden, or there is no such host.
        """
        self.out = out.resolve()
        self.changes = changes
        self.failed = failed
        self.furniture = shelf.furniture(_language(self.out))
        self._host = host
        self._free = threading.BoundedSemaphore(_MOST)
        super().__init__((host, port), Handler)

    @property
    def address(self) -> str:
        """Where a browser finds the shelf."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"

    def knows(self, name: str | None) -> bool:
        """Tell whether a Host header names this machine: by address, or by a name of its own.

        Raises:
            ValueError: it is none.
        """
        if name is None:
            return True  # no browser asks so
        host = urlsplit(f"//{name}").hostname or ""
        with suppress(ValueError):
            return bool(ipaddress.ip_address(host))
        own = socket.gethostname().lower()
        return host in ("localhost", self._host.lower(), own, f"{own}.local")

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, as soon as there is room for one more."""
        self._free.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Give the room of a connection to others while it waits for news."""
        self._free.release()
        try:
            yield
        finally:
            self._free.acquire()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader that went away."""


def _language(out: Path) -> str:
    """Return the language of the shelf in a folder, as the head of its page says it."""
    page = found(out, "/")
    if page is None:
        return shelf.language_of(b"")
    with page.open("rb") as file:
        return shelf.language_of(file.read(_HEAD))
