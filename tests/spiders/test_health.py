"""What is said of a source, and when it is worth telling."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from presswatch.values import Source
from spiders.checkup import check_up
from spiders.health import DoorState, State, judged, unusual
from storage import Store, open_store

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LONG_AGO = date(2026, 1, 1)
WORKING = DoorState("working", 0, None)


def poisson(chance: random.Random, mean: float) -> int:
    left, count = 1.0, -1
    floor = 2.718281828459045**-mean
    while left > floor:
        left *= chance.random()
        count += 1
    return count


def weeks(per_day: float, chance: random.Random, sunday: float = 0.3) -> dict[date, int]:
    """Two months of a newsroom with quiet Sundays."""
    days = [TODAY - timedelta(days=d) for d in range(60)]
    return {d: poisson(chance, per_day * (sunday if d.weekday() == 6 else 1)) for d in days}


def test_of_a_thousand_ordinary_days_few_are_called_unusual() -> None:
    chance = random.Random(1)
    alarms = [
        unusual(weeks(chance.choice((1, 4, 15, 60)), chance), LONG_AGO, TODAY) for _ in range(1000)
    ]
    assert sum(a is not None for a in alarms) <= 3


@pytest.mark.parametrize("per_day", [5, 15, 60])
def test_a_fall_to_a_fifth_is_noticed_within_a_week(per_day: float) -> None:
    chance, noticed = random.Random(2), 0
    for _ in range(50):
        volume = weeks(per_day, chance)
        for d in range(1, 8):
            volume[TODAY - timedelta(days=d)] //= 5
        health = unusual(volume, LONG_AGO, TODAY)
        noticed += health is not None and health.state is State.LESS
    assert noticed >= 47


def test_three_times_as_much_yesterday_is_noticed_and_said_in_figures() -> None:
    volume = dict.fromkeys((TODAY - timedelta(days=d) for d in range(60)), 20)
    volume[TODAY - timedelta(days=1)] = 66
    health = unusual(volume, LONG_AGO, TODAY)
    assert health is not None
    assert (health.state, health.said) == (State.MORE, "66 new yesterday, usually 20")


def test_a_quiet_sunday_is_no_alarm() -> None:
    volume = {TODAY - timedelta(days=d): 40 for d in range(60)}
    volume |= {day: 1 for day in volume if day.weekday() == 6}
    assert unusual(volume, LONG_AGO, date(2026, 11, 23)) is None  # a Monday


def test_a_source_is_known_for_five_weeks_before_it_is_judged() -> None:
    assert unusual({}, TODAY - timedelta(weeks=4), TODAY) is None


def test_one_bad_hour_is_no_failure_and_one_good_door_is_enough() -> None:
    just = DoorState("timeout", 3, NOON - timedelta(hours=1))
    long = DoorState("HTTP 403", 5, NOON - timedelta(hours=9))
    assert judged([just], {}, LONG_AGO, NOON).state is State.WORKING
    assert judged([long, WORKING], {}, LONG_AGO, NOON).state is State.WORKING
    failing = judged([long, long], {}, LONG_AGO, NOON)
    assert (failing.state, failing.said) == (State.FAILING, "HTTP 403")
    silent = DoorState("silent since 2026-11-20", 0, None)
    assert judged([silent, long], {}, LONG_AGO, NOON).state is State.SILENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "presswatch.db", writer=True)
    source = Source("gazette", "https://gazette.example/", feeds=("https://gazette.example/f",))
    with made.transaction():
        made.sources.watch([source])
    yield made
    made.close()


def told(store: Store) -> list[tuple[str, str]]:
    rows = store.db.execute("select event, payload from outbox order by id").fetchall()
    return [(event, json.loads(payload)["said"]) for event, payload in rows]


def door_is(store: Store, state: str, failures: int) -> None:
    since = (datetime.now(UTC) - timedelta(hours=9)).isoformat(timespec="seconds")
    with store.transaction():
        store.db.execute(
            "update doors set polls = 9, state = ?, failures = ?, failing_since = ?",
            [state, failures, since if failures else None],
        )


def test_a_failure_is_told_once_and_so_is_its_end(store: Store) -> None:
    door_is(store, "working", 0)
    check_up(store, ["gazette"])
    assert told(store) == []
    door_is(store, "DNS", 4)
    check_up(store, ["gazette"])
    check_up(store, ["gazette"])
    assert told(store) == [("source failing", "DNS")]
    door_is(store, "working", 0)
    check_up(store, ["gazette"])
    check_up(store, ["gazette"])
    assert told(store) == [("source failing", "DNS"), ("source working again", "")]
    assert store.db.execute("select health from sources").fetchone() == ("working",)
