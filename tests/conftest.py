"""What the tests share: small pages, the command line, and the books that are made only once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from publisher.runtime import compiled

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
SHARED = ROOT.parent / "shared" / "pages"
"""Pages of the wiki itself, which are not ours to publish; they lie beside the checkout or not."""

# as a command begins, and before a test loads what is compiled
compiled.install()

# The same examples each time and no stop-watch, so that a run never fails by chance;
# `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("same")

wiki_pages = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the wiki's own pages are not part of the project"
)

PAGE = """位置:企业wiki > 专题索引 > d专题 > 专题详情
雕版印刷

雕版印刷

2026-02-09 18:05:14 火79人看过
基本释义

\u00a0\u00a0 雕版印刷,是把文字反刻在木板上,刷墨铺纸的印书办法。

详细释义

\u00a0\u00a0 一、 刻板

\u00a0\u00a0 先写样,后上板。写样要请善书的人;上板用浆糊。

最新文章

怎样买一块好木板

相关专题

活字

基本释义:

\u00a0\u00a0 活字,一字一印,用完拆开。

2026-01-12
火1.13万人看过
"""
"""A whole page as the wiki's dump has it: a main topic and a related one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give one worker all tests of the largest book, and it first; else a file stays together."""
    for item in items:
        large = "poets" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("poets" if large else item.path.stem))
    items.sort(key=lambda item: "poets" not in getattr(item, "fixturenames", ()))


def run(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `publisher` as a user does, and return what it said."""
    return subprocess.run(  # noqa: S603 -- our own command, in a list
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
    )


def made(arguments: Sequence[str | Path], out: Path, **environment: str) -> dict[str, Path]:
    """Build a book that has to succeed; return its files by suffix."""
    finished = run("build", *arguments, "-o", out, **environment)
    assert finished.returncode == 0, finished.stderr
    return {path.suffix: path for path in out.iterdir()}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book of source/, as `make book` makes it."""
    return made([SOURCE], tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book of the one real page."""
    return made(sorted(SHARED.glob("000_*.txt")), tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def poets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book of all poets: rare characters, verse, duplicates."""
    return made([SHARED / "poets"], tmp_path_factory.mktemp("poets"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A folder with one good page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return folder
