"""What composing costs: the same chapters set with our composer and with WeasyPrint's own lines.

    python benchmarks/layout.py [rounds]

Each run is a process of its own, the two kinds in turn, measured in seconds of processor time.
What counts is the ratio; the machine is noisy.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMPOSITION = ("get_next_linebox", "inline_min_content_width", "inline_max_content_width")
"""The functions by which our composer takes part."""


def measure(kind: str) -> float:
    """Set all chapters of the sample book in this process; return seconds."""
    from publisher.runtime import compiled

    compiled.install()
    from publisher import editing
    from publisher.books import volumes
    from publisher.collecting import collection
    from publisher.pdf.editions import screen
    from publisher.pdf.layout import engine, layout, patches, patching
    from publisher.settings import Settings
    from publisher.sources import reader

    settings = Settings()
    pages = reader.read([ROOT / "source"], 10 * 1024 * 1024).pages
    collected, _ = collection.collect(pages)
    edited, _ = editing.edit(collected, settings.editing)
    book = volumes.whole(edited, settings, "book")
    _, (_, parts) = screen.parts(book, settings.trim, None, None)
    if kind == "stock":
        engine.install()
        for patch in patches.NEEDED:
            if patch.name in COMPOSITION and (theirs := patching.theirs(patch)):
                patch.put(theirs)
    started = time.process_time()
    for part in parts[: len(book.chapters)]:
        layout.set_part(part)
    return time.process_time() - started


def main(rounds: int) -> None:
    """Run both kinds in turn and print the medians and their ratio."""
    results: dict[str, list[float]] = {"stock": [], "ours": []}
    for _ in range(rounds):
        for kind, found in results.items():
            command = [sys.executable, __file__, "--one", kind]
            out = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603 -- this file
            found.append(json.loads(out))
    stock, ours = (statistics.median(found) for found in results.values())
    print(f"stock {stock:.2f} s   ours {ours:.2f} s   ratio {ours / stock:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
