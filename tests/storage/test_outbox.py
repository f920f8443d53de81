"""What is announced is announced once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presswatch.values import Event, Source
from storage import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "desk.db", writer=True)
    with made.transaction():
        made.sources.watch(
            [Source("gazette", "https://gazette.example/", feeds=("https://g.example/f",))]
        )
    yield made
    made.close()


def test_an_event_is_announced_once_and_the_next_one_again(store: Store) -> None:
    with store.transaction():
        assert store.outbox.announce(Event.SOURCE_FAILING, "gazette 2026-11-02", source="gazette")
        assert not store.outbox.announce(
            Event.SOURCE_FAILING, "gazette 2026-11-02", source="gazette"
        )
        assert store.outbox.announce(Event.SOURCE_FAILING, "gazette 2026-11-20", source="gazette")
        assert store.outbox.announce(Event.SOURCE_SILENT, "gazette 2026-11-20", source="gazette")
    assert store.db.table("outbox").count == 3


def test_an_event_says_what_it_is_about(store: Store) -> None:
    with store.transaction():
        store.outbox.announce(
            Event.MENTION, "k", source="gazette", watches=["radar", "ferry"], payload={"é": 1}
        )
    (row,) = store.db.table("outbox").rows
    assert (row["event"], row["source"]) == ("new mention", "gazette")
    assert json.loads(row["watches"]) == ["ferry", "radar"]
    assert json.loads(row["payload"]) == {"é": 1}


def test_an_event_whose_transaction_fails_was_never_announced(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.outbox.announce(Event.EDIT, "k")
        1 / 0  # noqa: B018
    assert store.db.table("outbox").count == 0
