"""The owner drops pages in every week: what is new is published, the rest is left alone."""

from __future__ import annotations

import fcntl
import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import run

from publisher.batch import ledger
from publisher.batch.records import Record
from publisher.books import volumes
from publisher.cli.batch import command as batch_command
from publisher.collecting import collection
from publisher.model import Book, Page, Topic
from publisher.runtime import output
from publisher.settings import Settings, VolumePlan

TOPIC = """位置:样书wiki > 专题索引 > {letter}专题 > 专题详情
{title}

{date} 10:00:00 火7人看过
基本释义

\u00a0\u00a0 {title},是样书里的一个专题。{text}

详细释义

\u00a0\u00a0 {title}的详细释义写在这里,占一段。
"""
NAMES = ("雕版", "活字", "线装", "宣纸")


def write(
    folder: Path, title: str, text: str = "", date: str = "2026-02-09", letter: str = "d"
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{sha256(title.encode()).hexdigest()[:8]}.txt"
    path.write_text(
        TOPIC.format(title=title, text=text, date=date, letter=letter), encoding="utf-8"
    )
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for title in NAMES:
        write(tmp_path / "pages", title)
    return tmp_path / "pages"


@pytest.fixture
def shelf(pages: Path, tmp_path: Path) -> Path:
    done = run("batch", pages, "-o", tmp_path / "shelf", "--edition", "epub")
    assert done.returncode == 0, done.stderr
    return tmp_path / "shelf"


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def statuses(shelf: Path) -> dict[str, str]:
    with sqlite3.connect(shelf / "ledger.sqlite") as database:
        return dict(database.execute("SELECT title, status FROM volume"))


def again(pages: Path, shelf: Path, *options: str) -> str:
    done = run("batch", pages, "-o", shelf, "--edition", "epub", *options)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_each_topic_gets_a_volume_and_a_place_on_the_shelf(shelf: Path) -> None:
    assert sorted(path.name for path in shelf.rglob("*.epub")) == sorted(f"{n}.epub" for n in NAMES)
    page = (shelf / "index.html").read_text(encoding="utf-8")
    assert all(f">{name}</a>" in page for name in NAMES)
    assert len(json.loads((shelf / "opds.json").read_bytes())["publications"]) == len(NAMES)


def test_nothing_is_made_twice(pages: Path, shelf: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in shelf.rglob("*.epub")}
    feed = (shelf / "opds.xml").stat().st_mtime_ns
    assert "0 published, 4 unchanged" in again(pages, shelf)
    assert {path: path.stat().st_mtime_ns for path in shelf.rglob("*.epub")} == before
    assert (shelf / "opds.xml").stat().st_mtime_ns == feed


def test_an_edited_page_renews_its_volume_alone(pages: Path, shelf: Path) -> None:
    before = tree(shelf)
    write(pages, "活字", "加了一句话。")
    said = again(pages, shelf)
    assert "1 published, 3 unchanged" in said
    changed = {name for name, content in tree(shelf).items() if before.get(name) != content}
    assert {name.rpartition("/")[2] for name in changed if "/" in name} == {"活字.epub"}
    assert {Path(name).parent for name in before} == {Path(name).parent for name in tree(shelf)}


def test_a_dry_run_says_why_and_changes_nothing(pages: Path, shelf: Path) -> None:
    write(pages, "活字", "加了一句话。")
    write(pages, "竹纸")
    next(pages.glob(f"{sha256('线装'.encode()).hexdigest()[:8]}.txt")).unlink()
    before = tree(shelf)
    done = run("batch", pages, "-o", shelf, "--edition", "epub", "--dry-run")
    lines = {line.split("《")[1].split("》")[0]: line for line in done.stdout.splitlines()}
    assert lines["活字"].startswith("changed")
    assert "topic 《活字》 changed" in lines["活字"]
    assert lines["竹纸"].startswith("new")
    assert lines["线装"].startswith("gone")
    assert lines["宣纸"].startswith("unchanged")
    assert tree(shelf) == before


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ('[page]\ntrim = "32开"\n', "settings changed"),
        ('theme = "my.css"\n', "style changed"),
        ('title = "别的名字"\n', "book changed"),
    ],
)
def test_other_settings_renew_all_and_the_plan_says_which(
    pages: Path, shelf: Path, settings: str, why: str
) -> None:
    (pages / "my.css").write_text("p { color: black }", encoding="utf-8")
    (pages / "book.toml").write_text(settings, encoding="utf-8")
    done = run("batch", pages, "-o", shelf, "--edition", "epub", "--dry-run")
    assert done.stdout.count("changed  ") == len(NAMES)
    assert done.stdout.count(why) == len(NAMES)


def test_a_topic_that_is_gone_leaves_the_catalogue_but_not_the_disk(
    pages: Path, shelf: Path
) -> None:
    (pages / f"{sha256('线装'.encode()).hexdigest()[:8]}.txt").unlink()
    assert "1 withdrawn" in again(pages, shelf)
    assert list(shelf.rglob("线装.epub"))
    assert "线装" not in (shelf / "index.html").read_text(encoding="utf-8")
    assert statuses(shelf)["线装"] == "withdrawn"
    again(pages, shelf, "--prune")
    assert not list(shelf.rglob("线装*"))
    assert "线装" not in statuses(shelf)


def test_a_topic_that_comes_back_is_on_the_shelf_again(pages: Path, shelf: Path) -> None:
    first = tree(shelf)
    path = pages / f"{sha256('线装'.encode()).hexdigest()[:8]}.txt"
    kept = path.read_bytes()
    path.unlink()
    again(pages, shelf)
    path.write_bytes(kept)
    again(pages, shelf)
    assert tree(shelf) == first


def test_a_page_that_cannot_be_read_any_more_withdraws_nothing(pages: Path, shelf: Path) -> None:
    path = pages / f"{sha256('线装'.encode()).hexdigest()[:8]}.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = run("batch", pages, "-o", shelf, "--edition", "epub")
    assert done.returncode == 1
    assert "1 failed" in done.stderr
    assert "线装" in (shelf / "index.html").read_text(encoding="utf-8")
    assert list(shelf.rglob("线装.epub"))


def test_a_file_that_somebody_deleted_is_made_again(pages: Path, shelf: Path) -> None:
    before = tree(shelf)
    next(shelf.rglob("宣纸.epub")).unlink()
    assert "1 published" in again(pages, shelf)
    assert tree(shelf) == before


@pytest.mark.parametrize("name", ["index.html", "opds.json", "shelf/shelf.css", "report.json"])
def test_a_part_of_the_shelf_that_somebody_deleted_comes_back(
    pages: Path, shelf: Path, name: str
) -> None:
    again(pages, shelf)
    before = (shelf / name).read_bytes()
    (shelf / name).unlink()
    assert "0 published, 4 unchanged" in again(pages, shelf)
    assert (shelf / name).read_bytes() == before


def test_remarks_on_pages_are_made_each_time(pages: Path, shelf: Path) -> None:
    write(pages, "竹纸", text="大小是3,5,7寸,")
    first = again(pages, shelf, "-v")
    remarks = [line for line in first.splitlines() if "commas between digits" in line]
    assert remarks
    second = again(pages, shelf, "-v").splitlines()
    assert [line for line in second if "commas between digits" in line] == remarks


def test_a_volume_that_fails_its_check_is_set_aside_and_its_last_good_files_stay(
    pages: Path, shelf: Path
) -> None:
    good = tree(shelf)
    for title in NAMES[1:]:
        (pages / f"{sha256(title.encode()).hexdigest()[:8]}.txt").unlink()
    write(pages, "雕版", "加了一句话。")
    (pages / "my.css").write_text("p { color: }}", encoding="utf-8")
    (pages / "book.toml").write_text('theme = "my.css"', encoding="utf-8")
    done = run("batch", pages, "-o", shelf, "--edition", "epub", "--check")
    assert done.returncode == 1
    assert "a check failed" in done.stderr
    assert {n: c for n, c in tree(shelf).items() if n.endswith(".epub") and ".failed" not in n} == {
        n: c for n, c in good.items() if n.endswith(".epub")
    }
    (aside,) = (shelf / ".failed").rglob("雕版.epub")
    assert json.loads((aside.parent / "report.json").read_bytes())["findings"]
    (pages / "my.css").write_text("p { color: black }", encoding="utf-8")
    assert "1 published" in again(pages, shelf, "--retry-failed", "--check")
    assert not (shelf / ".failed").exists()


def test_two_runs_on_one_shelf_do_not_mix(pages: Path, shelf: Path) -> None:
    with (shelf / ".lock").open("w") as lock:
        lock.write("process 4711 on press")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run("batch", pages, "-o", shelf)
    assert done.returncode == 2
    assert "process 4711 on press is publishing there" in done.stderr


def test_a_ledger_of_a_later_version_is_left_alone(pages: Path, shelf: Path) -> None:
    with sqlite3.connect(shelf / "ledger.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    before = (shelf / "ledger.sqlite").read_bytes()
    done = run("batch", pages, "-o", shelf)
    assert done.returncode == 2
    assert "was written by a later version of publisher" in done.stderr
    assert (shelf / "ledger.sqlite").read_bytes() == before


def test_a_spoilt_ledger_is_explained(pages: Path, shelf: Path) -> None:
    (shelf / "ledger.sqlite").write_bytes(b"no ledger at all" * 300)
    done = run("batch", pages, "-o", shelf)
    assert done.returncode == 2
    assert "move it away" in done.stderr
    assert "Traceback" not in done.stderr


def test_titles_that_fight_are_all_published_and_none_outside(tmp_path: Path) -> None:
    titles = [
        "../../etc", "CON", "📚😀书", "点在末尾.", "长" * 200, "a/b\\c:d*e?",
        "<script>alert(1)</script>", "李白", "里白", "100% #1 的书", "\"引号\"与'撇号'", ".hidden",
    ]  # fmt: skip
    for title in titles:
        write(tmp_path / "pages", title)
    out = tmp_path / "in" / "here"
    done = run("batch", tmp_path / "pages", "-o", out, "--edition", "epub")
    assert done.returncode == 0, done.stderr
    assert len(list(out.rglob("*.epub"))) == len(titles)
    assert {path.name for path in tmp_path.iterdir()} == {"pages", "in"}
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["here"]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    for folder in (path for path in out.iterdir() if path.is_dir()):
        assert folder.name.isascii()
        assert not folder.name.startswith(".")


@pytest.mark.parametrize("group", ["letter", "month", "all"])
def test_other_groupings_hold_every_topic_once(pages: Path, tmp_path: Path, group: str) -> None:
    write(pages, "去年的事", date="2025-11-03")
    done = run("batch", pages, "-o", tmp_path / group, "--by", group, "--edition", "epub")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / group / "report.json").read_bytes())
    topics = sorted(topic for volume in report["volumes"] for topic in volume["topics"])
    assert topics == sorted([*NAMES, "去年的事"])
    ids = {volume["id"] for volume in report["volumes"]}
    assert (
        ids
        == {
            "letter": {"letter-d"},
            "month": {"month-2026-02", "month-2025-11"},
            "all": {"all"},
        }[group]
    )


def test_volumes_of_book_toml_are_made_as_written(pages: Path, tmp_path: Path) -> None:
    (pages / "book.toml").write_text(
        '[[volume]]\ntitle = "印"\ntopics = ["雕*", "活字"]\nnumber = 1\n'
        '[[volume]]\ntitle = "印"\ntopics = ["宣?"]\nnumber = 2\n'
        '[[volume]]\ntitle = "空"\ntopics = ["没有"]\n',
        encoding="utf-8",
    )
    done = run("batch", pages, "-o", tmp_path / "out", "--edition", "epub", "-v")
    assert done.returncode == 0, done.stderr
    assert "no topic matches the [[volume]] 《空》" in done.stderr
    assert "《线装》 is in no [[volume]]" in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    assert sorted(sorted(volume["topics"]) for volume in report["volumes"]) == [
        ["宣纸"],
        ["活字", "雕版"],
    ]
    feed = json.loads((tmp_path / "out" / "opds.json").read_bytes())
    series = [entry["metadata"]["belongsTo"]["series"] for entry in feed["publications"]]
    assert sorted(place["position"] for place in series) == [1, 2]


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        ('[[volume]]\ntitle = "印"\n', "has no topics"),
        ('[[volume]]\ntopics = ["*"]\n', "has no title"),
        ('[volume]\ntitle = "印"\n', "is no list of tables"),
        ('[[volume]]\ntitle = "印"\ntopics = "*"\n', "is no list of titles"),
        ('[[volume]]\ntitle = "印"\ntopic = ["*"]\n', "did you mean topics?"),
    ],
)
def test_a_wrong_volume_table_is_explained(pages: Path, table: str, fact: str) -> None:
    (pages / "book.toml").write_text(table, encoding="utf-8")
    done = run("batch", pages, "--dry-run")
    assert done.returncode == 2
    assert fact in done.stderr


def test_a_disk_that_is_full_fails_the_volume_and_harms_nothing(
    pages: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(shelf)
    write(pages, "活字", "加了一句话。")
    write_one = output._write

    def full(path: Path, content: bytes) -> None:
        if content.startswith(b"PK"):
            raise OSError(28, "No space left on device")
        write_one(path, content)

    monkeypatch.setattr(output, "_write", full)
    arguments = [str(pages), "-o", str(shelf), "--edition", "epub"]
    assert batch_command.main(arguments, standalone_mode=False) == 1
    monkeypatch.undo()
    assert "cannot be written: No space left on device" in capsys.readouterr().err
    assert {name for name, content in tree(shelf).items() if before.get(name) != content} == {
        "ledger.sqlite",
        "report.json",
    }
    assert "1 published" in again(pages, shelf)


def book(*titles: str) -> Book:
    topics = tuple(Topic(title, (), "page", 1) for title in titles)
    collected, _ = collection.collect([Page("page", topics)])
    return volumes.whole(collected, Settings(title="集"), "folder")


def test_a_volume_keeps_its_id_when_others_come_before_it() -> None:
    (before,) = volumes.by_topic(book("李白"))
    later = volumes.by_topic(book("里白", "李白"))
    assert before.id == later[1].id
    assert before.book.metadata.identifier == later[1].book.metadata.identifier
    assert before.book.chapters == later[1].book.chapters


def test_volumes_of_one_title_have_ids_of_their_own() -> None:
    plans = [VolumePlan("卷", ("李*",)), VolumePlan("卷", ("里*",))]
    made, problems = volumes.by_plan(book("里白", "李白"), plans)
    assert len({volume.id for volume in made}) == 2
    assert not problems


def test_a_ledger_written_in_other_orders_is_the_same_file(tmp_path: Path) -> None:
    for name, order in (("one", "abc"), ("other", "cabac")):
        folder = tmp_path / name
        folder.mkdir()
        with ledger.opened(folder) as book_of_shelf:
            for letter in order:
                book_of_shelf.begin(letter, letter, ())
                book_of_shelf.write(Record(letter, letter, "published", "1"))
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
