"""One request for a shelf -> its answer."""

from __future__ import annotations

import hashlib
import socket
import threading
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from publisher import shelf
from publisher.shelf.serving.files import FEEDS, TYPES, found, span
from publisher.shelf.serving.watching import Changes

if TYPE_CHECKING:
    from publisher.shelf.serving.server import Server

_POLICIES = {
    "/shelf/read.html": shelf.READING,
    ".html": "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-src 'none'; "
    "base-uri 'none'; form-action 'none'",
}
"""What a page may do, by its path or suffix (Content Security Policy, level 3)."""

_SLOWEST = 20.0
"""Seconds that a request may take to arrive, and an answer to be taken, piece by piece."""
_HEARTBEAT = 15.0
"""Seconds after which a page that waits for changes hears that the server is still there."""


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

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
        """Answer with a file, or keep a page waiting for news."""
        if self.server.changes and self.path == self._EVENTS:
            with self.server.waiting():
                self._events(self.server.changes)
        else:
            self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the file."""
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


def _copy(source: BufferedIOBase, target: BufferedIOBase, length: int) -> None:
    with suppress(OSError):  # the reader went away
        while length > 0 and (piece := source.read(min(length, 1 << 16))):
            target.write(piece)
            length -= len(piece)
