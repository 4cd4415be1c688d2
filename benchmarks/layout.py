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
COMPOSITION = (
    "split_inline_box", "split_text_box", "justify_line", "inline_max_content_width",
)  # fmt: skip
"""The functions by which our composer takes part."""


def measure(kind: str) -> float:
    """Set all chapters of the sample book in this process; return seconds."""
    from publisher import collection, html, sources, typography, volumes
    from publisher.pdf import adapter, layout
    from publisher.pdf.geometry import LEAD, SIZE, type_area
    from publisher.pdf.part import Part
    from publisher.settings import Settings

    settings = Settings()
    pages = sources.read([ROOT / "source"], 10 * 1024 * 1024).pages
    collected, _ = collection.collect(pages)
    edited, _ = typography.edit(collected, settings.editing)
    book = volumes.whole(edited, settings, "book")
    area = type_area(settings.trim)
    css = html.render(
        "pdf/page.css", trim=settings.trim, area=area, size=SIZE, lead=LEAD, title="书"
    )
    if kind == "stock":
        for entry in adapter.REPLACEMENTS:
            if entry.name in COMPOSITION:
                entry.put(entry.function.stands_for)  # type: ignore[attr-defined]
    started = time.process_time()
    for chapter in book.chapters:
        fragment = html.chapter(chapter, (), "#{}".format)
        text = html.render("pdf/body.html", metadata=book.metadata, chapter=fragment)
        layout.set_part(Part(text, css, "pdf.css"))
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
