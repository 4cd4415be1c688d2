"""Send signals to running commands at random moments, and see what is left of them.

    python tests/signals.py COUNT [SEED]

Each command is told to end somewhere within the time that it takes undisturbed. Then no process
of it may be there after two seconds, nothing it said may be a traceback, no temporary file or
folder may be left (after `kill -9`, once the next run has swept), and the next run has to make
what an undisturbed one makes.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGKILL: -9}
COMMANDS = ("build", "batch", "serve", "handout")
_SECONDS = 2.0
"""How long other processes may be there after a signal."""
_ANEW = 0.75
"""How often a command begins with nothing; else it finds what it has made before."""
_LONG_AGO = 24 * 60 * 60
_STATE = ("ledger.sqlite", ".lock")
"""What stands in OUT that is no product."""

_PAGE = """位置:样书wiki > 专题索引 > d专题 > 专题详情
{title}

2026-02-09 10:00:00 火7人看过
基本释义

\u00a0\u00a0 {title},是样书里的一个专题。

详细释义

\u00a0\u00a0 {text}
"""


@dataclass
class Figures:
    """What came of all tries: how many of which kind, the slowest end, and each fault."""

    tries: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


class Ground:
    """A folder with pages, and for each command an OUT that is disturbed and one that is not."""

    def __init__(self, root: Path, topics: int, words: int) -> None:
        """Write pages, and let each command run undisturbed."""
        self.root = root
        pages = root / "pages"
        pages.mkdir()
        (root / "tmp").mkdir()
        for number in range(topics):
            text = _PAGE.format(title=f"专题{number}", text="写样上板,一刀一刀刻出来。" * words)
            (pages / f"{number}.txt").write_text(text, encoding="utf-8")
        self.seconds: dict[str, float] = {}
        self.wanted: dict[str, dict[str, str]] = {}
        for command in COMMANDS:
            began = time.monotonic()
            self.renew(command, root / f"quiet-{command}")
            self.seconds[command] = time.monotonic() - began
            self.forget()
            self.wanted[command] = products(root / f"quiet-{command}")

    def start(self, command: str, out: Path) -> subprocess.Popen[str]:
        """Start a command that writes to `out`."""
        arguments = {
            "handout": ["handout", self.root / "pages", "-o", out, "--all"],
            "serve": ["serve", out, "--watch", self.root / "pages", "--port", "0"],
        }.get(command, [command, self.root / "pages", "-o", out])
        cache, temporary = str(self.root / "cache"), str(self.root / "tmp")
        return subprocess.Popen(  # noqa: S603 -- our own command
            [sys.executable, "-m", "publisher", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            env=os.environ | {"XDG_CACHE_HOME": cache, "TMPDIR": temporary},
        )  # fmt: skip

    def renew(self, command: str, out: Path) -> str:
        """Let a command run undisturbed; return what it said. What is served is published."""
        process = self.start("batch" if command == "serve" else command, out)
        said, _ = process.communicate(timeout=600)
        return said if process.returncode == 0 else f"status {process.returncode}: {said}"

    def forget(self) -> None:
        """Let nothing be known of earlier work."""
        for entry in (self.root / "cache" / "publisher").glob("??"):
            shutil.rmtree(entry, ignore_errors=True)

    def left_overs(self, out: Path) -> list[str]:
        """Return what is there that only a running command needs."""
        temporary = (self.root / "cache" / "publisher" / "temporary").glob("*")
        left = [*out.rglob(".publisher-*"), *out.rglob(".lock"), *temporary]
        # the folder of sockets stays, what lies in it does not
        for path in (self.root / "tmp").iterdir():
            left += path.iterdir() if path.name.startswith("publisher-") else [path]
        return [str(path) for path in left]


def products(out: Path) -> dict[str, str]:
    """Return the hashes of all products by their paths."""
    return {
        str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in _STATE
    }


def of_session(leader: int) -> list[int]:
    """Return the processes that belong to a session, but those that have ended already."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state not in "ZX":
                found.append(int(stat.parent.name))
    return found


def heeds(process: subprocess.Popen[str]) -> None:
    """Wait until the program catches signals; what comes before its first line is Python's own."""
    caught, bit = 0, 1 << (signal.SIGTERM - 1)
    while process.poll() is None and not caught & bit:
        with contextlib.suppress(OSError, IndexError):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        time.sleep(0.002)


def disturb(
    ground: Ground, command: str, number: signal.Signals, seconds: float, figures: Figures
) -> None:
    """Start a command, end it by a signal after so many seconds, and look at what is left."""
    out = ground.root / f"out-{command}"
    process = ground.start(command, out)
    heeds(process)
    time.sleep(seconds)
    ran = process.poll() is None
    process.send_signal(number)
    began = time.monotonic()
    while of_session(process.pid) and time.monotonic() < began + 20:
        time.sleep(0.01)
    took = time.monotonic() - began
    left = of_session(process.pid)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    said, _ = process.communicate(timeout=60)
    figures.tries[f"{command} {number.name}" if ran else f"{command} had ended"] += 1
    figures.slowest = max(figures.slowest, took)
    what = f"{command} {number.name} after {seconds:.2f} s"
    if took > _SECONDS:
        figures.faults.append(f"{what}: {took:.1f} s until all had ended, {len(left)} left")
    if "Traceback" in said or "leaked" in said:
        figures.faults.append(f"{what}: {said[-500:]}")
    if process.returncode not in (0, ENDS[number]):
        figures.faults.append(f"{what}: status {process.returncode}: {said[-500:]}")
    if number != signal.SIGKILL and (files := ground.left_overs(out)):
        figures.faults.append(f"{what}: left {files}")


def compare(ground: Ground, command: str, figures: Figures) -> None:
    """Let a disturbed command run to its end, and see that it makes what it should."""
    out = ground.root / f"out-{command}"
    # what was left long ago: of what is new, somebody might be writing it
    for left in out.rglob(".publisher-*") if out.exists() else ():
        os.utime(left, (0, time.time() - _LONG_AGO))
    said = ground.renew(command, out)
    # a run that has nothing to do, or finds all parts laid out, begins nothing and sweeps nothing
    idle = command == "handout" or "0 published" in said or ", unchanged" in said
    if (files := ground.left_overs(out)) and not idle:
        figures.faults.append(f"{command}: not swept by the next run: {files}")
    if products(out) != ground.wanted[command]:
        figures.faults.append(f"{command}: the next run made something else: {said[-500:]}")


def tried(
    count: int,
    chance: random.Random,
    topics: int = 8,
    words: int = 150,
    tell: Callable[[str], object] = lambda _: None,
) -> Figures:
    """Send so many signals; return what came of them. `tell` hears how it goes."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder), topics, words)
        numbers = tuple(ENDS)
        for turn in range(count):
            command = COMMANDS[turn % len(COMMANDS)]
            number = numbers[turn // len(COMMANDS) % len(numbers)]
            if chance.random() < _ANEW:
                ground.forget()
                shutil.rmtree(ground.root / f"out-{command}", ignore_errors=True)
            disturb(ground, command, number, chance.uniform(0, ground.seconds[command]), figures)
            compare(ground, command, figures)
            tell(f"{turn + 1}/{count}: {len(figures.faults)} faults\r")
    return figures


def main(arguments: Sequence[str]) -> int:
    """Send signals; return 1 if something was left or lost."""
    seed = int(arguments[1]) if len(arguments) > 1 else None
    chance = random.Random(seed)  # noqa: S311 -- no secret
    figures = tried(int(arguments[0]), chance, tell=sys.stderr.write)
    for fault in figures.faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(
        f"{sum(figures.tries.values())} signals {dict(figures.tries)}, all ended within "
        f"{figures.slowest:.2f} s, {len(figures.faults)} faults\n"
    )
    return int(bool(figures.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["100"]))
