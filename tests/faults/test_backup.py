"""Backups: whole or absent, under load, killed at any moment; and the way back."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer
from presswatch.errors import IntegrityError
from storage import open_store
from storage.backup import Desk, backup, backups
from storage.deliveries import Deliveries, beside
from storage.left_out import FILE
from tests.commandline import Running
from tests.faults.desks import (
    complaints,
    database,
    demo_desk,
    environment,
    imported_desk,
    query,
    run,
    stories,
)
from tests.faults.writing import store_pieces

Figure = Callable[[str], None]


def of(desk: Path) -> Desk:
    return Desk(database(desk), desk / "warc")


def test_the_newest_are_kept_and_each_is_a_desk(desk: Path) -> None:
    for _ in range(2):
        backup(of(desk), desk / "backups", keep=2)
    ran = run(desk, "backup", "--keep", "2")
    assert ran.returncode == 0, ran.stderr
    kept = backups(desk / "backups")
    assert len(kept) == 2
    assert "dropped presswatch-" in ran.stdout
    for copy in kept:
        assert complaints(copy) == []
        assert stories(database(copy)) == stories(database(desk))


def test_a_backup_has_what_belongs_to_a_desk(desk: Path) -> None:
    """The lists of the analyst, the key of what was forgotten, and what was sent to whom."""
    for name in ("sources.toml", "watches.toml", "alerts.toml"):
        (desk / name).write_text("# mine\n", "utf8")
    Deliveries(beside(database(desk))).close()
    assert run(desk, "backup").returncode == 0
    (copy,) = backups(desk / "backups")
    assert {path.name for path in copy.iterdir()} == {
        "presswatch.db", "presswatch.db.seal", "presswatch-alerts.db", "sources.toml", "watches.toml",
        "alerts.toml", "warc",
    }  # fmt: skip


def test_what_a_backup_leaves_out_is_said_and_the_restored_desk_goes_on(desk: Path) -> None:
    assert run(desk, "backup", "--to", "../backups").returncode == 0
    (copy,) = backups(desk.parent / "backups")
    (day,) = (path.name for path in (desk / "warc").iterdir())
    assert day in (copy / "warc" / FILE).read_text("utf8")
    ran = run(copy, "verify")
    assert ran.returncode == 0
    assert "captures    not here" in ran.stdout
    assert "12 raw responses are not in this backup" in ran.stdout
    assert "Everything that was backed up is there" in ran.stdout
    store = open_store(database(copy), writer=True)
    store_pieces(store, range(12, 40))  # of the same day
    store.close()
    assert complaints(copy) == []
    new = {str(file) for (file,) in query(database(copy), "select distinct warc_file from fetches")}
    assert new == {day, day.replace(".warc", ".2.warc")}
    store = open_store(database(copy), writer=True)
    store.warc.close()  # opening it mends: nothing is cut
    store.close()
    assert complaints(copy) == []
    again = backup(replace(of(copy), captures=True), copy / "backups", keep=1).folder
    assert complaints(again) == []
    shutil.copy(desk / "warc" / day, again / "warc")  # somebody had it after all
    assert "captures    ok" in run(again, "verify").stdout


def test_a_damaged_database_is_not_backed_up_and_no_older_backup_is_dropped(desk: Path) -> None:
    backup(of(desk), desk / "backups", keep=1)
    with_store = open_store(database(desk), writer=True)
    with with_store.transaction():
        with_store.db.execute("update articles set sha256 = 'another' where id = 1")
    with_store.close()
    with pytest.raises(IntegrityError, match=r"not backed up.*articles, row 1"):
        backup(of(desk), desk / "backups", keep=1)
    assert len(backups(desk / "backups")) == 1


def test_what_a_kill_left_behind_is_swept_away(desk: Path) -> None:
    into = desk / "backups"
    (into / ".part-presswatch-20260101T000000Z").mkdir(parents=True)
    (into / ".gone-presswatch-20250101T000000Z").mkdir()
    backup(of(desk), into, keep=1)
    assert [p.name for p in into.iterdir() if p.is_dir()] == [backups(into)[0].name]


def test_under_load_the_copy_is_one_moment(desk: Path, figure: Figure) -> None:
    """A writer counts two tables up in one transaction; in every copy both say the same."""
    store, ended = open_store(database(desk), writer=True), threading.Event()
    with store.transaction():
        store.log.start("a crawl that counts")
    written = 0

    def write() -> None:
        nonlocal written
        while not ended.is_set():
            with store.transaction() as db:
                db.execute("update crawls set pages = pages + 1")
                db.execute("update articles set words = words + 1 where id = 1")
            written += 1

    words = query(database(desk), "select words from articles where id = 1")[0][0]
    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup(of(desk), desk / "backups", keep=5).folder for _ in range(3)]
    finally:
        ended.set()
        writer.join()
        store.close()
    for copy in made:
        pages, more = query(database(copy), "select pages, words from crawls, articles limit 1")[0]
        assert int(str(more)) - int(str(words)) == int(str(pages))
    figure(f"{len(made)} backups while {written} transactions were written, each of one moment")


def kill_backups(desk: Path, times: int) -> tuple[int, int]:
    """(whole, absent) after so many backups that were killed at random moments."""
    chance = random.Random(20261125)
    began = time.monotonic()
    assert run(desk, "backup", "--keep", "99").returncode == 0
    took = time.monotonic() - began
    into = desk / "backups"
    made = 0
    for _ in range(times):
        before = set(backups(into))
        running = Running(desk, ("backup", "--keep", "99"), environment(), mortal=True)
        running.process.join(chance.uniform(0.3, 1.1) * took)
        if running.process.is_alive():
            running.kill()
        running.wait()
        fresh = set(backups(into)) - before
        made += len(fresh)
        for copy in fresh:
            assert complaints(copy, captures=False) == []
            assert stories(database(copy)) == stories(database(desk))
    assert run(desk, "backup", "--keep", "1").returncode == 0
    assert [p for p in into.iterdir() if p.is_dir()] == backups(into)
    return made, times - made


def test_a_killed_backup_is_whole_or_absent(desk: Path, figure: Figure) -> None:
    made, absent = kill_backups(desk, 2)
    figure(f"2 backups killed: {made} whole, {absent} absent, 0 half")


@pytest.mark.soak
def test_20_killed_backups_are_whole_or_absent(tmp_path: Path, figure: Figure) -> None:
    made, absent = kill_backups(imported_desk(tmp_path / "desk", 400), 20)
    figure(f"20 backups killed: {made} whole, {absent} absent, 0 half")


def restored(desk: Path, tmp_path: Path) -> Path:
    """The drill: back up, lose the desk, put the backup in its place, verify."""
    ran = run(desk, "backup", "--warc", "--to", str(tmp_path / "backups"))
    assert ran.returncode == 0, ran.stderr
    shutil.rmtree(desk)  # the disk died
    shutil.copytree(backups(tmp_path / "backups")[-1], desk)
    ran = run(desk, "verify")
    assert ran.returncode == 0, ran.stdout
    return desk


def test_the_restore_drill_of_docs_operating(crawled: Path, tmp_path: Path, figure: Figure) -> None:
    desk = Path(shutil.copytree(crawled, tmp_path / "desk"))
    before = stories(database(desk)), query(database(desk), "select url, state from urls")
    restored(desk, tmp_path)
    assert (stories(database(desk)), query(database(desk), "select url, state from urls")) == before
    captures = query(database(desk), "select count(*) from fetches where warc_file is not null")
    figure(f"{len(before[0])} stories and {captures[0][0]} raw responses restored")


@pytest.mark.soak
def test_a_restored_desk_crawls_on(tmp_path: Path, figure: Figure) -> None:
    desk = demo_desk(tmp_path / "desk")
    with PressServer() as press:
        env = environment(press.proxy)
        assert run(desk, "crawl", "--quiet", env=env).returncode == 0
        crawled = stories(database(desk))
        restored(desk, tmp_path)
        asked = len(press.press.asked)
        assert run(desk, "crawl", "--quiet", env=env).returncode == 0
        again = {a.url for a in list(press.press.asked)[asked:]}
    known = {str(url) for (url,) in query(database(desk), "select url from articles")}
    assert not again & known
    assert stories(database(desk)) == crawled
    figure(f"{len(known)} articles restored with their raw responses, 0 fetched again")
