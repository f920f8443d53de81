"""Drawing everything anew from the stored texts gives what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.overrule import overrule
from pipelines.retrace import advice, retrace
from storage import Store, open_store
from storage.overrides import OverrideKind
from tests.pipelines import wires
from tests.pipelines.test_trace import newsroom


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is drawn from texts and overrides; slots and times of writing aside."""
    return {
        name: store.db.execute(sql).fetchall()
        for name, sql in {
            "matches": "select a, b, found, kind, words, share_a, share_b from matches order by 1, 2",
            "stock": "select gram, outlet from stock order by 1, 2",
            "articles": "select id, story from articles order by 1",
            "samples": "select article, outlet, hour, grams, cuts from fingerprints order by 1",
            "copies": "select id, article, story, copied_from, compared_with, relation, changes,"
            " evidence from copies order by 1",
            "stories": "select id, origin, origin_kind, because, articles from stories"
            " where merged_into is null order by 1",
            "overrides": "select kind, a, b, note from overrides order by id",
        }.items()
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A newsroom with copies, an excerpt, boilerplate, and an analyst who knew better."""
    store = open_store(tmp_path / "desk.db", writer=True)
    wires.keep(store, *newsroom(3))
    pair = store.db.execute("select a, b from matches where kind = 'copy' and a > 3").fetchone()
    overrule(store, OverrideKind.UNLINK, pair[0], pair[1], "the desk called both")
    overrule(store, OverrideKind.LINK, 1, 2, "two parts of one series")
    return store


def test_it_gives_the_same_answer_and_rows_keep_their_ids(store: Store) -> None:
    before = content(store)
    assert len(before["copies"]) > 3
    assert len(before["overrides"]) == 2
    seen: list[tuple[int, int]] = []
    count = retrace(store, lambda done, of: seen.append((done, of)))
    assert seen[-1] == (count, count)
    assert content(store) == before


def test_texts_too_short_for_a_gram_are_drawn_again(store: Store) -> None:
    wires.keep(
        store,
        wires.article("Too short", source="beacon"),
        wires.article("Too short, it is", source="courier"),
    )
    before = content(store)
    retrace(store)
    assert content(store) == before


def test_it_mends_an_index_that_lost_its_way(store: Store) -> None:
    before = content(store)
    with store.transaction():
        store.db.execute("delete from matches where kind = 'copy'")
        store.db.execute("delete from stock")
        store.db.execute("update articles set story = 1 where id % 3 = 0")
    retrace(store)
    after = content(store)
    for name in ("matches", "stock", "samples", "overrides"):
        assert after[name] == before[name], name
    assert groups(after) == groups(before)


def groups(content: dict[str, list[tuple[object, ...]]]) -> set[frozenset[object]]:
    found: dict[object, set[object]] = {}
    for article, story in content["articles"]:
        found.setdefault(story, set()).add(article)
    return {frozenset(members) for members in found.values()}


def test_it_stops_without_a_trace(store: Store) -> None:
    before = content(store)

    def fall_over(done: int, of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        retrace(store, fall_over)
    assert content(store) == before
    retrace(store)
    assert content(store) == before


def test_an_index_of_other_rules_is_told_from_ours(store: Store) -> None:
    assert advice(store) == ""
    [(row, grams)] = store.db.execute(
        "select id, grams from fingerprints order by id desc limit 1"
    ).fetchall()
    other = bytes(8) + grams[8:]  # a gram that today's reading does not have
    store.db.execute("update fingerprints set grams = ? where id = ?", [other, row])
    assert "presswatch retrace" in advice(store)
    retrace(store)
    assert advice(store) == ""
