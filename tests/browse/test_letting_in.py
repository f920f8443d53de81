"""Who is let in: permissions of tables, foreign hosts, the public mode, and how much a page asks."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette import hookimpl
from datasette.plugins import pm

from presswatch.errors import UsageError
from storage.browse import serving
from tests.browse.conftest import Visitor, addresses
from tests.browse.newsroom import Newsroom

PAGES_OF = {
    "revisions": ("/", "/story/1", "/article/1"),
    "copies": ("/", "/story/1", "/article/1", "/who", "/source/gull-post", "/feed.atom"),
    "articles": ("/", "/search?q=x", "/search.csv?q=x", "/search.atom?q=x", "/sources", "/who"),
    "fetches": ("/raw/1", "/sources", "/article/1"),
    "doors": ("/sources", "/"),
    "watches": (
        "/",
        "/watches",
        "/watch/german",
        "/watch/german.csv",
        "/watches/compare",
        "/feed.atom",
    ),
    "mentions": ("/", "/watches", "/watch/german", "/watch/german/feed.atom", "/article/1"),
}


@pytest.mark.parametrize("table", PAGES_OF)
def test_who_may_not_see_a_table_does_not_see_it_on_our_pages(room: Newsroom, table: str) -> None:
    closed = {"databases": {"presswatch": {"tables": {table: {"allow": False}}}}}
    visitor = Visitor(room.path, rules=closed)
    try:
        assert visitor.get(f"/presswatch/{table}").status_code == 403
        for path in PAGES_OF[table]:
            assert visitor.get(path).status_code == 403, path
    finally:
        visitor.close()


@pytest.mark.parametrize(
    "closed", [{"allow": False}, {"databases": {"presswatch": {"allow": False}}}]
)
def test_a_closed_database_or_instance_closes_all_our_pages(
    room: Newsroom, closed: dict[str, Any]
) -> None:
    visitor = Visitor(room.path, rules=closed)
    try:
        for path in addresses(room):
            assert visitor.get(path).status_code == 403, path
    finally:
        visitor.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "", "localhost.evil"]
)
def test_a_foreign_host_is_refused(visitor: Visitor, host: str) -> None:
    answer = visitor.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Stories" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8001", "[::1]:8001", "LOCALHOST:9"])
def test_this_machine_is_answered(visitor: Visitor, host: str) -> None:
    assert visitor.get("/", headers={"Host": host}).status_code == 200


@pytest.fixture
def public(room: Newsroom, tmp_path: Path) -> Iterator[Visitor]:
    visitor = Visitor(serving.snapshot(room.path, tmp_path), public=True)
    yield visitor
    visitor.close()


def test_the_public_mode_serves_a_snapshot_and_no_more(public: Visitor, room: Newsroom) -> None:
    for path in addresses(room):
        assert public.get(path).status_code == 200, path
    assert public.get("/presswatch/articles").status_code == 200
    assert "New watch" not in public.page("/watches")
    for path in ("/watches/new", "/presswatch.db", "/presswatch?sql=select+1", "/presswatch.json?sql=select+1",
                 "/presswatch/-/query?sql=select+1", "/presswatch/articles.csv?_stream=1", "/raw/1",
                 "/presswatch/articles?_facet=title"):  # fmt: skip
        assert public.get(path, follow_redirects=True).status_code in (400, 403, 404), path


class Counting:
    """A plugin that listens to each statement on the database."""

    __name__ = "counting"

    def __init__(self) -> None:
        self.said: list[str] = []

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        if not database.startswith("_"):
            conn.set_trace_callback(self._hear)

    def _hear(self, statement: str) -> None:
        if not statement.startswith("--"):  # what full text search asks of its own tables
            self.said.append(statement)


@pytest.fixture
def counting() -> Iterator[Counting]:
    plugin = Counting()
    pm.register(plugin)
    yield plugin
    pm.unregister(plugin)


def test_no_page_makes_more_than_30_queries(room: Newsroom, counting: Counting) -> None:
    visitor = Visitor(room.path)
    try:
        for path in [*addresses(room), "/feed.atom", "/search.csv?q=night", "/search.atom?q=night"]:
            visitor.page(path)
            counting.said.clear()
            visitor.page(path)
            assert len(counting.said) <= 30, f"{path}: {len(counting.said)} {counting.said}"
    finally:
        visitor.close()


def test_the_port_that_is_taken_is_said_in_one_line(room: Newsroom) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"--port {port + 1}"):
            serving.serve(room.path, port=port)


#: tables with a row for each page or article: none of them is read from end to end
LONG = ("articles", "fetches", "urls", "copies", "matches")
#: all links are added up on purpose, at most once a minute (storage/browse/reads/who.py)
ON_PURPOSE = "select article, story, copied_from, relation, lag_s, credit_kept from copies"


ALIAS = re.compile(r"(?:from|join) (\w+) (?!where|join|on|left|group|order)(\w+)\b")
SCAN = re.compile(r"SCAN (\w+)")


def test_no_page_reads_a_long_table_from_end_to_end(room: Newsroom, counting: Counting) -> None:
    visitor = Visitor(room.path)
    try:
        for path in [*addresses(room), "/feed.atom", "/search.csv?q=night", "/search.atom?q=night"]:
            visitor.page(path)
    finally:
        visitor.close()
    with closing(sqlite3.connect(room.path)) as db:
        for statement in {s for s in counting.said if s.lstrip().startswith(("select", "with"))}:
            names = {alias: table for table, alias in ALIAS.findall(statement)}
            for *_, step in db.execute(f"explain query plan {statement}"):
                scanned = SCAN.match(step)
                table = scanned and names.get(scanned[1], scanned[1])
                covered = "COVERING INDEX" in step or "VIRTUAL TABLE" in step
                meant = statement == ON_PURPOSE
                assert table not in LONG or covered or meant, (step, statement)
