"""The shelf over HTTP, for one office: right media types, ranges, nothing outside the folder.

A shelf may be somebody else's. Its scripts are not run: the folder shelf/ is ours, whatever lies
there, and a policy lets no other script run. Only who knows this machine by its name or address
is answered, so that no page of another site reads the shelf under a name of its own (DNS
rebinding).
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from publisher import shelf
from publisher.editions import MEDIA_TYPES

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
} | MEDIA_TYPES
"""The media types of files by suffix. Others are not served."""

_OURS = frozenset({".css", ".js"})
"""Suffixes of files that are served from the folder shelf/ alone."""

FEEDS = {
    "opds.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "opds.json": "application/opds+json",
}

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_POLICIES = {
    "/shelf/read.html": shelf.READING,
    ".html": "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-src 'none'; "
    "base-uri 'none'; form-action 'none'",
}
"""What a page may do, by its path or suffix (Content Security Policy, level 3)."""

_HEAD = 1024
"""Bytes at the beginning of the shelf's page that say its language."""
_MOST = 64
"""How many connections are open at once; who comes after waits until one has ended."""
_SLOWEST = 20.0
"""Seconds that a request may take to arrive, and an answer to be taken, piece by piece."""
_HEARTBEAT = 15.0
"""Seconds after which a page that waits for changes hears that the server is still there."""


class Changes:
    """Tells pages that wait when the shelf has changed."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self._condition = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Tell all that wait."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def seen(self) -> int:
        """Return how many changes there have been."""
        with self._condition:
            return self._count

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for a change after the first `seen`; return how many there have been."""
        with self._condition:
            self._condition.wait_for(lambda: self._count != seen, seconds)
            return self._count


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
        super().__init__((host, port), _Handler)

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


def found(out: Path, target: str) -> Path | None:
    """Return the file that the path of a request names; None if it is not to be served.

    `out` is resolved. Hidden files, ledgers, links that lead elsewhere: there is no such thing.

    Raises:
        ValueError: it is the path of nothing.
    """
    names = [name for name in unquote(urlsplit(target).path).split("/") if name]
    if any(name.startswith(".") or "\\" in name or "\0" in name for name in names):
        return None
    path = out.joinpath(*names)
    with suppress(OSError, ValueError):
        if path.is_dir():
            path = path / "index.html"
        path = path.resolve(strict=True)
        known = path.suffix.lower() in TYPES.keys() - _OURS or path.name in FEEDS
        if known and path.is_file() and not _is_hidden(path.relative_to(out)):
            return path
    return None


def _is_hidden(path: Path) -> bool:
    return any(name.startswith(".") for name in path.parts)


def watch(
    sources: Sequence[Path],
    built: dict[str, tuple[int, int]],
    rebuild: Callable[[], None],
    stop: threading.Event,
    pause: float = 1.0,
) -> None:
    """Call `rebuild` when pages below `sources` have changed and been quiet for one `pause` (s).

    `built` is their `state` before they were last built.
    """
    last = built
    while not stop.wait(pause):
        now = state(sources)
        if now == last != built:
            built = now
            rebuild()
        last = now


def state(sources: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Return what a change of pages would change: names, sizes, times."""
    found = {}
    for source in sources:
        for path in (source, *source.rglob("*")):
            with suppress(OSError):
                status = path.stat()
                found[str(path)] = status.st_size, status.st_mtime_ns
    return found


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "publisher"
    sys_version = ""
    timeout = _SLOWEST
    _EVENTS: ClassVar = "/.events"
    _begun = False

    def handle_one_request(self) -> None:
        """Take one request; whoever sends it drop by drop is not waited for."""
        self._patience = threading.Timer(_SLOWEST, self._give_up)
        self._patience.daemon = True
        self._patience.start()
        try:
            super().handle_one_request()
        finally:
            self._patience.cancel()

    def _give_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def parse_request(self) -> bool:
        """Take note that the request is here."""
        self._begun = False
        whole = super().parse_request()
        self._patience.cancel()
        return whole

    def do_GET(self) -> None:
        if self.server.changes and self.path == self._EVENTS:
            with self.server.waiting():
                self._events(self.server.changes)
        else:
            self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        """Answer; where that fails, say so here and there."""
        try:
            self._file_or_error(with_body=with_body)
        except (ConnectionError, TimeoutError):
            raise  # the reader went away
        except Exception as error:
            self.server.failed(error)
            self.close_connection = True
            if not self._begun:
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _file_or_error(self, *, with_body: bool) -> None:
        try:
            known = self.server.knows(self.headers.get("Host"))
            path = found(self.server.out, self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        name = urlsplit(self.path).path.lstrip("/")
        if not known:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif name in self.server.furniture:
            self._content(name, self.server.furniture[name], with_body=with_body)
        elif path is None or name.startswith("shelf/"):
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._stored(path, with_body=with_body)

    def _stored(self, path: Path, *, with_body: bool) -> None:
        with path.open("rb") as file:
            if path.suffix == ".html":
                content = file.read()
                if self.server.changes:
                    content = content.replace(b"<html ", b"<html data-watched ", 1)
                self._content(path.name, content, with_body=with_body)
            else:
                self._file(path, file, with_body=with_body)

    def _content(self, name: str, content: bytes, *, with_body: bool) -> None:
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if self.headers.get("If-None-Match") == tag:
            self._head(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
            return
        length = str(len(content))
        kind = TYPES.get(Path(name).suffix, "application/octet-stream")
        about = {"Content-Type": kind, "Content-Length": length, "ETag": tag}
        if policy := _POLICIES.get(f"/{name}") or _POLICIES.get(Path(name).suffix):
            about["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
        self._head(HTTPStatus.OK, about)
        if with_body:
            self.wfile.write(content)

    def _file(self, path: Path, file: BufferedIOBase, *, with_body: bool) -> None:
        status = path.stat()
        size = status.st_size
        tag = f'"{status.st_mtime_ns:x}-{size:x}"'
        about = {
            "ETag": tag,
            "Last-Modified": formatdate(status.st_mtime, usegmt=True),
            "Accept-Ranges": "bytes",
        }
        if self.headers.get("If-None-Match") == tag:
            self._head(HTTPStatus.NOT_MODIFIED, about)
            return
        about["Content-Type"] = FEEDS.get(path.name) or TYPES[path.suffix.lower()]
        asked = self.headers.get("Range")
        if asked and self.headers.get("If-Range") in (None, tag):
            try:
                wanted = span(asked, size)
            except ValueError:
                about |= {"Content-Range": f"bytes */{size}", "Content-Length": "0"}
                self._head(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, about)
                return
        else:
            wanted = None
        first, last = wanted or (0, size - 1)
        about["Content-Length"] = str(last - first + 1)
        if wanted:
            about["Content-Range"] = f"bytes {first}-{last}/{size}"
        self._head(HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.OK, about)
        if with_body:
            file.seek(first)
            _copy(file, self.wfile, last - first + 1)

    def _events(self, changes: Changes) -> None:
        """Keep a page waiting (server-sent events), and tell it of each change."""
        # what changes while the answer is under way is told, too
        seen = changes.seen()
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        self.close_connection = True
        with suppress(OSError):  # the page was closed
            while True:
                before, seen = seen, changes.wait(seen, _HEARTBEAT)
                self.wfile.write(b"event: changed\ndata:\n\n" if seen != before else b":\n\n")
                self.wfile.flush()

    def _head(self, status: HTTPStatus, about: dict[str, str]) -> None:
        self._begun = True
        self.send_response(status)
        for name, value in about.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing: who reads what is nobody's business."""


def span(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte of a Range header (RFC 9110, 14); None to send all.

    Several ranges, or units that we do not know, are answered with the whole file.

    Raises:
        ValueError: nothing of the file is in the range.
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        length = min(int(match[2]), size)
        if length == 0:
            raise ValueError(asked)
        return size - length, size - 1
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return None
    if first >= size:
        raise ValueError(asked)
    return first, last


def _copy(source: BufferedIOBase, target: BufferedIOBase, length: int) -> None:
    with suppress(OSError):  # the reader went away
        while length > 0 and (piece := source.read(min(length, 1 << 16))):
            target.write(piece)
            length -= len(piece)


__all__ = ["FEEDS", "TYPES", "Changes", "Server", "found", "span", "watch"]
