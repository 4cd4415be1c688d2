"""What composing costs: the same book laid out with our composer and with stock WeasyPrint.

    python benchmarks/layout.py [rounds]

Each run is a process of its own, the two kinds in turn, measured in seconds of processor time.
What counts is the ratio; the machine is noisy.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOPICS = 100


def measure(kind: str) -> dict[str, float]:
    """Lay out the book once in this process; return seconds for layout and for all."""
    from publisher import collection, cover, sources, typography, volumes
    from publisher.pdf import adapter, screen
    from publisher.pdf.layout import Compositor
    from publisher.settings import Settings

    settings = Settings()
    pages = sources.read([ROOT / "source"], 10 * 1024 * 1024).pages
    collected, _ = collection.collect(pages)
    edited, _ = typography.edit(collected, settings.editing)
    book = volumes.whole(edited, settings, "book")
    copies = [
        replace(chapter, id=f"{chapter.id}-{turn}", related=())
        for turn in range(TOPICS // len(book.chapters) + 1)
        for chapter in book.chapters
    ]
    book = replace(book, chapters=tuple(copies[:TOPICS]))
    if kind == "stock":
        for entry in adapter.REPLACEMENTS:
            if entry.name != "subset":
                entry.put(entry.function.stands_for)  # type: ignore[attr-defined]
        gc.disable = lambda: None  # type: ignore[assignment]  # as anybody runs it
    spent = 0.0
    lay_out = Compositor.lay_out

    def timed(*arguments: object, **named: object) -> object:
        nonlocal spent
        started = time.process_time()
        try:
            return lay_out(*arguments, **named)  # type: ignore[arg-type]
        finally:
            spent += time.process_time() - started

    Compositor.lay_out = timed  # type: ignore[method-assign, assignment]
    started = time.process_time()
    drawn = cover.draw(book.metadata, len(book.chapters), settings.trim)
    size = len(screen.render(book, drawn, settings.trim))
    return {"layout": spent, "all": time.process_time() - started, "bytes": size}


def main(rounds: int) -> None:
    """Run both kinds in turn and print the medians and their ratio."""
    results: dict[str, list[dict[str, float]]] = {"stock": [], "ours": []}
    for _ in range(rounds):
        for kind, found in results.items():
            command = [sys.executable, __file__, "--one", kind]
            out = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603 -- this file
            found.append(json.loads(out))
    for what in ("layout", "all", "bytes"):
        stock, ours = (
            statistics.median(run[what] for run in results[kind]) for kind in ("stock", "ours")
        )
        print(f"{what:8} stock {stock:12.2f}   ours {ours:12.2f}   ratio {ours / stock:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
