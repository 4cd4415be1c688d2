"""What is kept of earlier work never makes a wrong book, whatever happens to it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.runtime import memo
from publisher.runtime.memo import Cache

NAME = memo.key("a part")


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry(kept: Cache) -> Path:
    (path,) = kept.root.glob("??/*")
    return path


@given(st.lists(st.binary(), min_size=1, max_size=4), st.lists(st.binary(), min_size=1, max_size=4))
def test_different_work_has_different_names(first: list[bytes], second: list[bytes]) -> None:
    assert (memo.key(*first) == memo.key(*second)) == (first == second)


@pytest.mark.parametrize("content", [b"", b"galley", bytes(10**6)], ids=["empty", "short", "long"])
def test_what_is_put_in_comes_out(kept: Cache, content: bytes) -> None:
    assert kept.get(NAME) is None
    assert kept.put(NAME, content)
    assert kept.get(NAME) == content


@pytest.mark.parametrize("length", [0, 1, 17, 18, 40, -1])
def test_an_entry_that_was_cut_short_is_made_again(kept: Cache, length: int) -> None:
    kept.put(NAME, b"galley" * 100)
    path = entry(kept)
    path.write_bytes(path.read_bytes()[:length])
    assert kept.get(NAME) is None


def test_an_entry_that_was_changed_is_made_again(kept: Cache) -> None:
    kept.put(NAME, os.urandom(1000))
    path = entry(kept)
    whole = path.read_bytes()
    for place in range(0, len(whole), 37):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        path.write_bytes(spoilt)
        assert kept.get(NAME) is None, place


def test_an_entry_of_another_version_is_made_again(kept: Cache) -> None:
    kept.put(NAME, b"galley")
    path = entry(kept)
    path.write_bytes(path.read_bytes().replace(b"cache-2", b"cache-1"))
    assert kept.get(NAME) is None


def test_an_entry_that_was_copied_under_another_name_is_not_taken(kept: Cache) -> None:
    other = memo.key("another part")
    kept.put(NAME, b"galley")
    kept.put(other, b"another")
    path = kept.root / other[:2] / other[2:]
    path.write_bytes((kept.root / NAME[:2] / NAME[2:]).read_bytes())
    assert kept.get(other) is None
    assert kept.get(NAME) == b"galley"


@pytest.mark.parametrize("kind", ["pipe", "folder", "link to a device"])
def test_what_stands_in_the_place_of_an_entry_keeps_nobody_waiting(kept: Cache, kind: str) -> None:
    path = kept.root / NAME[:2] / NAME[2:]
    path.parent.mkdir(parents=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            (path / "inner").mkdir(parents=True)
        case _:
            path.symlink_to("/dev/zero")
    assert not kept.has(NAME)
    assert kept.get(NAME) is None
    kept.put(NAME, b"galley")
    assert kept.get(NAME) in (None, b"galley")
    kept.trim(0)


def test_without_a_folder_to_write_to_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    kept = Cache(in_the_way / "cache")
    assert not kept.put(NAME, b"galley")
    assert kept.get(NAME) is None
    assert kept.size() == (0, 0)


def test_a_full_disk_leaves_no_half_entry(kept: Cache) -> None:
    kept.put(memo.key("before"), b"galley")
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        assert not kept.put(NAME, os.urandom(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert kept.get(NAME) is None
    assert kept.size()[0] == 1


def test_the_folder_stays_within_its_limit_and_loses_what_was_not_used_for_longest(
    kept: Cache,
) -> None:
    names = [memo.key(str(number)) for number in range(6)]
    for age, name in enumerate(names):
        kept.put(name, os.urandom(1000))
        os.utime(kept.root / name[:2] / name[2:], (time.time() - 100 + age,) * 2)
    kept.get(names[0])
    kept.trim(3200)
    assert [kept.get(name) is not None for name in names] == [True, False, False, False, True, True]
    kept.clear()
    assert kept.size() == (0, 0)


WRITER = """
import sys
from pathlib import Path
from publisher.runtime.memo import Cache
kept = Cache(Path(sys.argv[1]))
for turn in range(300):
    kept.put(sys.argv[2], sys.argv[3].encode() * 5000)
    content = kept.get(sys.argv[2])
    assert content is None or content[:1] * len(content) == content, content[:20]
"""


def test_two_processes_at_once_never_see_half_of_what_the_other_writes(kept: Cache) -> None:
    commands = [
        [sys.executable, "-c", WRITER, str(kept.root), NAME, letter] for letter in ("a", "b")
    ]
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 -- this file's own
    assert [process.wait(timeout=600) for process in running] == [0, 0]
    assert kept.size()[0] == 1
