"""The shelf over HTTP: what reader apps ask for they get, and nothing that is not on it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT, run
from hypothesis import given
from hypothesis import strategies as st

from publisher.shelf import serving
from publisher.shelf.serving import answers

EPUB = b"0123456789" * 10


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "书 #1.epub").write_bytes(EPUB)
    (folder / "index.html").write_text("<html lang='zh'>架</html>", encoding="utf-8")
    (folder / "opds.xml").write_text("<feed/>")
    (folder / "ledger.sqlite").write_text("secret")
    (folder / ".failed").mkdir()
    (folder / ".failed" / "x.epub").write_text("secret")
    (tmp_path / "secret.html").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "hidden.epub").symlink_to(folder / ".failed" / "x.epub")
    (folder / "a" / "evil.js").write_text("secret")
    (folder / "shelf").mkdir()
    (folder / "shelf" / "more.html").write_text("secret")
    (folder / "shelf" / "shelf.js").write_text("secret")
    return folder


@pytest.fixture
def server(out: Path) -> Iterator[serving.Server]:
    with serving.Server(out, "127.0.0.1", 0, serving.Changes()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(
    server: serving.Server, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=300)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, dict(answer.headers), content


def test_files_have_the_media_types_that_reader_apps_expect(server: serving.Server) -> None:
    status, about, content = ask(server, f"/a/{quote('书 #1.epub')}")
    assert (status, content) == (200, EPUB)
    assert about["Content-Type"] == "application/epub+zip"
    assert ask(server, "/opds.xml")[1]["Content-Type"] == (
        "application/atom+xml;profile=opds-catalog;kind=acquisition"
    )
    assert ask(server, "/")[1]["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-9", 206, EPUB[:10]),
        ("bytes=95-", 206, EPUB[95:]),
        ("bytes=-5", 206, EPUB[-5:]),
        ("bytes=90-900", 206, EPUB[90:]),
        ("bytes=100-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=0-1,5-6", 200, EPUB),
        ("lines=1-2", 200, EPUB),
    ],
)
def test_a_part_of_a_file_is_that_part(
    server: serving.Server, asked: str, status: int, content: bytes
) -> None:
    got, about, body = ask(server, f"/a/{quote('书 #1.epub')}", Range=asked)
    assert (got, body) == (status, content)
    assert about["Content-Length"] == str(len(content))


def test_what_has_not_changed_is_not_sent_again(server: serving.Server) -> None:
    for path in ("/opds.xml", "/"):
        tag = ask(server, path)[1]["ETag"]
        assert ask(server, path, If_None_Match=tag)[::2] == (304, b"")


def test_a_head_request_gets_no_body(server: serving.Server) -> None:
    status, about, content = ask(server, "/opds.xml", "HEAD")
    assert (status, content, about["Content-Length"]) == (200, b"", "7")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html", "/%2e%2e/secret.html", "/a/..%2f..%2fsecret.html", "/link.html",
        "/ledger.sqlite", "/hidden.epub", "/a/evil.js", "/shelf/more.html", "/shelf/",
        "/.failed/x.epub", "/.lock", "/a/", "//etc/passwd", "/%00", "/a\\..\\x",
    ],
)  # fmt: skip
def test_nothing_but_the_shelf_is_served(server: serving.Server, path: str) -> None:
    status, _, content = ask(server, path)
    assert status == 404
    assert b"secret" not in content


def test_the_scripts_of_a_shelf_are_ours_whatever_lies_there(server: serving.Server) -> None:
    status, about, content = ask(server, "/shelf/shelf.js")
    assert (status, content) == (200, (ROOT / "templates/catalogue/shelf.js").read_bytes())
    assert about["Content-Type"] == "text/javascript; charset=utf-8"
    assert "script-src 'self'" in ask(server, "/shelf/read.html")[1]["Content-Security-Policy"]
    assert "default-src 'self'" in ask(server, "/")[1]["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200), ("localhost:1", 200), ("[::1]:80", 200), ("192.168.1.7", 200),
        ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("", 421), ("[", 400),
    ],
)  # fmt: skip
def test_a_site_that_takes_our_address_as_its_own_is_not_answered(
    server: serving.Server, host: str, status: int
) -> None:
    assert ask(server, "/", Host=host)[0] == status


@pytest.mark.parametrize(
    "line", ["GET", "GET //[ HTTP/1.1", "POST / HTTP/9", "\0\1", "GET / HTTP/1.1 more"]
)
def test_a_request_that_is_none_is_answered_as_such(server: serving.Server, line: str) -> None:
    with socket.create_connection(server.server_address[:2], timeout=300) as connection:
        connection.sendall(f"{line}\r\nHost: localhost\r\n\r\n".encode())
        answer = connection.recv(9999)
    assert answer.split(b" ")[1][:1] in (b"4", b"5") or b"Error code: 4" in answer


def test_those_who_send_drop_by_drop_do_not_keep_others_out(
    server: serving.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_SLOWEST", 0.5)
    count = serving.server._MOST + 9
    slow = [socket.create_connection(server.server_address[:2]) for _ in range(count)]
    for connection in slow:
        connection.sendall(b"GET / HT")
    assert ask(server, "/")[0] == 200
    for connection in slow:
        connection.close()


@given(st.text(max_size=60))
def test_no_path_leads_out_of_the_shelf(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    folder = tmp_path_factory.getbasetemp().resolve()
    try:
        found = serving.found(folder, "/" + path)
    except ValueError:
        return
    assert found is None or found.is_relative_to(folder)


@given(st.text("bytes=0123456789-, ", max_size=20), st.integers(0, 50))
def test_no_range_asks_for_more_than_there_is(asked: str, size: int) -> None:
    try:
        wanted = serving.span(asked, size)
    except ValueError:
        return
    assert wanted is None or 0 <= wanted[0] <= wanted[1] < size


def test_an_open_shelf_hears_of_a_change(server: serving.Server) -> None:
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=300)
    connection.request("GET", "/.events")
    answer = connection.getresponse()
    assert b"data-watched" in ask(server, "/")[2]
    assert server.changes
    server.changes.announce()
    assert answer.readline() == b"event: changed\n"


def test_pages_that_change_are_published_once_they_are_quiet(tmp_path: Path) -> None:
    stop, built = threading.Event(), threading.Event()
    (tmp_path / "page.txt").write_text("one")
    before = serving.state([tmp_path])
    watching = threading.Thread(
        target=serving.watch, args=([tmp_path], before, built.set, stop, 0.05), daemon=True
    )
    watching.start()
    assert not built.wait(0.3)
    (tmp_path / "page.txt").write_text("two and more")
    assert built.wait(300)
    stop.set()
    watching.join(300)


def test_a_port_that_is_taken_is_explained(server: serving.Server, out: Path) -> None:
    done = run("serve", out, "--port", str(server.server_address[1]))
    assert done.returncode == 2
    assert "choose another --port" in done.stderr


def test_a_folder_without_a_shelf_is_explained(tmp_path: Path) -> None:
    done = run("serve", tmp_path)
    assert done.returncode == 2
    assert f"publisher batch source -o {tmp_path}" in done.stderr
    assert not list(tmp_path.iterdir())
