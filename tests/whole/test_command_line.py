"""What a person types, what it says, and what is left behind when something goes wrong."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PAGE, SHARED, SOURCE, run, wiki_pages
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import OutputError
from publisher.problems import CODES
from publisher.runtime import output

ODD_TITLE = 'A/B测试 <AI> & "云"? : *'


def left_overs(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".publisher-*")]


def test_build_makes_an_epub_and_a_pdf_and_names_them_with_their_sizes(
    page: Path, tmp_path: Path
) -> None:
    finished = run("build", page, "-o", tmp_path / "out")
    assert finished.returncode == 0, finished.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "企业wiki专题集.epub",
        "企业wiki专题集.pdf",
    }
    assert all(f"企业wiki专题集{suffix}  " in finished.stdout for suffix in (".epub", ".pdf"))
    assert "Traceback" not in finished.stderr


def test_without_a_breadcrumb_the_book_is_called_after_its_folder(
    page: Path, tmp_path: Path
) -> None:
    text = PAGE.partition("\n")[2]
    (page / "page.txt").write_text(text, encoding="utf-8")
    run("build", page, "-o", tmp_path / "out", "--edition", "epub")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["pages.epub"]


def test_settings_beside_the_pages_are_read_and_a_wrong_one_is_explained(
    page: Path, tmp_path: Path
) -> None:
    (page / "book.toml").write_text('titel = "书"\n', encoding="utf-8")
    finished = run("build", page, "-o", tmp_path / "out")
    assert finished.returncode == 2
    assert "book.toml, titel: unknown key; hint: did you mean title?" in finished.stderr
    assert not (tmp_path / "out").exists()


def test_a_title_full_of_signs_makes_a_good_file_name_and_stays_whole_inside(
    page: Path, tmp_path: Path
) -> None:
    (page / "page.txt").write_text(PAGE.replace("雕版印刷\n", f"{ODD_TITLE}\n"), encoding="utf-8")
    (page / "book.toml").write_text(f"title = '{ODD_TITLE}'\n", encoding="utf-8")
    finished = run("build", page, "-o", tmp_path / "out")
    assert finished.returncode == 0, finished.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["A B测试 AI & 云.epub", "A B测试 AI & 云.pdf"]
    found = json.loads(run("inspect", page, "--json").stdout)
    assert found["topics"][0]["title"] == ODD_TITLE


def test_one_good_page_among_broken_ones_is_published_and_each_fault_is_named(
    page: Path, tmp_path: Path
) -> None:
    (page / "a.txt").write_bytes(b"")
    (page / "b.txt").write_bytes(b"%PDF-1.7\n\xe2\xe3")
    (page / "c.txt").write_text("没有专题\n", encoding="utf-8")
    (page / "d.txt").write_bytes(b" " * (11 * 1024 * 1024))
    (page / "e.html").write_bytes(b"<html><p>")
    (page / "f.txt").symlink_to("nowhere.txt")
    finished = run("build", page, "-o", tmp_path / "out", "--edition", "epub")
    assert finished.returncode == 1
    assert (tmp_path / "out" / "企业wiki专题集.epub").is_file()
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.html", "f.txt"):
        (line,) = (
            line for line in finished.stderr.split("\n") if line.startswith(f"{name}: error: ")
        )
        assert "; hint: " in line


def test_a_page_of_nearly_ten_mebibytes_is_read(page: Path) -> None:
    paragraph = "\u00a0\u00a0 先写样,后上板。写样要请善书的人,上板用浆糊。" * 4 + "\n\n"
    body = paragraph * (10 * 1024 * 1024 // len(paragraph.encode()) - 2)
    (page / "page.txt").write_text(f"题目\n基本释义\n\n{body}", encoding="utf-8")
    finished = run("inspect", page)
    assert finished.returncode == 0, finished.stderr
    assert "题目" in finished.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "nowhere: there is no such file or folder; hint: "),
        (["build"], "Missing argument"),
        (["biuld", "source"], "No such command"),
        (["build", ".", "--edition", "paper"], "'paper' is not one of"),
        (["check", "nowhere.epub"], "nowhere.epub: there is no such file"),
        (["check", __file__], "no validator knows this kind of file"),
    ],
)
def test_wrong_usage_is_explained_and_exits_with_two(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    finished = run(*arguments, cwd=tmp_path)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr


def test_an_empty_folder_makes_nothing_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    finished = run("build", tmp_path / "pages", "-o", tmp_path / "out")
    assert finished.returncode == 2
    assert "the folder holds no page" in finished.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["build", "batch", "handout"])
@pytest.mark.parametrize("out", [".", "books", "../pages/books/more"])
def test_products_never_land_among_the_pages(command: str, out: str, page: Path) -> None:
    before = list(page.rglob("*"))
    finished = run(command, ".", "-o", out, *["--all"] * (command == "handout"), cwd=page)
    assert finished.returncode == 2
    assert "lies in the pages' folder .; hint: name a folder outside" in finished.stderr
    assert list(page.rglob("*")) == before


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_made(page: Path) -> None:
    finished = run("build", page, "-o", "/proc/publisher", "--edition", "epub")
    assert finished.returncode == 2
    assert "/proc/publisher/企业wiki专题集.epub: cannot be written" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_disk_that_fills_up_leaves_the_old_book_as_it_was(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", page, "-o", out, "--edition", "epub")
    before = (out / "企业wiki专题集.epub").read_bytes()
    (page / "page.txt").write_text(PAGE.replace("一字一印", "一字一印二字二印"), encoding="utf-8")
    finished = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "publisher", "build", page, "-o", out, "--edition", "epub"],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert finished.returncode == 2
    assert "cannot be written: File too large; hint: free some space" in finished.stderr
    assert (out / "企业wiki专题集.epub").read_bytes() == before
    assert left_overs(out) == []


def test_an_interrupt_in_the_middle_leaves_no_half_written_file(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    # so long that the PDF is far from finished when the EPUB is there
    long = "\n\n".join("\u00a0\u00a0 写样上板,一刀一刀刻出来。" * 9 for _ in range(1500))
    text = (page / "page.txt").read_text(encoding="utf-8")
    (page / "page.txt").write_text(
        text.replace("最新文章", f"{long}\n\n最新文章"), encoding="utf-8"
    )
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "publisher", "build", page, "-o", out],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        # a shell's job in the background ignores interrupts, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "nothing laid out yet")},
    )  # fmt: skip
    deadline = time.monotonic() + 600
    while not (out / "企业wiki专题集.epub").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=600)
    # 130 to a shell: Python ends itself by the signal, at last, if that came within an `exec`
    # of a text, as when a module of dataclasses is loaded
    assert process.returncode in (130, -signal.SIGINT)
    assert "publisher: interrupted" in said
    assert "Traceback" not in said
    assert [path.name for path in out.iterdir()] == ["企业wiki专题集.epub"]


def test_inspect_prints_the_json_that_scripts_rely_on(page: Path) -> None:
    finished = run("inspect", page, "--json")
    document = json.loads(finished.stdout)
    assert set(document) == {"schema", "topics", "problems", "pages"}
    assert document["schema"] == 1
    main, related = document["topics"]
    assert main == {
        "id": "diao-ban-yin-shua",
        "title": "雕版印刷",
        "index_letter": "d",
        "published": "2026-02-09T18:05:14",
        "views": 79,
        "source": "page.txt",
        "line": 2,
        "articles": [
            {
                "title": "基本释义",
                "blocks": [
                    {
                        "type": "paragraph",
                        "text": "雕版印刷,是把文字反刻在木板上,刷墨铺纸的印书办法。",
                    }
                ],
            },
            {
                "title": "详细释义",
                "blocks": [
                    {"type": "heading", "text": "一、 刻板", "level": 1},
                    {"type": "paragraph", "text": "先写样,后上板。写样要请善书的人;上板用浆糊。"},
                ],
            },
        ],
    }
    assert (related["published"], related["views"], related["index_letter"]) == (
        "2026-01-12",
        11300,
        "h",
    )


def test_inspect_shows_the_edited_text_on_demand(page: Path) -> None:
    text = run("inspect", page, "--json", "--edited").stdout
    assert "先写样，后上板。写样要请善书的人；上板用浆糊。" in text
    assert "一、刻板" in text


@wiki_pages
def test_the_real_page_gives_its_five_topics_with_letters_dates_and_views() -> None:
    found = json.loads(run("inspect", *SHARED.glob("000_*.txt"), "--json").stdout)
    topics = found["topics"]
    assert [topic["index_letter"] for topic in topics] == ["q", "g", "x", "q", "d"]
    assert [len(topic["articles"]) for topic in topics] == [2, 2, 2, 2, 2]
    assert all(topic["published"] and topic["views"] is not None for topic in topics)
    assert found["problems"] == []


def test_init_starts_a_collection_that_can_be_built_at_once(tmp_path: Path) -> None:
    assert run("init", tmp_path / "new").returncode == 0
    finished = run("build", tmp_path / "new", "-o", tmp_path / "out", "--edition", "epub")
    assert finished.returncode == 0, finished.stderr
    assert list((tmp_path / "out").glob("*.epub"))


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("# mine\n", encoding="utf-8")
    run("init", tmp_path)
    assert (tmp_path / "book.toml").read_text(encoding="utf-8") == "# mine\n"


def test_quiet_says_nothing_but_the_files(page: Path, tmp_path: Path) -> None:
    finished = run("build", page, "-o", tmp_path / "out", "--edition", "epub", "-q")
    assert finished.stderr == ""
    assert len(finished.stdout.splitlines()) == 1


@pytest.mark.parametrize("command", ["build", "inspect", "check", "init"])
def test_every_command_has_help_with_examples(command: str) -> None:
    finished = run(command, "--help")
    assert finished.returncode == 0
    assert "Examples:" in finished.stdout


def test_completion_for_the_shell_knows_the_commands() -> None:
    finished = run(_PUBLISHER_COMPLETE="bash_complete", COMP_WORDS="publisher in", COMP_CWORD="1")
    assert {"inspect", "init"} <= {line.partition(",")[2] for line in finished.stdout.split()}


def test_a_command_that_renders_nothing_loads_no_renderer() -> None:
    modules = "publisher.cli.inspect, publisher.cli.check, publisher.cli.init"
    script = f"import sys; import {modules}; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"weasyprint", "ebooklib", "jinja2", "fontTools"} & set(loaded)


def test_every_problem_has_a_remedy_and_a_level() -> None:
    assert all(
        code.hint and code.sentence and code.level in ("error", "warning", "note")
        for code in CODES.values()
    )


@given(st.text())
def test_every_title_gives_a_file_name_that_all_systems_take(title: str) -> None:
    name = output.file_name(title)
    assert name
    assert len(name.encode()) <= 120
    assert not set('<>:"/\\|?*') & set(name)
    assert name == name.strip(" .")
    assert name.isprintable()
    assert output.file_name(name) == name


def test_a_write_that_fails_at_the_last_moment_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        output.write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["book.epub"]


def test_two_builds_on_different_days_in_different_folders_give_equal_bytes(
    page: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    page.rename(elsewhere)
    files: list[dict[str, bytes]] = []
    for name, zone in (("one", "UTC"), ("two", "Asia/Shanghai")):
        run("build", elsewhere, "-o", tmp_path / name, TZ=zone, PYTHONHASHSEED=str(len(files)))
        files.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
        elsewhere = elsewhere.rename(tmp_path / "moved")
        time.sleep(1.1)
    assert len(files[0]) == 2
    assert files[0] == files[1]


def test_the_sample_collection_is_free_of_problems() -> None:
    found = json.loads(run("inspect", SOURCE, "--json").stdout)
    assert len(found["topics"]) >= 24
    assert len({topic["index_letter"] for topic in found["topics"]}) >= 8
    assert not [problem for problem in found["problems"] if problem["level"] != "note"]
