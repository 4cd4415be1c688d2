"""The end of a run before its time: by Ctrl-C, by a signal, or with the run that it works for.

A signal may come at any moment, within any library. So nothing is unwound: what was begun
outside of this process, files that are half written and programs that were called, is removed
and ended here, and then the process ends at once. What cannot be told any more (a power cut,
`kill -9`) is swept at the next start.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from publisher.runtime import memo

_SIGNALS = {
    name: said
    for name, said in {
        "SIGINT": "interrupted",
        "SIGTERM": "terminated",
        "SIGHUP": "the terminal was closed",
    }.items()
    if hasattr(signal, name)
}
"""What ends a run, and what is said then. Windows has no SIGHUP."""

_PATIENCE = 1.0
"""Seconds that other processes have to end by themselves."""
_GLANCE = 0.5
"""Seconds between two looks whether the process above is still there."""
_FOLDER = "temporary"
_LAST = -1000
"""When the folder of sockets goes; Python removes its own at -100."""

_unfinished: set[Path] = set()
_programs: set[int] = set()
_helpers: set[int] = set()
_starting: list[object] = []
"""Programs that are being started: until they are known, a signal has to wait."""
_sockets: list[int] = []
"""Not empty once there is a folder for sockets."""
_postponed: list[Callable[[], None]] = []
_lock = threading.Lock()
"""Held by whoever ends this process: two signals may come at once."""


def heed() -> None:
    """From now on end as a user expects who presses Ctrl-C, logs out, or stops a service.

    A signal that was ignored when the program was started (`nohup`, a job of a shell in the
    background) stays ignored.
    """
    for name, said in _SIGNALS.items():
        if signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _answer(said))
    # Python's own process that clears up after the pools would complain that it has to
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")


def _answer(said: str) -> Any:
    def end(number: int, _frame: FrameType | None) -> None:
        def go() -> None:
            leave(128 + number, f"publisher: {said}; nothing half-made was left behind\n")

        if _starting:
            _postponed.append(go)
        else:
            go()

    return end


def leave(status: int, message: str = "") -> None:
    """End this process and all that it has begun, at once.

    It returns where another call is at that already.
    """
    if not _lock.acquire(blocking=False):
        return
    if threading.current_thread() is threading.main_thread():
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    # whatever was being loaded or begun at this moment, the process ends
    with contextlib.suppress(Exception):
        _end_others()
    for path in list(_unfinished):
        _remove(path)
    if message:
        # a spinner has hidden the cursor
        shown = f"\r\x1b[K\x1b[?25h{message}" if _is_terminal() else message
        with contextlib.suppress(OSError):
            os.write(2, shown.encode())
    os._exit(status)


def _is_terminal() -> bool:
    with contextlib.suppress(OSError):
        return os.isatty(2)
    return False


def _end_others() -> None:
    for group in list(_programs):
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)
    for process in list(_helpers):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
    # what was never loaded has begun no process
    workers = sys.modules["multiprocessing"].active_children() if _has_workers() else []
    for worker in workers:
        worker.terminate()
    end = time.monotonic() + _PATIENCE
    for worker in workers:
        worker.join(max(0.0, end - time.monotonic()))
        worker.kill()


def _has_workers() -> bool:
    return "multiprocessing.process" in sys.modules and "multiprocessing" in sys.modules


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def work_for_another() -> None:
    """Begin as a process of a pool: leave Ctrl-C to the one above, and end when it is gone."""
    import multiprocessing
    from multiprocessing.connection import wait

    for name in _SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, _: leave(128 + number))
    above = multiprocessing.parent_process()
    if above is None:
        return

    def watch() -> None:
        wait([above.sentinel])
        leave(1)

    threading.Thread(target=watch, daemon=True).start()


def help_another() -> None:
    """Begin as a fork that does one piece of work: end with any signal, and with the one above."""
    _helpers.clear()
    for name in _SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    above = os.getppid()

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != above:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _GLANCE, _GLANCE)


def helped_by(process: int) -> None:
    """Take note of a fork that is to end with this process."""
    _helpers.add(process)


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Remove the file or folder `path`, if it is there, with the block or with this process."""
    _unfinished.add(path)
    try:
        yield path
    finally:
        _remove(path)
        _unfinished.discard(path)


@contextlib.contextmanager
def program(start: Callable[[], subprocess.Popen[str]]) -> Iterator[subprocess.Popen[str]]:
    """Start a program as the leader of a session; it ends with the block or with this process.

    Raises:
        OSError: it cannot be started.
    """
    _starting.append(start)
    try:
        process = start()
        _programs.add(process.pid)
    finally:
        _starting.pop()
    for go in _postponed:
        go()
    try:
        with process:
            try:
                yield process
            finally:
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
    finally:
        _programs.discard(process.pid)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give an empty folder that goes with the block; what killed runs left behind goes, too.

    Raises:
        OSError: it cannot be made.
    """
    with unfinished(_fresh(memo.folder() / _FOLDER)) as path:
        yield path


def start_processes() -> None:
    """Have the sockets of processes that are to be started in a folder that ends with this one.

    The path of a socket is short, so that it is none in the cache.
    """
    if _sockets or not hasattr(os, "getuid"):
        return
    from multiprocessing import util

    # where ours cannot be had, Python takes a folder for itself
    with contextlib.suppress(OSError):
        above = Path(tempfile.gettempdir()) / f"publisher-{os.getuid()}"
        above.mkdir(exist_ok=True, mode=0o700)
        if stat.S_ISDIR(above.lstat().st_mode) and above.lstat().st_uid == os.getuid():
            path = _fresh(above)
            _unfinished.add(path)
            # the last thing that is done: what lies in it has an end of its own before
            util.Finalize(None, _remove, args=(path,), exitpriority=_LAST)
            before, tempfile.tempdir = tempfile.tempdir, str(path)
            util.get_temp_dir()
            tempfile.tempdir = before
    _sockets.append(os.getpid())


def _fresh(above: Path) -> Path:
    """Make a folder of this process in `above`, and remove those of processes that are gone."""
    above.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in above.iterdir():
        if not _is_running(left.name.partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    path = above / f"{os.getpid()}-{os.urandom(4).hex()}"
    path.mkdir(mode=0o700)
    return path


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True
