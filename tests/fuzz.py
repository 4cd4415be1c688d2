"""Mutate inputs of every kind, each in a process of its own, and keep what breaks the program.

    python tests/fuzz.py MINUTES [SEED]

A finding is a crash (anything raised but the errors that a user is told), a hang, too much memory,
or text that is lost. It is kept below tests/findings/ and replayed by test_findings.py.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from publisher import editing, settings
from publisher.batch import ledger
from publisher.collecting import collection
from publisher.errors import PublisherError
from publisher.model import plain
from publisher.settings import Editing, themes
from publisher.settings.themes import NoStyleSheetError
from publisher.sources import reader
from publisher.sources.unusable import Unusable

ROOT = Path(__file__).parents[1]
FINDINGS = Path(__file__).parent / "findings"
_SECONDS = 10
"""CPU time that one input may take."""
_BYTES = 2 * 1024**3

_PAGE = """位置:企业wiki > 专题索引 > h专题 > 专题详情
活字印刷
活字印刷
2026-02-09 18:05:14 火79人看过
基本释义
\u00a0\u00a0 活字印刷,是用"活字"排版的办法(见下)...
相关专题
雕版
详细释义
\u00a0\u00a0 一、 刻板
\u00a0\u00a0 木板上刻字:先写样,再上版。&nbsp;<b>注意</b>[1]
2026-01-12
火1.13万人看过
"""
_HTML = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>活字印刷 - 企业wiki</title></head><body>"
    "<nav>首页</nav><h1>活字印刷</h1><p>2026-02-09 火79人看过</p><h3>基本释义</h3>"
    "<p>活字<sup>1</sup>印刷。</p><table><tr><th>年<td>1041</table><ul><li>甲<li>乙</ul>"
    "<div class=ad>广告</div></body></html>"
)
_SETTINGS = (ROOT / "templates" / "init" / "book.toml").read_text(encoding="utf-8")
_THEME = (
    '@charset "utf-8";\n@import "more.css";\n:root { --a: 1px; --b: var(--a) }\n'
    "@media print { p { width: calc(1px + var(--b)); background: url(a.png) } }\n"
)
_PIECES = [
    *("基本释义\n", "详细释义:\n", "相关专题\n", "最新文章\n", "火1人看过\n", "一、", "1、"),
    *(
        "\x00",
        "\ufeff",
        "\u202e",
        "\t",
        "\u3000",
        "\u200d",
        "\ud7ff",
        "\U0001f468",
        "ａ",
        "⽂",
        "ا",
    ),
    *("<div>", "</p>", "<table>", "<!--", "<![CDATA[", "&lt;", "&#xD800;", "[b]", "`", "|"),
    *("“", "”", "《", "(", '"', "'", "……", "--", "{", "}", "http://a.b/?c=d"),
    *("[[volume]]\n", 'theme = "../x"\n', "[print]\n", "nan", "-1", "1e999", "9" * 400),
    *("url(../x)", "url(http://a/b)", "var(--b)", "@import ", "\\d800 "),
]


def page(data: bytes) -> None:
    """Read, collect and edit a page; nothing of it may be lost."""
    try:
        read, _ = reader.read_page(data, "page")
    except Unusable:
        return
    kept = sum(reader.letters(text) for topic in read.topics for text in _texts(topic))
    dropped = sum(reader.letters(entry.text) for entry in read.dropped)
    assert read.letters == kept + dropped, f"{read.letters} letters, {kept} + {dropped}"
    collected, _ = collection.collect([read])
    edited, _ = editing.edit(collected, Editing())
    for before, after in zip(collected.chapters, edited.chapters, strict=True):
        assert _letters(before) == _letters(after)


def _texts(topic: object) -> list[str]:
    title, sections = topic.title, topic.sections  # type: ignore[attr-defined]
    return [title, *(plain(block.content) for section in sections for block in section.blocks)]


def _letters(topic: object) -> int:
    return sum(map(reader.letters, _texts(topic)))


def book_settings(data: bytes) -> None:
    """Load a book.toml."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.toml")
        path.write_bytes(data)
        try:
            settings.load(path)
        except PublisherError as error:
            str(error).encode("utf-8", "backslashreplace")


def theme(data: bytes) -> None:
    """Pack a theme."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "my.css")
        path.write_bytes(data)
        try:
            themes.pack(path, "theme").sheet.encode()
        except (NoStyleSheetError, OSError):
            return


def shelf(data: bytes) -> None:
    """Open a ledger."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ledger.NAME).write_bytes(data)
        try:
            with ledger.opened(Path(folder)) as book:
                book.records()
        except PublisherError:
            return


def _ledger() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with ledger.opened(Path(folder)) as book:
            book.records()
        return Path(folder, ledger.NAME).read_bytes()


KINDS: dict[str, Callable[[bytes], None]] = {
    "page": page,
    "html": page,
    "settings": book_settings,
    "theme": theme,
    "ledger": shelf,
}


def seeds(kind: str) -> list[bytes]:
    """Return what is mutated."""
    pages = [path.read_bytes() for path in sorted((ROOT / "source").glob("*.txt"))]
    css = [path.read_bytes() for path in sorted((ROOT / "styles").glob("*.css"))]
    own = {
        "page": [_PAGE.encode(), *pages],
        "html": [_HTML.encode()],
        "settings": [_SETTINGS.encode(), _SETTINGS.replace("# ", "").encode()],
        "theme": [_THEME.encode(), *css],
        "ledger": [_ledger()],
    }
    return own[kind]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return an input with a few changes: cut, doubled, moved, overwritten, other pieces put in."""
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 3, 10, 100, 1000)))
        part = data[start:end]
        piece = chance.choice(_PIECES).encode("utf-8", "surrogatepass")
        new = chance.choice(
            [
                *(b"", part * 2, part * chance.choice((3, 50, 500)), part[::-1], part.swapcase()),
                *(piece, piece * 100, bytes(chance.randrange(256) for _ in part[:20])),
            ]
        )
        data = (data[:start] + new + data[end:])[:300_000]
    return data


def tried(kind: str, data: bytes) -> str | None:
    """Return what broke when an input was read in a process of its own; None if nothing did."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _work(kind, data, into)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return said or (f"ended with status {status}" if status else None)


def _work(kind: str, data: bytes, into: int) -> None:
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        KINDS[kind](data)
        status = 0
    except BaseException:
        os.write(into, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
    finally:
        os._exit(status)


def main(arguments: Sequence[str]) -> int:
    """Fuzz for so many minutes; return 1 if something was found."""
    minutes, seed = float(arguments[0]), int(arguments[1]) if len(arguments) > 1 else None
    chance = random.Random(seed)  # noqa: S311 -- no secret
    stock = {kind: seeds(kind) for kind in KINDS}
    counts: Counter[str] = Counter()
    found: dict[str, Path] = {}
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        kind = chance.choice(tuple(KINDS))
        data = mutated(chance.choice(stock[kind]), chance)
        counts[kind] += 1
        if what := tried(kind, data):
            cause = f"{kind}: " + what.strip().rpartition("\n")[2][:200]
            if cause not in found:
                path = FINDINGS / kind / sha256(data).hexdigest()[:12]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                found[cause] = path
                sys.stdout.write(f"{path}: {cause}\n")
    sys.stdout.write(f"{sum(counts.values())} inputs {dict(counts)}, {len(found)} findings\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["10"]))
