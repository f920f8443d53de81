"""One SQLite file: opened, locked, written all or nothing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from presswatch.errors import IntegrityError, LockHeld, UsageError
from presswatch.values import Link, Source
from storage import Store, open_store
from storage.group_commit import BATCH
from storage.log import Tally


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "desk.db", writer=True)
    with made.transaction():
        made.sources.watch(
            [Source("gazette", "https://gazette.example/", feeds=("https://gazette.example/f",))]
        )
    yield made
    made.close()


def links(*names: str) -> list[Link]:
    return [Link(f"https://gazette.example/{name}") for name in names]


def test_every_table_is_strict_or_search(store: Store) -> None:
    loose = [
        t.name for t in store.db.tables
        if not t.strict and not t.name.startswith(("articles_fts", "_sqlite_migrations"))
    ]  # fmt: skip
    assert loose == []


def test_a_reader_never_makes_a_database(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such database"):
        open_store(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 200, "utf8")
    with pytest.raises(IntegrityError, match="not a database"):
        open_store(path, writer=True)
    assert path.read_text("utf8").startswith("Dear reader")


def test_an_unknown_scheme_is_said() -> None:
    with pytest.raises(UsageError, match="no store for postgres"):
        open_store("postgres://here/there", writer=True)


def test_a_second_writer_is_refused_by_another_process(store: Store) -> None:
    code = (
        "import sys; from storage import open_store; from presswatch.errors import PresswatchError\n"
        f"try: open_store({str(store.path)!r}, writer=True)\n"
        "except PresswatchError as e: print(e); sys.exit(e.exit_code)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == LockHeld.exit_code, ran.stderr
    assert f"being written by process {os.getpid()} since" in ran.stdout


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.frontier.offer("gazette", links("a"))
        1 / 0  # noqa: B018
    assert store.frontier.count() == 0


def test_a_failed_part_of_a_batch_leaves_the_rest(store: Store) -> None:
    async def work() -> None:
        store.group_commit(asyncio.get_running_loop())
        with store.transaction():
            store.frontier.offer("gazette", links("a"))
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.frontier.offer("gazette", links("b"))
            1 / 0  # noqa: B018
        await store.stored()

    asyncio.run(work())
    assert seen_from_outside(store) == 1


def test_a_batch_is_on_disk_when_stored_returns_and_not_before(store: Store) -> None:
    async def work() -> None:
        store.group_commit(asyncio.get_running_loop())
        with store.transaction():
            store.frontier.offer("gazette", links("a"))
        assert seen_from_outside(store) == 0
        await store.stored()
        assert seen_from_outside(store) == 1

    asyncio.run(work())


def test_a_full_batch_does_not_wait_for_the_clock(store: Store) -> None:
    async def one(name: str) -> None:
        with store.transaction():
            store.frontier.offer("gazette", links(name))
        await store.stored()

    async def work() -> None:
        store.group_commit(asyncio.get_running_loop())
        waits = [asyncio.ensure_future(one(str(n))) for n in range(BATCH)]
        await asyncio.sleep(0)
        assert seen_from_outside(store) == BATCH
        await asyncio.gather(*waits)

    asyncio.run(work())


def seen_from_outside(store: Store) -> int:
    with sqlite3.connect(store.path) as other:
        return int(other.execute("select count(*) from urls").fetchone()[0])


def test_a_url_is_offered_once_and_waits_newest_first(store: Store) -> None:
    from datetime import UTC, datetime

    old = Link("https://gazette.example/old", published_at=datetime(2026, 11, 1, tzinfo=UTC))
    new = Link("https://gazette.example/new", published_at=datetime(2026, 11, 2, tzinfo=UTC))
    with store.transaction():
        assert store.frontier.offer("gazette", [old, new, old]) == [old, new]
        assert store.frontier.offer("gazette", [new]) == []
    assert [w.link.url for w in store.frontier.waiting("gazette", 10)] == [new.url, old.url]


def test_a_page_that_keeps_failing_is_set_aside(store: Store) -> None:
    with store.transaction():
        store.frontier.offer("gazette", links("a"))
        for _ in range(3):
            store.frontier.failed("https://gazette.example/a", "timeout")
    assert store.frontier.waiting("gazette", 10) == []
    assert store.frontier.count("quarantined") == 1


def test_a_crawl_after_one_that_found_nothing_expects_no_news(store: Store) -> None:
    said = [store.log.news_is_likely()]
    for command, articles in (("crawl press", 3), ("crawl press", 0), ("import", 5)):
        with store.transaction():
            store.log.end(store.log.start(command), "finished", Tally(articles=articles))
        said.append(store.log.news_is_likely())
    with store.transaction():
        store.log.start("crawl press")  # was killed
    assert [*said, store.log.news_is_likely()] == [True, True, False, False, True]


def test_search_follows_the_words_and_only_the_words(store: Store) -> None:
    db = store.db
    with store.transaction():
        db.execute(
            "insert into articles (url, canonical, source, title, text, first_seen_at, sha256)"
            " values ('u', 'u', 'gazette', 'Ferry strike', 'old words', '2026', 'x')"
        )
        db.execute("update articles set text = 'new words'")
    find = "select count(*) from articles_fts where articles_fts match ?"
    assert db.execute(find, ["old"]).fetchone()[0] == 0
    assert db.execute(find, ["new"]).fetchone()[0] == 1
    db.execute("insert into articles_fts (articles_fts, rank) values ('integrity-check', 1)")
