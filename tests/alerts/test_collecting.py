"""Which events are whose, which go together, and when a digest is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from presswatch.alerts.collecting import MOST, digest_moment
from presswatch.values import Event, Target, When
from tests.alerts import postbox
from tests.alerts.desk import Desk, hooked

BOT = hooked("http://127.0.0.2:9/")


def told(desk: Desk, target: Target, now: datetime | None = None) -> list[Event]:
    return [t.event for message in desk.owed(target, now) for t in message.events]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, 4),
        ({"events": frozenset({Event.MENTION})}, 2),
        ({"watches": frozenset({"strait"})}, 2),
        ({"watches": frozenset({"strait"}), "events": frozenset({Event.MENTION})}, 1),
        ({"events": frozenset({Event.SPREADING})}, 0),
    ],
)
def test_a_target_chooses_by_event_and_watch(
    desk: Desk, choice: dict[str, Any], expected: int
) -> None:
    desk.happen(Event.MENTION, ["radar"])
    desk.happen(Event.MENTION, ["strait"])
    desk.happen(Event.EDIT, ["radar", "strait"])
    desk.happen(Event.WITHDRAWN, [])
    assert len(told(desk, replace(BOT, **choice))) == expected


@pytest.mark.parametrize(("outlets", "tells"), [(2, 1), (5, 1), (6, 1), (7, 1), (8, 0)])
def test_a_spreading_story_is_told_when_it_reaches_the_number(
    desk: Desk, outlets: int, tells: int
) -> None:
    for before, after in ((1, 2), (2, 3), (3, 6), (6, 7)):
        desk.happen(Event.SPREADING, before=before, outlets=after)
    assert len(told(desk, replace(BOT, outlets=outlets))) == tells


def test_what_belongs_to_one_story_comes_in_one_message(desk: Desk) -> None:
    desk.happen(times=3, one_story=True)
    desk.happen(times=2)
    assert [len(m.events) for m in desk.owed(BOT)] == [3, 1, 1]


def test_a_flood_comes_in_one_message(desk: Desk) -> None:
    desk.happen(times=MOST + 1)
    assert [len(m.events) for m in desk.owed(BOT)] == [MOST + 1]


def test_a_new_target_hears_of_the_last_day(desk: Desk) -> None:
    desk.happen(times=2)
    with desk.store.transaction():
        desk.store.db.execute("update outbox set at = '2026-01-01T00:00:00+00:00' where id = 1")
    assert len(told(desk, BOT)) == 1


def test_an_event_that_was_committed_late_is_not_missed(desk: Desk) -> None:
    assert told(desk, BOT) == []
    desk.happen()
    late = datetime.now(UTC) - timedelta(minutes=5)
    with desk.store.transaction():
        desk.store.db.execute("update outbox set at = ?", [late.isoformat(timespec="seconds")])
    assert told(desk, BOT) == [Event.MENTION]


def test_events_of_an_older_version_are_passed_over(desk: Desk) -> None:
    desk.happen()
    with desk.store.transaction():
        desk.store.db.execute(
            "insert into outbox (at, event, key, payload) values ('2999', 'new article', '1', '{}')"
        )
    assert told(desk, BOT) == [Event.MENTION]


def at(hour: int, minute: int, day: int = 25) -> datetime:
    """By the clock of this machine."""
    return datetime(2026, 11, day, hour, minute).astimezone()


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        (When.HOURLY, at(9, 59), at(9, 0)),
        (When.DAILY, at(7, 0), at(7, 0)),
        (When.DAILY, at(6, 59), at(7, 0, day=24)),
        (When.DAILY, at(23, 59), at(7, 0)),
    ],
)
def test_a_digest_falls_due_on_the_hour_or_at_its_time(
    when: When, now: datetime, expected: datetime
) -> None:
    assert digest_moment(when, time(7), now) == expected


@pytest.mark.parametrize(
    ("when", "wait"), [(When.HOURLY, timedelta(hours=1)), (When.DAILY, timedelta(days=1))]
)
def test_a_digest_gathers_and_comes_once(desk: Desk, when: When, wait: timedelta) -> None:
    first = datetime.now(UTC)
    with postbox.webhook() as hook:
        target = replace(hooked(hook.url), when=when)
        desk.happen(times=2)
        assert desk.alert(target, now=first)[0].sent == 0
        desk.happen(times=3, one_story=True)
        assert desk.alert(target, now=first + wait)[0].sent == 1
        assert desk.alert(target, now=first + wait)[0].sent == 0
        assert desk.alert(target, now=first + 2 * wait)[0].sent == 0  # nothing to tell
        desk.happen()
        assert desk.alert(target, now=first + 3 * wait)[0].sent == 1
    assert [body.count(b'"new mention"') for body in (p.body for p in hook.posts)] == [5, 1]


def test_a_target_that_goes_from_a_digest_to_at_once_gets_what_waited(desk: Desk) -> None:
    daily = replace(BOT, when=When.DAILY)
    desk.happen(times=2)
    assert told(desk, daily) == []
    assert len(told(desk, BOT)) == 2
