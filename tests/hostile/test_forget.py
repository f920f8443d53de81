"""`presswatch forget`: what is gone is gone from every file, and does not come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from pipelines.forget import find, forget
from presswatch.cli import presswatch
from presswatch.errors import IntegrityError, UsageError
from storage import open_store
from tests.crawling import Server, fetch, http, site
from tests.hostile.desk import Desk, desk_in, words

NAME = "zyxwvuquiet"  #: a word of its own in everything that is to be forgotten
SECRET = f"https://courier.example/{NAME}-path"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        made.bring("gazette", "lead", words(1))
        made.bring("courier", f"{NAME}-path", f"{words(1)}\n{NAME} speaks.", f"{NAME} in town", 1)
        made.bring("mirror", "third", words(1, 0, 5), day=2)
        made.bring("mirror", "other", words(2), day=2)
        yield made


def test_no_byte_of_it_is_left(desk: Desk) -> None:
    """In no table, no page of the database, no capture: in no file of the desk."""
    before = desk.bytes().count(NAME.encode())
    gone = forget(desk.store, find(desk.store, SECRET))
    assert (gone.captures, gone.retold, gone.clean) == (1, 1, True)
    assert gone.rows["articles"] == gone.rows["urls"] == gone.rows["fetches"] == 1
    desk.store.warc.sync()
    after = desk.bytes()
    print(f"occurrences of its words in the files of the desk: {before} before, 0 after")
    assert before > 8
    assert NAME.encode() not in after.lower()
    assert not any(NAME in line for line in desk.store.db.conn.iterdump())
    found = desk.store.db.execute("select 1 from articles_fts where articles_fts match ?", [NAME])
    assert found.fetchall() == []


def test_the_others_stay_and_are_told_again(desk: Desk) -> None:
    forget(desk.store, find(desk.store, "https://gazette.example/lead"))
    db = desk.store.db
    rest = {SECRET, "https://mirror.example/third"}
    assert desk.stories() == {frozenset(rest), frozenset({"https://mirror.example/other"})}
    (story,) = db.execute("select story from articles where url = ?", [SECRET]).fetchone()
    told = db.execute("select articles, because from stories where id = ?", [story]).fetchone()
    assert told[0] == 2
    assert "gazette" not in told[1]
    assert db.execute("pragma foreign_key_check").fetchall() == []
    assert db.execute("pragma quick_check").fetchall() == [("ok",)]
    db.execute("insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)")
    for fetched in desk.store.log.captures():
        desk.store.warc.read(fetched.raw)  # no pointer moved


def test_the_desk_verifies_and_the_next_backup_does_not_hold_it(desk: Desk) -> None:
    """Also where the backup before it does, and links its files."""
    path = str(desk.store.path)
    desk.store.close()
    run = CliRunner()
    backup = ["--db", path, "backup", "--warc", "--quiet", "--to", str(desk.folder / "backups")]
    for arguments in (
        backup,
        ["--db", path, "forget", "--yes", SECRET],
        ["--db", path, "verify"],
        backup,
    ):
        ran = run.invoke(presswatch, arguments)
        assert ran.exit_code == 0, (arguments, ran.output, ran.exception)
    before, after = sorted((desk.folder / "backups").glob("presswatch-*"))
    assert NAME.encode() in Desk(before, desk.store).bytes().lower()
    assert NAME.encode() not in Desk(after, desk.store).bytes().lower()
    assert (after / "presswatch.db.key").exists()


def test_a_story_and_a_host(desk: Desk) -> None:
    (story,) = desk.store.db.execute(
        "select story from articles where url = ?", [SECRET]
    ).fetchone()
    assert forget(desk.store, find(desk.store, str(story))).rows["articles"] == 3
    assert desk.stories() == {frozenset({"https://mirror.example/other"})}
    gone = forget(desk.store, find(desk.store, "MIRROR.example"))
    assert gone.rows["articles"] == gone.rows["sources"] == 1
    assert desk.stories() == set()
    assert b"mirror.example" not in desk.bytes()
    assert desk.bring("mirror", "new", words(3)) == 0
    assert desk.bring("mirror.example.evil", "new", words(3)) > 0


@pytest.mark.parametrize(
    ("source", "path", "text", "title", "kept"),
    [
        ("courier", f"{NAME}-path", words(9), "", False),  # its address
        ("echo", "a", f"{words(1)}\n{NAME} speaks.", f"{NAME} in town", False),  # word for word
        ("echo", "b", f"{words(1).upper()}\n{NAME} SPEAKS", "x", False),  # in capitals
        ("echo", "c", words(1, 0, 4), "x", False),  # cut by a third
        ("echo", "d", words(9, 0, 9) + "\n" + words(1), "x", False),  # inside a longer piece
        ("echo", "e", words(9, 0, 5) + "\n" + words(1, 0, 1), "x", True),  # one paragraph
        ("echo", "f", words(9), "x", True),  # something else
    ],
)
def test_neither_the_address_nor_the_text_comes_back(
    desk: Desk, source: str, path: str, text: str, title: str, kept: bool
) -> None:
    forget(desk.store, find(desk.store, SECRET))
    rows = len(desk.stories())
    assert bool(desk.bring(source, path, text, title)) is kept
    if kept:
        return
    assert len(desk.stories()) == rows
    address = f"{source}.example/{path}"
    assert not any(address in line for line in desk.store.db.conn.iterdump())
    desk.store.warc.sync()
    assert all(address not in said for said in targets(desk.folder))
    reasons = desk.store.db.execute("select url from fetches where reason = 'forgotten'").fetchall()
    assert reasons == [(f"https://{source}.example/#forgotten",)]  # the row names the host alone


def targets(folder: Path) -> list[str]:
    """What the captures on disk are captures of, read as any WARC reader does."""
    found = []
    for path in folder.glob("warc/*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                found.append(record.rec_headers.get_header("WARC-Target-URI") or record.rec_type)
                record.content_stream().read()
    return found


def test_a_capture_without_a_row_goes_as_well(desk: Desk) -> None:
    """What a killed crawl left behind has no pointer; it is found by its address."""
    with desk.store.transaction() as db:
        db.execute("update articles set fetch = null")
        db.execute("delete from fetches")
    assert forget(desk.store, find(desk.store, SECRET)).captures == 1
    assert sorted(targets(desk.folder)) == sorted(
        ["https://gazette.example/lead", "https://mirror.example/third",
         "https://mirror.example/other", "metadata"]
    )  # fmt: skip


def test_the_door_may_name_it_and_it_is_not_even_asked_for(desk: Desk) -> None:
    forget(desk.store, find(desk.store, "paper.example"))
    stones = desk.store.tombstones
    asked_for = {"/x": http("<p>gone</p>"), "/robots.txt": http("", 404)}
    with Server(site(asked_for)) as server:
        store = SimpleNamespace(tombstones=stones)
        hidden, sub, other = fetch(
            server.url("/x", host="paper.example"), server.url("/x", host="news.paper.example"),
            server.url("/x"), servers=[server], allow=[f"{host}:{server.port}" for host in ("paper.example", "news.paper.example")],
            store=store,
        )  # fmt: skip
        assert {asked.host for asked in server.asked} == {"127.0.0.1"}
    assert (hidden.state, sub.state, other.state) == ("forgotten", "forgotten", "200")
    assert "paper.example" not in str(hidden.error)


def test_without_its_key_the_database_is_not_written_to(desk: Desk) -> None:
    forget(desk.store, find(desk.store, SECRET))
    desk.store.close()
    key = desk.folder / "presswatch.db.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes().strip() not in (desk.folder / "presswatch.db").read_bytes()
    key.unlink()
    with pytest.raises(IntegrityError, match=r"presswatch\.db\.key.*put it back"):
        open_store(desk.folder / "presswatch.db", writer=True)
    open_store(desk.folder / "presswatch.db").close()  # looking does no harm


def test_a_reader_that_holds_old_pages_is_reported(desk: Desk) -> None:
    with sqlite3.connect(desk.store.path) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from articles").fetchone()
        desk.store.db.execute("pragma busy_timeout = 50")
        assert not forget(desk.store, find(desk.store, SECRET)).clean
    reader.close()
    assert forget(desk.store, find(desk.store, SECRET)).clean
    assert NAME.encode() not in desk.bytes().lower()


@pytest.mark.parametrize("which", ["4711", "no host", "a/b", "", "word"])
def test_what_is_neither_is_said_in_one_line(desk: Desk, which: str) -> None:
    with pytest.raises(UsageError):
        find(desk.store, which)


def test_the_command_asks_first_and_says_what_went(desk: Desk) -> None:
    path = str(desk.store.path)
    desk.store.close()
    run = CliRunner().invoke(presswatch, ["--db", path, "forget", SECRET])
    assert isinstance(run.exception, UsageError)  # nobody can be asked here
    assert run.exception.exit_code == 2
    run = CliRunner().invoke(presswatch, ["--db", path, "forget", "--yes", SECRET])
    assert run.exit_code == 0, run.output
    assert "1 article in the database" in run.output
    assert "removed: 1 articles, 1 fetches" in run.output
    assert "backups" in run.output
