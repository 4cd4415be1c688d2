"""What is compiled is what is written: the same pages, and never those of an older source."""

from __future__ import annotations

import pickle
import subprocess
import sys

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
from publisher.runtime import compiled
sys.meta_path = [finder for finder in sys.meta_path if not isinstance(finder, compiled.Finder)]
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
