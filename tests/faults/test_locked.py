"""Another program holds the database: every method of the store waits, or says so, and writes nothing."""

from __future__ import annotations

import enum
import inspect
import sqlite3
import threading
import time
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils.db import NotFoundError

from presswatch.errors import LockHeld
from presswatch.values import Link
from storage import Store, open_store

Figure = Callable[[str], None]
SIMPLE: dict[Any, Any] = {
    date: date(2026, 11, 2), int: 1, str: "x", float: 1.0, bool: False, bytes: b"", datetime: datetime(2026, 11, 2, tzinfo=UTC),
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "desk.db", writer=True)
    made.db.execute("pragma busy_timeout = 20")
    yield made
    made.close()


@pytest.fixture
def elsewhere(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program's connection, which holds the lock of writers."""
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    yield other
    other.close()


def public_methods(store: Store) -> list[tuple[str, Callable[..., Any]]]:
    """Everything that can be asked of a store: found, so that no method is left out."""
    found = []
    for name, room in vars(store).items():
        if not name.startswith("_") and type(room).__module__.startswith("storage."):
            methods = inspect.getmembers(room, inspect.ismethod)
            found += [(f"{name}.{said}", method) for said, method in methods if said[0] != "_"]
    return found


def made_up(kind: Any) -> Any:
    """A value of a type, for an argument that is never written."""
    origin = typing.get_origin(kind)
    if origin is typing.Union or origin is types.UnionType:
        return made_up(typing.get_args(kind)[0])
    if kind in SIMPLE:
        return SIMPLE[kind]
    if inspect.isclass(kind) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        needed = (f for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
        return kind(**{f.name: made_up(hints[f.name]) for f in needed})  # type: ignore[operator]
    if "Callable" in str(kind):
        return lambda *arguments: False
    return {} if "Mapping" in str(kind) or "dict" in str(kind) else ()


def arguments(method: Callable[..., Any]) -> dict[str, Any]:
    """A value for each argument that has no default."""
    hints = typing.get_type_hints(method)
    wanted = inspect.signature(method).parameters.values()
    return {
        p.name: made_up(hints[p.name])
        for p in wanted
        if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    }


def test_every_public_method_of_the_store_while_the_database_is_locked(
    store: Store, elsewhere: sqlite3.Connection, figure: Figure
) -> None:
    before = list(elsewhere.iterdump())
    methods, waited, read = public_methods(store), 0, 0
    assert len(methods) > 50
    for name, method in methods:
        given = arguments(method)
        with pytest.raises(LockHeld, match="by another program"), store.transaction():
            method(**given)
        try:  # outside a transaction: a question is answered, a write is refused
            found = method(**given)
            read += 1
            if isinstance(found, Iterator):
                list(found)
        except (sqlite3.OperationalError, LockHeld) as error:
            assert "locked" in str(error), name  # noqa: PT017
            waited += 1
        except (AssertionError, AttributeError, LookupError, NotFoundError, TypeError, ValueError):
            read += 1  # it asked for a row that is not there
        assert not store.db.conn.in_transaction, name
    assert list(elsewhere.iterdump()) == before
    figure(
        f"{len(methods)} public methods under a foreign lock: each says LockHeld inside a transaction;"
        f" outside one {read} answer, {waited} are refused; 0 rows written"
    )


def test_a_short_lock_is_waited_for(store: Store, elsewhere: sqlite3.Connection) -> None:
    store.db.execute("pragma busy_timeout = 5000")
    threading.Timer(0.3, elsewhere.rollback).start()
    began = time.monotonic()
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
        store.frontier.offer("gazette", [Link("https://gazette.example/a")])
    assert time.monotonic() - began > 0.2
    assert store.frontier.count() == 1
    assert store.failure is None


def hold(store: Store, seconds: float, sql: str) -> threading.Thread:
    """Another connection that does this and holds what it got for so long."""
    got = threading.Event()

    def work() -> None:
        other = sqlite3.connect(store.path, isolation_level=None)
        for statement in sql.split(";"):
            other.execute(statement).fetchall()
        got.set()
        time.sleep(seconds)
        other.rollback()
        other.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert got.wait(10)
    return thread


def write_while(store: Store, holding: threading.Thread) -> tuple[int, int]:
    """(transactions written, most bytes the WAL had) until the other lets go, and a while longer."""
    written, most, wal = 0, 0, Path(f"{store.path}-wal")
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
    while holding.is_alive() or written < 200:
        with store.transaction():
            urls = (f"https://gazette.example/{written}/{n}" for n in range(20))
            store.frontier.offer("gazette", map(Link, urls))
        written += 1
        most = max(most, wal.stat().st_size)
        time.sleep(0.005)
    return written, most


def hold_snapshot(store: Store, seconds: float, figure: Figure) -> None:
    written, most = write_while(store, hold(store, seconds, "begin;select count(*) from urls"))
    for _ in range(3000):  # the reader has left: the WAL begins again and grows no more
        with store.transaction():
            store.frontier.offer(
                "gazette", [Link(f"https://gazette.example/{time.monotonic_ns()}")]
            )
    after = Path(f"{store.path}-wal").stat().st_size
    assert after <= max(most, 16 << 20)
    assert store.frontier.count() == written * 20 + 3000
    figure(
        f"a reader held a snapshot for {seconds:g} s: 0 of {written} writes failed, WAL at most"
        f" {most / 2**20:.1f} MB, {after / 2**20:.1f} MB after 3,000 more"
    )


def test_a_reader_that_holds_a_snapshot(store: Store, figure: Figure) -> None:
    hold_snapshot(store, 0.5, figure)


@pytest.mark.soak
def test_a_reader_that_holds_a_snapshot_for_60_s(store: Store, figure: Figure) -> None:
    hold_snapshot(store, 60, figure)


@pytest.mark.soak
def test_a_writer_that_holds_the_lock_for_60_s(tmp_path: Path, figure: Figure) -> None:
    store = open_store(tmp_path / "desk.db", writer=True)  # with the busy_timeout of the product
    began = time.monotonic()
    written, _ = write_while(store, hold(store, 60, "begin immediate"))
    assert time.monotonic() - began >= 59
    assert store.frontier.count() == written * 20
    store.close()
    figure(f"a writer held the lock for 60 s: 0 of {written} writes failed")
