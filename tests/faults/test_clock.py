"""A clock that is ten years behind or four hundred days ahead: nothing lost, and what waits comes due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer
from presswatch.values import Link, Source
from storage import open_store
from storage.log import stamp
from tests.faults.desks import (
    complaints,
    database,
    demo_desk,
    doubled,
    environment,
    query,
    run,
    stories,
)
from tests.faults.shims import shim

DAY = 86_400
LEAPS = (-3650, 0, 1, 400, -365, 0)  #: days, one crawl each
Figure = Callable[[str], None]


def test_what_a_wrong_clock_put_off_is_due_when_it_is_right_again(tmp_path: Path) -> None:
    gazette = Source("gazette", "https://gazette.example/", feeds=("https://gazette.example/feed",))
    store = open_store(tmp_path / "desk.db", writer=True)
    far = stamp(datetime.now(UTC) + timedelta(days=400))
    with store.transaction() as db:
        store.sources.watch([gazette])
        store.frontier.offer("gazette", [Link("https://gazette.example/a")])
        db.execute("update urls set next_at = ?", [far])
        db.execute("update doors set due_at = ?", [far])
    assert store.frontier.waiting("gazette", 9) == []
    store.close()
    store = open_store(tmp_path / "desk.db", writer=True)
    assert len(store.frontier.waiting("gazette", 9)) == 1
    assert store.db.execute("select count(*) from doors where due_at > ?", [far[:4]]).fetchone()
    assert store.db.execute("select count(*) from doors where due_at >= ?", [far]).fetchone() == (
        0,
    )
    store.close()


@pytest.mark.soak
def test_a_clock_that_leaps(tmp_path: Path, figure: Figure) -> None:
    library = str(shim("skewed_clock", tmp_path))
    calm, desk = demo_desk(tmp_path / "calm"), demo_desk(tmp_path / "desk")
    with PressServer() as press:
        assert run(calm, "crawl", "--quiet", env=environment(press.proxy)).returncode == 0
        for days in LEAPS:
            env = environment(press.proxy, LD_PRELOAD=library, SKEW_S=str(days * DAY))
            ran = run(desk, "crawl", "--quiet", env=env)
            assert ran.returncode == 0, f"{days} days: {ran.stderr}"
    urls = "select url from articles order by url"
    assert query(database(desk), urls) == query(database(calm), urls)
    assert doubled(database(desk)) == 0
    assert query(database(desk), "select 1 from urls where state = 'pending'") == []
    backwards = query(
        database(desk), "select 1 from articles where published_at > datetime('now', '+2 days')"
    )
    assert backwards == []
    assert complaints(desk) == []
    same = len(stories(database(desk)) & stories(database(calm)))
    figure(
        f"clock at {LEAPS} days: {len(query(database(desk), urls))} articles, 0 lost, 0 doubled;"
        f" {same} of {len(stories(database(calm)))} stories as undisturbed"
    )
