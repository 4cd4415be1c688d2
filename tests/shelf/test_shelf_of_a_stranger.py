"""A whole shelf from a stranger, opened, served, rebuilt and pruned: it gets at nothing outside."""

from __future__ import annotations

import http.client
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from test_batch import write
from test_shelf import EVIL, Browser, browser, opened

from publisher.shelf import serving

__all__ = ["browser"]

TAKEN = "<script>document.title = 'taken'</script><script src='http://127.0.0.1:9/x.js'></script>"
DEEP = "[" * 1_000_000
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "&a{n - 1 if n else ""};&a{n - 1 if n else ""};">' for n in range(40)
)


def publisher(*arguments: object, cache: Path) -> tuple[int, str]:
    """Run a command, which has to end by itself."""
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=600,
        env=os.environ | {"XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    return done.returncode, said


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages, and the shelf of them as a stranger has published it."""
    folder = tmp_path_factory.mktemp("stranger")
    for title in ("雕版", "活字", "宣纸"):
        write(folder / "pages", title)
    arguments = ("batch", folder / "pages", "-o", folder / "shelf", "--edition", "epub")
    assert publisher(*arguments, cache=folder / "cache")[0] == 0
    return folder


@pytest.fixture
def here(original: Path, tmp_path: Path) -> Path:
    """The same, with a folder beside it that is nobody's business; the pages go on."""
    folder = tmp_path / "mine"
    shutil.copytree(original, folder)
    (folder / "outside" / "deep").mkdir(parents=True)
    for name in ("letter.txt", "活字.epub", "index.html", "deep/.publisher-0123abcd"):
        (folder / "outside" / name).write_text("mine", encoding="utf-8")
    write(folder / "pages", "活字", "加了一句话。")
    next(
        path for path in (folder / "pages").iterdir() if "宣纸" in path.read_text("utf-8")
    ).unlink()
    return folder


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return all that can be seen of a folder, but who has looked at it."""
    found = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_nlink, content)
    return found


def of(shelf: Path, title: str) -> Path:
    """Return the EPUB of a volume."""
    (book,) = shelf.rglob(f"{title}.epub")
    return book


def instead(path: Path, target: Path) -> None:
    """Put a link where a file or folder is."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def tell(shelf: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(shelf / "ledger.sqlite") as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(statement, values)


def poison(book: Path) -> None:
    """Put scripts, and requests to elsewhere, into all pages of an EPUB."""
    before = book.read_bytes()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            evil = name.endswith(".xhtml") and "nav" not in name
            new.writestr(name, EVIL if evil else old.read(name))


_PATH = "UPDATE file SET path = ? WHERE path LIKE '%宣纸.epub'"

TRAPS: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a ledger with a path out of it": (
        lambda shelf, _: tell(shelf, _PATH, "../outside/letter.txt"),
        "is no ledger that publisher"),
    "a ledger with a whole path": (
        lambda shelf, outside: tell(shelf, _PATH, str(outside / "letter.txt")),
        "is no ledger that publisher"),
    "a ledger that is a link": (
        lambda shelf, outside: instead(shelf / "ledger.sqlite", outside / "letter.txt"),
        "ledger.sqlite: is a link"),
    "a lock that is a link": (
        lambda shelf, outside: instead(shelf / ".lock", outside / "letter.txt"),
        ".lock: is a link"),
    "a lock that is a pipe": (
        lambda shelf, _: pipe(shelf / ".lock"), ".lock: is a file of another kind"),
    "a page that is a link": (
        lambda shelf, outside: instead(shelf / "index.html", outside / "index.html"),
        "index.html: is a link"),
    "a feed that is a pipe": (
        lambda shelf, _: pipe(shelf / "opds.xml"), "opds.xml: is a file of another kind"),
    "a volume that is a link": (
        lambda shelf, outside: instead(of(shelf, "活字").parent, outside), ": is a link"),
    "a volume to be removed that is a link": (
        lambda shelf, outside: instead(of(shelf, "宣纸").parent, outside), ": is a link"),
    "a book that is a link": (
        lambda shelf, outside: instead(of(shelf, "活字"), outside / "活字.epub"),
        "活字.epub: is a link"),
    "a book that is a pipe": (
        lambda shelf, _: pipe(of(shelf, "活字")), "活字.epub: is a file of another kind"),
    "our scripts in a folder that is a link": (
        lambda shelf, outside: instead(shelf / "shelf", outside), "shelf: is a link"),
    "failed volumes in a folder that is a link": (
        lambda shelf, outside: instead(shelf / ".failed", outside), ".failed: is a link"),
    "half-written files in a folder that is a link": (
        lambda shelf, outside: instead(shelf / "more", outside), ""),
    "a half-written file that is a link": (
        lambda shelf, outside: instead(shelf / ".publisher-0123abcd", outside / "letter.txt"), ""),
    "a folder in itself": (lambda shelf, _: instead(shelf / "loop", shelf), ""),
    "feeds and a report without end": (
        lambda shelf, _: [
            (shelf / name).write_text(DEEP, "utf-8") for name in ("opds.json", "report.json")
        ] + [(shelf / "opds.xml").write_text(LAUGHS, encoding="utf-8")], ""),
    "a book with scripts": (lambda shelf, _: poison(of(shelf, "雕版")), ""),
}  # fmt: skip
"""What a stranger may have put there, and what is said of it; of some there is nothing to say."""


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_outside_is_touched_and_what_was_found_is_said(trap: str, here: Path) -> None:
    shelf, outside, cache = here / "shelf", here / "outside", here / "cache"
    put, found = TRAPS[trap]
    put(shelf, outside)
    before, heard = state(outside), ""
    for options in ((), ("--prune",), ("--force",)):
        arguments = ("batch", here / "pages", "-o", shelf, "--edition", "epub", *options)
        status, said = publisher(*arguments, cache=cache)
        assert state(outside) == before
        # a file that is in the way is in the way of what is written there or removed
        complains = bool(found) and found in said
        assert status in ((1, 2) if complains else (0,)), said
        assert "hint: " in said or not complains
        heard += said
    assert found in heard


def asked(address: str, path: str) -> tuple[int, bytes]:
    host, _, port = address.removeprefix("http://").strip("/").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_what_is_served_of_it_lies_in_it_and_runs_no_script(browser: Browser, here: Path) -> None:
    shelf, outside = here / "shelf", here / "outside"
    volume = of(shelf, "雕版").parent.name
    poison(of(shelf, "雕版"))
    page = shelf / "index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", f"{TAKEN}</body>"), "utf-8")
    for name, target in {"out": outside, "a.html": outside / "index.html", "loop": shelf}.items():
        (shelf / name).symlink_to(target)
    instead(shelf / "shelf", outside)
    pipe(shelf / "pipe.epub")
    (shelf / "evil.js").write_text("document.title = 'taken'", encoding="utf-8")
    before = state(outside)
    with serving.Server(shelf, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path in ("/out/index.html", "/a.html", "/pipe.epub", "/evil.js", "/ledger.sqlite"):
            assert asked(server.address, path)[0] == 404, path
        assert b"mine" not in asked(server.address, "/shelf/index.html")[1]
        opened_page, _ = opened(browser, server.address)
        answered: list[str] = []
        opened_page.on("requestfinished", lambda request: answered.append(request.url))
        assert opened_page.title() != "taken"
        opened_page.click(f".volume a[href*='{volume}'] >> nth=0")
        opened_page.locator("#place", has_text="%").wait_for(timeout=300_000)
        frame = next(frame for frame in opened_page.frames if frame.url.startswith("blob:"))
        frame.wait_for_selector("text=字")
        assert opened_page.title() == "雕版"
        assert all(url.startswith((server.address, "blob:", "data:")) for url in answered)
        server.shutdown()
    assert state(outside) == before
