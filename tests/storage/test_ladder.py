"""Known articles are looked at again at certain ages, and then no more, whatever the last look brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presswatch.values import Link
from storage import Store, open_store
from storage.log import stamp
from tests.pipelines.wires import article, keep

URL = "https://gazette.example/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "desk.db", writer=True)
    keep(made, article("The harbour council voted to rebuild the lighthouse.", url=URL))
    made.frontier.offer("gazette", [Link(URL)])
    made.frontier.done(URL, 1)
    yield made
    made.close()


def old(store: Store, days: int) -> None:
    then = stamp(datetime.now(UTC) - timedelta(days=days))
    store.db.execute("update articles set published_utc = ?, first_seen_at = ?", [then, then])


def next_at(store: Store) -> timedelta | None:
    [[at]] = store.db.execute("select next_at from urls").fetchall()
    return datetime.fromisoformat(at) - datetime.now(UTC) if at else None


@pytest.mark.parametrize(("days", "again"), [(1, True), (400, False)])
def test_a_look_that_brings_nothing_is_repeated_while_the_article_is_young(
    store: Store, days: int, again: bool
) -> None:
    old(store, days)
    store.frontier.failed(URL, "HTTP 403")
    assert (next_at(store) is not None) is again


def test_a_page_that_is_gone_is_asked_for_until_that_is_proven(store: Store) -> None:
    old(store, 400)
    assert store.rechecks.gone(URL, 410) == "missing"
    wait = next_at(store)
    assert wait is not None
    assert wait < timedelta(days=1)
    gone = stamp(datetime.now(UTC) - timedelta(days=3))
    store.db.execute("update urls set missing_since = ?", [gone])
    assert store.rechecks.gone(URL, 410) == "withdrawn"
    assert next_at(store) is None
