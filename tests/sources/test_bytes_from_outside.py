"""What is in the place of a page is told at once, whatever it is: nothing hangs or fills memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PAGE, run

from publisher.incremental import build
from publisher.settings import Settings

HUGE = 2 * 1024**3
LITTLE = 200 * 1024**2
"""Bytes that hashing may take."""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "good.txt").write_text(PAGE, encoding="utf-8")
    return folder


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


STRANGE: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "socket": _socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "process": lambda path: path.symlink_to("/proc/self/environ"),
    "folders without end": lambda path: path.symlink_to("/proc/self"),
    "itself": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_file_is_reported_and_the_rest_is_made(
    source: Path, tmp_path: Path, kind: str
) -> None:
    STRANGE[kind](source / "bad.txt")
    done = run("build", str(source), "-o", str(tmp_path / "out"), "--edition", "epub")
    assert done.returncode == 1
    assert "bad.txt: error:" in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
@pytest.mark.parametrize("name", ["book.toml", "my.css", "press.icc"])
def test_settings_and_what_they_name_are_files(
    source: Path, tmp_path: Path, kind: str, name: str
) -> None:
    (source / "book.toml").write_text(
        'theme = "my.css"\n' if name == "my.css" else '[print]\nicc = "press.icc"\n', "utf-8"
    )
    (source / name).unlink(missing_ok=True)
    STRANGE[kind](source / name)
    done = run("build", str(source), "-o", str(tmp_path / "out"), "--edition", "epub")
    assert done.returncode == 2
    # a device can only be linked to, and lies elsewhere
    assert "regular file" in done.stderr or "lies outside the folder" in done.stderr


def test_a_page_far_too_large_is_not_read_at_all(source: Path, tmp_path: Path) -> None:
    with (source / "large.txt").open("wb") as file:
        file.truncate(HUGE)
    look = (
        "import resource, sys; from pathlib import Path\n"
        "from publisher import settings; from publisher.incremental import build\n"
        f"resource.setrlimit(resource.RLIMIT_DATA, ({LITTLE},) * 2)\n"
        "print(build.key([Path(sys.argv[1])], settings.Settings()))"
    )
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-c", look, str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    built = run("build", str(source), "-o", str(tmp_path / "out"), "--edition", "epub")
    assert "large.txt: error: the file has 2048.0 MiB" in built.stderr


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_is(
    source: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text(PAGE, encoding="utf-8")
    (source / "out.txt").symlink_to(elsewhere / "secret.txt")
    (source / "folder").symlink_to(elsewhere)
    (source / "below").mkdir()
    (source / "below" / "same.txt").symlink_to("../good.txt")
    done = run("inspect", str(source))
    assert done.stderr.count("the link leads out of the folder of the pages") == 2
    assert "same.txt" not in done.stderr
    both = run("inspect", str(source), str(elsewhere))
    assert "leads out" not in both.stderr


def test_a_link_that_is_named_itself_is_followed(source: Path, tmp_path: Path) -> None:
    (tmp_path / "named.txt").symlink_to(source / "good.txt")
    assert run("inspect", str(tmp_path / "named.txt")).returncode == 0


def test_names_that_are_no_utf_8_are_read_and_shown(source: Path, tmp_path: Path) -> None:
    folder = source / os.fsdecode(b"\xb2\xe2\xca\xd4")
    folder.mkdir()
    (folder / os.fsdecode(b"\xd2\xb3.txt")).write_text(PAGE.replace("雕版", "活字"), "utf-8")
    for _ in range(2):
        done = run("build", str(source), "-o", str(tmp_path / "out"), "--edition", "epub")
        assert done.returncode == 0, done.stderr
    assert "unchanged" in done.stderr


def test_the_early_look_sees_what_reading_sees(source: Path) -> None:
    (source / ".hidden").mkdir()
    before = build.key([source], Settings())
    (source / ".hidden" / "page.txt").write_text(PAGE, encoding="utf-8")
    assert build.key([source], Settings()) == before
    (source / "seen.HTM").write_text(PAGE, encoding="utf-8")
    assert build.key([source], Settings()) != before
