"""The index in the database: postings, runs, segments, stock."""

from __future__ import annotations

import numpy as np
import pytest
from sqlite_utils import Database

from storage import index_postings
from storage.index import Entry, Index
from storage.index_stock import EVERYWHERE
from storage.migrations import steps


@pytest.fixture
def db() -> Database:
    made = Database(memory=True)
    steps.apply(made)
    made.execute("insert into sources (name, home, watched) values ('gazette', 'https://g/', 1)")
    return made


def put(db: Database, index: Index, n: int, keys: list[int]) -> int:
    db.execute(
        "insert into articles (id, url, canonical, source, title, text, first_seen_at, sha256)"
        " values (?1, ?2, ?2, 'gazette', 'T', 'text', '2026-03-02', '')",
        [n, f"https://g/{n}"],
    )
    held, paragraphs = np.array(keys, dtype=np.uint64), np.arange(len(keys), dtype=np.int32)
    return index.add(
        n, Entry("gazette", "en", 500_000, n, 100, held, np.unique(held), paragraphs, ())
    )


def holders(index: Index, *keys: int) -> list[tuple[int, int]]:
    which, slots = index.holders(np.array(sorted(keys), dtype=np.uint64))
    articles = index.facts.article[slots]
    return sorted((sorted(keys)[w], int(a)) for w, a in zip(which, articles, strict=True))


def test_holders_of_a_gram(db: Database) -> None:
    index = Index(db)
    put(db, index, 1, [7, 9])
    put(db, index, 2, [9, 2**40 - 1])
    assert holders(index, 7, 8, 9, 2**40 - 1) == [(7, 1), (9, 1), (9, 2), (2**40 - 1, 2)]


def test_runs_and_segments_hold_what_the_tail_held(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_postings, "TAIL", 3)
    monkeypatch.setattr(index_postings, "SEGMENT", 10)
    index = Index(db)
    for n in range(1, 48):
        put(db, index, n, [n % 5, 100 + n])
    expected = sorted((n % 5, n) for n in range(1, 48) if n % 5 in (0, 3))
    assert holders(index, 0, 3) == expected
    assert db.execute("select count(*), max(last) from segments").fetchone() == (4, 40)
    again = Index(db)
    assert holders(again, 0, 3) == expected, "a restart reads the same back"
    assert len(again.postings._runs) == 2, "each run would cost every look-up a search"
    index.reload()
    assert holders(index, 0, 3) == expected


def test_a_removed_article_is_no_holder_and_its_slot_is_not_used_again(db: Database) -> None:
    index = Index(db)
    put(db, index, 1, [7])
    slot = put(db, index, 2, [7])
    index.remove(slot)
    assert holders(index, 7) == [(7, 1)]
    assert put(db, index, 3, [7]) != slot
    assert holders(index, 7) == [(7, 1), (7, 3)]
    assert index.slot(2) is None


def test_samples_come_back_with_their_paragraphs(db: Database) -> None:
    index = Index(db)
    keys, paragraphs = index.sample(put(db, index, 1, [9, 7, 9]))
    assert keys.tolist() == [9, 7, 9]
    assert paragraphs.tolist() == [0, 1, 2]


def test_stock_of_an_outlet_and_of_all(db: Database) -> None:
    index = Index(db)
    index.stock.put([(7, "gazette", 5), (8, EVERYWHERE, 5)])
    keys = np.array([7, 8, 9], dtype=np.uint64)
    assert index.stock.known(keys, "gazette").tolist() == [True, True, False]
    assert index.stock.known(keys, "courier").tolist() == [False, True, False]
    index.reload()
    assert index.stock.outlets(7) == ["gazette"]
    index.stock.drop([(7, "gazette")])
    assert index.stock.outlets(7) == []


def test_many_articles_outgrow_the_first_columns(db: Database) -> None:
    index = Index(db)
    for n in range(1, 1500):
        put(db, index, n, [n])
    assert int(index.facts.article[1499]) == 1499
    assert holders(index, 1499) == [(1499, 1499)]
