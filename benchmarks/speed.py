"""How long books take: ours cold, unchanged and with one topic edited, beside other programs.

    python benchmarks/speed.py [--topics 20,100,400,1000] [--rounds 3] [--table docs/performance.md]

All programs make the same book (`corpus`, `peers`), in turn, each as a process of its own from
its start to its end. What counts is the ratio of medians in one run; the machine is noisy.
Memory is the peak of the sum over all processes, each page of memory counted once (PSS); it is
looked at in a round of its own, for looking takes time.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from peers import PEERS

from publisher.books import volumes
from publisher.cli import loading

_BEAT = 0.1
"""Seconds between two looks at the memory."""
_PEERS_UP_TO = 100
"""Topics up to which the other programs are run."""


_RATIOS = (
    ("PDF, cold", "Chromium", 1.0),
    ("PDF, cold", "XeLaTeX + ctex, two passes", 0.75),
    ("PDF, one topic edited", "Typst", 1.0),
    ("PDF, unchanged", "PDF, cold", 0.03),
    ("EPUB, cold", "pandoc", 0.4),
)
"""Which of our runs is held against which other, and the ratio of seconds that it is to reach."""


@dataclass(slots=True)
class Measured:
    """The runs of one program on one book: seconds, peak MB, size of the product in MB."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0
    size: float = 0.0

    @property
    def median(self) -> float:
        """Seconds, noise aside."""
        return statistics.median(self.seconds)


class Bench:
    """One book of `topics` topics in `folder`, and what was measured on it."""

    def __init__(self, folder: Path, topics: int) -> None:
        """Write the pages, and the sources for the peers."""
        self.folder = folder
        self.topics = topics
        self.pages = corpus.write(folder / "pages", topics)
        self.found: dict[str, Measured] = {}
        self._weighed = False
        loaded = loading.load((self.pages,), None)
        self._book = volumes.whole(loaded.edited, loaded.settings, loaded.folder, None)

    def run(self, *, weighed: bool = False) -> None:
        """Measure everything once: its time, or its memory if it is `weighed`."""
        self._weighed = weighed
        self._ours("PDF, cold", "screen", cold=True)
        self._ours("PDF, unchanged", "screen")
        self._edit()
        self._ours("PDF, one topic edited", "screen")
        self._ours("EPUB, cold", "epub", cold=True)
        if self.topics <= _PEERS_UP_TO:
            for name, peer in PEERS.items():
                if prepared := peer.prepare(self._book, self.folder):
                    commands, target = prepared
                    self._measure(name, commands, target)

    def _ours(self, what: str, edition: str, *, cold: bool = False) -> None:
        if cold:
            shutil.rmtree(self.folder / "cache", ignore_errors=True)
        out = self.folder / "out"
        command = [sys.executable, "-m", "publisher", "build", str(self.pages), "-q"]
        self._measure(what, [[*command, "-o", str(out), "--edition", edition]], out)

    def _edit(self) -> None:
        """Put a sentence into the topic in the middle."""
        page = self.pages / f"{self.topics // 2:05d}.txt"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("。", f"，{time.time_ns()}。", 1), encoding="utf-8")

    def _measure(self, what: str, commands: Sequence[Sequence[str]], target: Path) -> None:
        environment = os.environ | {"XDG_CACHE_HOME": str(self.folder / "cache")}
        entry = self.found.setdefault(what, Measured())
        started = time.perf_counter()
        for command in commands:
            process = subprocess.Popen(  # noqa: S603 -- our own command or a peer's
                command, cwd=self.folder, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            while self._weighed and process.poll() is None:
                entry.memory = max(entry.memory, _memory(process.pid))
                time.sleep(_BEAT)
            process.wait()
        if not self._weighed:
            entry.seconds.append(time.perf_counter() - started)
        suffix = ".epub" if "EPUB" in what else ".pdf"
        files = target.glob(f"*{suffix}") if target.is_dir() else [target]
        entry.size = sum(file.stat().st_size for file in files if file.exists()) / 1e6


def _memory(pid: int) -> float:
    """Return the MB of a process and all below it."""
    total = 0
    for process in _family(pid):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all below it, as far as they have not ended meanwhile."""
    yield pid
    try:
        tasks = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 -- names are enough
    except OSError:
        return
    for task in tasks:
        try:
            children = Path(f"/proc/{pid}/task/{task}/children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _rows(bench: Bench) -> Iterator[str]:
    cold = bench.found["PDF, cold"].median
    for what, entry in bench.found.items():
        ratio = "" if what.startswith("EPUB") or what == "pandoc" else f"{entry.median / cold:.2f}"
        yield (
            f"| {bench.topics} | {what} | {entry.median:.2f} | {ratio} "
            f"| {entry.memory:.0f} | {entry.size:.1f} |"
        )


def _bars(benches: dict[int, Bench]) -> Iterator[str]:
    """Yield what this project wants to reach, and what it has, as far as it was measured."""
    small, large = (
        benches[topics].found if topics in benches else dict[str, Measured]()
        for topics in (100, 1000)
    )
    yield "| what | beside | wanted | measured |"
    yield "| --- | --- | --: | --: |"
    for what, beside, wanted in _RATIOS:
        if what in small and beside in small:
            ratio = small[what].median / small[beside].median
            yield f"| 100 topics, {what} | {beside} | {wanted} | {ratio:.2g} |"
    if small and large:
        cold = "PDF, cold"
        time_ratio = large[cold].median / small[cold].median
        memory_ratio = large[cold].memory / small[cold].memory
        yield f"| 1,000 topics, {cold} | 100 topics | 10.5 | {time_ratio:.1f} |"
        yield f"| 1,000 topics, {cold}, memory | 100 topics | 1.5 | {memory_ratio:.2f} |"
        yield f"| 1,000 topics, {cold}, memory | | 700 MB | {large[cold].memory:.0f} MB |"
        yield f"| 1,000 topics, EPUB, memory | | 250 MB | {large['EPUB, cold'].memory:.0f} MB |"


def _machine() -> str:
    model = "an unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def main() -> None:
    """Run all sizes and print the table, or put it in place of the one in a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--topics", default="20,100,400,1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--table", type=Path)
    chosen = parser.parse_args()
    table = [
        f"Measured on {_machine()}; medians of {chosen.rounds} rounds.",
        "",
        "| topics | work | seconds | to our cold PDF | peak MB | product MB |",
        "| --: | --- | --: | --: | --: | --: |",
    ]
    benches: dict[int, Bench] = {}
    for topics in map(int, chosen.topics.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            benches[topics] = bench = Bench(Path(folder), topics)
            for _ in range(chosen.rounds):
                bench.run()
            bench.run(weighed=True)
            table += _rows(bench)
            print("\n".join(table[-len(bench.found) :]), flush=True)
    table += ["", *_bars(benches)]
    print("\n".join(_bars(benches)))
    if chosen.table:
        text = chosen.table.read_text(encoding="utf-8")
        head, _, _ = text.partition("<!-- table -->")
        chosen.table.write_text(
            f"{head}<!-- table -->\n\n" + "\n".join(table) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
