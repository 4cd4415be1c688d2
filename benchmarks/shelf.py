"""How a shelf of many volumes behaves in Chromium: search, and scrolling from top to bottom.

    .venv/bin/python benchmarks/shelf.py [VOLUMES]

Prints milliseconds: the slowest and the middle search (from the key to the painted list), and
the longest frame of a scroll in steps of a screen.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from publisher import shelf
from publisher.editions import StoredArtifact

_CHROMIUM = Path(__file__).parents[1] / ".tools/bin/quiet-chromium"
_WORDS = ("雕版", "活字", "宣纸", "徽墨", "线装", "刻工", "书坊", "牌记")

_SEARCH = """async () => {
  const search = document.getElementById("search"), times = [];
  for (const text of ["1", "19", "199", "", "d", "db", "hz", "活字", "xx", ""]) {
    const start = performance.now();
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""

_SCROLL = """async () => {
  const frames = [];
  let last = performance.now();
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 2) {
    scrollBy({ top: innerHeight, behavior: "instant" });
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  return frames;
}"""


def volume(number: int) -> shelf.Volume:
    """Return one volume of many."""
    title = f"{_WORDS[number % len(_WORDS)]}与{_WORDS[number // 8 % len(_WORDS)]} {number}"
    month = f"2026-{number % 12 + 1:02}"
    return shelf.Volume(
        id=f"v{number}", identifier=f"urn:uuid:{number}", title=title, subtitle=None,
        author="书艺", publisher=None, language="zh-Hans", letter="dhxs"[number % 4],
        month=month, series=None, number=None, updated=datetime(2026, 2, 9, tzinfo=UTC),
        published=date.fromisoformat(f"{month}-09"), topics=(title,), summary="一句话。" * 20,
        cover=None, thumbnail=None,
        downloads=(StoredArtifact(f"v{number}/a.epub", "epub", 100_000, "0" * 64),),
    )  # fmt: skip


def main(count: int) -> None:
    """Lay out a shelf of `count` volumes in a temporary folder, and measure it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, content in shelf.files("书架", [volume(n) for n in range(count)]).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        browser = playwright.chromium.launch(executable_path=_CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(Path(folder, "index.html").as_uri())
        searches, frames = page.evaluate(_SEARCH), page.evaluate(_SCROLL)
        browser.close()
    print(
        f"{count} volumes: search {statistics.median(searches):.0f} ms, at most "
        f"{max(searches):.0f} ms; scrolling {statistics.median(frames):.0f} ms a frame, at most "
        f"{max(frames):.0f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
