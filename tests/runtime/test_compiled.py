"""What is compiled is what is written: the same pages, and never those of an older source."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import wording
from publisher.books import markup
from publisher.pdf.galley import Galley
from publisher.pdf.layout import drawing, layout
from publisher.pdf.part import Part
from publisher.pdf.type_area import LEAD, SIZE, type_area
from publisher.runtime import compiled
from publisher.runtime.memo import Memo
from publisher.settings import Settings

_TEXT = (
    "雕版印刷（woodblock printing）始于唐代，“一页一版”，"
    "凡数千年……至1960年，《天工开物》——宋应星著。"
)

_INTERPRETED = """
import pickle, sys
from publisher.pdf.galley import Galley
from publisher.pdf.layout import drawing, layout
from publisher.runtime.memo import Memo
assert drawing.__file__.endswith(".py"), drawing.__file__
part = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(Memo(Galley).dump(layout.set_part(part)))
"""


def test_the_set_up_has_compiled_the_composer() -> None:
    assert not str(drawing.__file__).endswith(".py")


def test_pages_come_out_the_same_where_there_was_no_compiler() -> None:
    trim = Settings().trim
    css = markup.render(
        "pdf/page.css", words=wording.of("zh-Hans"), trim=trim, area=type_area(trim),
        mirrored=False, gutter=None, size=SIZE, lead=LEAD, title="书",
    )  # fmt: skip
    paragraphs = "".join(f"<p>{_TEXT[cut:] * 3}</p><h3>{_TEXT[:cut]}</h3>" for cut in range(1, 40))
    part = Part(f'<html lang="zh-CN"><body>{paragraphs}</body></html>', css, "pdf.css")
    found = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", _INTERPRETED], input=pickle.dumps(part), capture_output=True,
        check=False,
    )  # fmt: skip
    assert found.stderr == b""
    assert Memo(Galley).load(found.stdout) == layout.set_part(part)


def test_an_edited_source_is_not_overruled_by_what_was_compiled_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = compiled.MODULES[0]
    assert compiled.Finder().find_spec(name, None) is not None
    monkeypatch.setattr(compiled, "state", lambda: "that of an edited source")
    assert compiled.Finder().find_spec(name, None) is None


def where(program: str) -> str:
    """Return what a program of ours prints, run by itself."""
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_importing_the_program_as_a_library_changes_nothing_of_how_python_imports() -> None:
    program = "import sys; before = list(sys.meta_path); import publisher.editions; "
    assert where(program + "print(sys.meta_path == before)") == "True"


def test_who_asks_too_late_for_compiled_modules_gets_none_beside_others() -> None:
    program = (
        "from publisher.composing import tokens; from publisher.runtime import compiled;"
        "compiled.install(); from publisher.composing import breaking;"
        "print(breaking.__file__.endswith('.py'))"
    )
    assert where(program) == "True"


_PROCESSES = """
from publisher.runtime import workers
def drawing():
    from publisher.pdf.layout import drawing
    return drawing.__file__
if __name__ == "__main__":
    with workers.pool(1) as pool:
        print(pool.submit(drawing).result())
"""


def test_processes_that_lay_out_run_what_is_compiled(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROCESSES, "utf-8")
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, program], capture_output=True, text=True, check=True
    )
    assert not done.stdout.strip().endswith(".py")


def test_a_volume_made_by_a_process_of_a_cluster_runs_what_is_compiled() -> None:
    program = (
        "import sys; from publisher.batch.making import Job;"
        "from publisher.runtime import compiled;"
        "Job._made = lambda job: any(isinstance(f, compiled.Finder) for f in sys.meta_path);"
        "print(Job(None, (), None, None, None, False)())"
    )
    assert where(program) == "True"
