"""Compile the modules that publisher.runtime.compiled names into .tools/compiled."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Distribution
from setuptools.command.build_ext import build_ext

from publisher.runtime import compiled

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Compile if the sources have changed; a folder is in place whole or not at all."""
    os.chdir(ROOT)
    if compiled.are_current():
        return
    state = compiled.state()
    print("compiles the composer, by mypyc: pages take a quarter less time", flush=True)
    fresh = compiled.FOLDER.with_name("compiling")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    files = [str(path.relative_to(ROOT)) for path in compiled.sources()]
    extensions = mypycify(
        files, opt_level="2", debug_level="0", group_name=compiled.GROUP,
        target_dir=str(fresh / "c"),
    )  # fmt: skip
    distribution = Distribution({"name": compiled.GROUP, "ext_modules": extensions})
    command = build_ext(distribution)
    command.build_lib, command.build_temp = str(fresh), str(fresh / "c")
    command.ensure_finalized()
    command.run()
    shutil.rmtree(fresh / "c")
    (fresh / compiled.STAMP).write_text(state)
    shutil.rmtree(compiled.FOLDER, ignore_errors=True)
    fresh.rename(compiled.FOLDER)


if __name__ == "__main__":
    sys.exit(main())
