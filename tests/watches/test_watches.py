"""Watches and mentions: applied to the past, to the newcomer, after an edit; counted and grouped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from presswatch.values import Watch
from storage import Store
from storage.query import read_query
from storage.snippets import snippets
from storage.watches.listing import find_watch, listing
from storage.watches.mentions import by_story, count, leaders, live, saved, volume
from storage.watches.table import Synced
from tests.watches import room
from tests.watches.plainly import Piece

FERRY = Piece("Ferry strike", "The ferry stays in the harbour.", "gazette", "The Gazette", "en", ())
RADAR = Piece(
    "Radar for the coast", "Nine radars, one strait.", "naval-news", "Naval News", "en", ()
)
PAST = (FERRY, replace(FERRY, source="bote", title="Streik"), RADAR)
WATCHES = (Watch("ferry", "ferry"), Watch("navy", "source:naval* radar", title="The navy"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = room.opened(tmp_path)
    with made.transaction():
        room.put(made, PAST)
        made.watches.sync(WATCHES)
    yield made
    made.close()


def mentions(store: Store, name: str) -> list[int]:
    watch = find_watch(store.db.conn, name)
    assert watch is not None
    return sorted(r[0] for r in store.db.execute(saved(watch.id).sql, [watch.id]).fetchall())


def test_a_new_watch_is_applied_to_the_past(store: Store) -> None:
    assert mentions(store, "ferry") == [1, 2]
    assert mentions(store, "navy") == [3]


def test_the_table_follows_the_file(store: Store) -> None:
    with store.transaction():
        assert store.watches.sync(WATCHES) == Synced()
        changed = [
            Watch("ferry", "ferry NOT Streik", note="no German"),
            Watch("all", "credit:* OR strait"),
        ]
        assert store.watches.sync(changed) == Synced(("all",), ("ferry",), ("navy",))
    assert mentions(store, "ferry") == [1]
    assert mentions(store, "all") == [3]
    assert find_watch(store.db.conn, "navy") is None
    assert store.db.execute("select count(*) from mentions").fetchone() == (2,)


def test_a_newcomer_is_noted_once(store: Store) -> None:
    with store.transaction():
        (row,) = room.put(store, [replace(RADAR, text="No ferry in sight of the radar.")])
        assert store.watches.note(row) == ["ferry", "navy"]
        assert store.watches.note(row) == []
    assert mentions(store, "ferry") == [1, 2, row]


def test_an_edit_takes_a_mention_away_and_gives_it_back(store: Store) -> None:
    with store.transaction():
        store.db.execute("update articles set title = 'Boat', text = 'It stays.' where id = 1")
        assert store.watches.note(1) == []
    assert mentions(store, "ferry") == [2]
    assert store.watches.of_story(1) == ["ferry"]  # it once matched: its edits still matter
    with store.transaction():
        store.db.execute("update articles set text = 'The ferry stays.' where id = 1")
        assert store.watches.note(1) == []
    assert mentions(store, "ferry") == [1, 2]


def test_a_forgotten_article_takes_its_mentions_along(store: Store) -> None:
    with store.transaction():
        store.db.execute("delete from articles where id = 2")
    assert mentions(store, "ferry") == [1]


def a_story(store: Store, *articles: int, origin: int, outlets: int) -> int:
    story = int(
        store.db.table("stories")
        .insert({"title": "Told", "origin": origin, "outlets": outlets})
        .last_pk
    )
    for article in articles:
        store.db.execute("update articles set story = ? where id = ?", [story, article])
    return story


def test_reprints_count_once_where_it_is_asked_who_is_independent(store: Store) -> None:
    with store.transaction():
        (row,) = room.put(store, [replace(FERRY, source="naval-news")])
        store.watches.note(row)
        story = a_story(store, 1, 2, origin=2, outlets=2)
    watch = find_watch(store.db.conn, "ferry")
    assert watch is not None
    of = count(store.db.conn, saved(watch.id))
    assert (of.articles, of.origins, of.outlets) == (3, 2, 3)
    assert [(x.watch.name, x.count.articles) for x in listing(store.db.conn)] == [
        ("ferry", 3),
        ("navy", 1),
    ]
    alone, told = sorted(by_story(store.db.conn, saved(watch.id)), key=lambda s: s.articles)
    assert (alone.story, alone.title, alone.outlets, alone.articles) == (None, "Ferry strike", 1, 1)
    assert (told.story, told.title, told.outlets, told.articles) == (story, "Told", 2, 2)
    assert [(line.article, line.is_lead) for line in told.shown] == [(2, True), (1, False)]
    first = leaders(store.db.conn, saved(watch.id))[0]
    assert (first.outlet, first.articles, first.first) == ("Der Bote", 1, 1)


def test_a_query_can_be_looked_at_before_it_is_saved(store: Store) -> None:
    hits = live(read_query("ferry OR language:en"))
    assert count(store.db.conn, hits).articles == 3
    assert [s.title for s in by_story(store.db.conn, hits, limit=1, offset=1)] == ["Streik"]


def test_volume_has_every_day_and_its_share(store: Store) -> None:
    with store.transaction():
        room.put(store, [RADAR])  # on the first day, like article 1
        store.db.execute(
            "update articles set published_utc = '2026-11-05T10:00:00+00:00' where id = 3"
        )
    days = volume(store.db.conn, live(read_query("ferry")))
    assert [(d.day[-2:], d.mentions, d.articles) for d in days] == [
        ("01", 1, 2), ("02", 1, 1), ("03", 0, 0), ("04", 0, 0), ("05", 0, 1)]  # fmt: skip
    assert [d.share for d in days[:3]] == [0.5, 1.0, 0.0]
    assert [
        d.day[-2:]
        for d in volume(
            store.db.conn, live(read_query("ferry")).between("2026-11-02", "2026-11-04")
        )
    ] == ["02", "03"]


def test_an_old_date_does_not_hide_the_present(store: Store) -> None:
    with store.transaction():
        store.db.execute(
            "update articles set published_utc = '1991-11-05T10:00:00+00:00' where id = 1"
        )
    days = volume(store.db.conn, live(read_query("ferry")))
    assert len(days) == 4000
    assert days[-1].articles == 1
    assert sum(d.mentions for d in days) == 1


def test_a_mention_follows_its_article_into_another_story(store: Store) -> None:
    with store.transaction():
        store.db.execute("insert into stories (id, title) values (70, 'a'), (71, 'b')")
        store.db.execute("update articles set story = 70 where id in (1, 2)")
    assert count(store.db.conn, saved(1)).origins == 1
    with store.transaction():
        store.db.execute("update articles set story = 71 where id = 2")
    assert count(store.db.conn, saved(1)).origins == 2


def test_counting_a_watch_reads_no_article(store: Store) -> None:
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    count(store.db.conn, saved(1).between("2026-11-01", None))
    store.db.conn.set_trace_callback(None)
    plans = [
        row[3]
        for question in asked
        for row in store.db.execute(f"explain query plan {question}").fetchall()
    ]
    read = [plan for plan in plans if "mentions" in plan or "articles" in plan]
    assert read
    assert all("mentions USING COVERING INDEX" in plan for plan in read), read


def test_a_passage_shows_what_was_found_or_how_it_begins(store: Store) -> None:
    shown = snippets(store.db.conn, read_query("ferry").words, [1, 3])
    assert (True, "ferry") in shown[1]
    assert shown[3] == ((False, "Nine radars, one strait."),)
