"""The rhythm of a door follows what its polls bring, and what it asks for."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from spiders.rhythm import Rhythm, learned, read, written
from spiders.schedule import (
    CEILING,
    DEAD_CEILING,
    EXPECTED,
    FIRST,
    FLOOR,
    RETRY,
    Limits,
    Wish,
    jittered,
    next_due,
    retry,
)

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def watched(hours: range | tuple[int, ...], every: timedelta, days: int = 14) -> Rhythm:
    """A door that was asked every half hour and brought something in some hours of the day."""
    at = MONDAY - timedelta(days=days)
    rhythm = Rhythm(at)
    while at < MONDAY:
        since, at = at, at + HOUR / 2
        count = (
            int((at - MONDAY) / every) - int((since - MONDAY) / every) if at.hour in hours else 0
        )
        rhythm = learned(rhythm, at, new=count, dates=[at] * count, all_new=False)
    return rhythm


def pause(rhythm: Rhythm, at: datetime = MONDAY, **more: object) -> timedelta:
    said = {"links": 20, "new": 0, "wish": Wish(), **more}
    return next_due(rhythm, at, **said) - at  # type: ignore[arg-type]


def test_a_door_of_which_nothing_is_known_is_asked_again_after_an_hour() -> None:
    first = learned(None, MONDAY, new=0, dates=[], all_new=True)
    assert pause(first) == FIRST


def test_the_dates_of_its_first_answer_already_tell_how_busy_it_is() -> None:
    busy = learned(
        None, MONDAY, new=0, dates=[MONDAY - HOUR * n / 2 for n in range(40)], all_new=True
    )
    calm = learned(
        None, MONDAY, new=0, dates=[MONDAY - HOUR * 12 * n for n in range(10)], all_new=True
    )
    assert pause(busy) < HOUR < 4 * HOUR < pause(calm)


@pytest.mark.parametrize("every", [HOUR / 2, HOUR, 2 * HOUR, 6 * HOUR])
def test_it_is_asked_when_three_links_for_four_polls_are_to_be_expected(every: timedelta) -> None:
    assert pause(watched(range(24), every)) == pytest.approx(EXPECTED * every, rel=0.25)


def test_nights_are_learned() -> None:
    rhythm = watched(range(8, 20), HOUR / 2)
    night, day = MONDAY.replace(hour=21), MONDAY.replace(hour=11)
    assert pause(rhythm, night) > 4 * pause(rhythm, day)
    assert (night + pause(rhythm, night)).hour < 10


def test_a_week_that_is_busier_than_always_is_followed_within_a_day() -> None:
    rhythm = watched(range(24), 2 * HOUR)
    before, at = pause(rhythm), MONDAY
    for _ in range(12):
        at += 2 * HOUR
        rhythm = learned(rhythm, at, new=4, dates=[at] * 4, all_new=False)
    assert pause(rhythm, at) < before / 2


def test_floor_and_ceiling_hold_and_a_source_may_have_its_own() -> None:
    fast, slow = watched(range(24), HOUR / 60, days=3), watched((), HOUR)
    assert (pause(fast), pause(slow)) == (FLOOR, CEILING)
    own = Limits(floor=HOUR / 2, ceiling=2 * HOUR)
    assert (pause(fast, limits=own), pause(slow, limits=own)) == (HOUR / 2, 2 * HOUR)


def test_when_most_of_what_it_shows_is_new_we_come_back_sooner() -> None:
    rhythm = watched(range(24), 2 * HOUR)
    assert pause(rhythm, links=10, new=9) == pytest.approx(pause(rhythm) / 2, rel=0.01)


def test_what_the_door_asks_for_is_respected() -> None:
    rhythm = watched(range(24), HOUR / 2)
    assert pause(rhythm, wish=Wish(pause=3 * HOUR)) == 3 * HOUR
    skips = Wish(skip_hours=frozenset(range(6)))
    assert (MONDAY + pause(rhythm, wish=skips)).hour == 6
    assert pause(rhythm, wish=Wish(skip_days=frozenset(range(7)))) < HOUR  # all of them: no wish


def test_a_dead_door_is_asked_ever_more_rarely_but_never_given_up() -> None:
    pauses = [retry(n) for n in range(1, 40)]
    assert pauses[0] == RETRY
    assert pauses == sorted(pauses)
    assert pauses[-1] == DEAD_CEILING
    assert retry(1, final=True) == timedelta(days=1)


def test_a_gap_in_the_watching_is_not_taken_for_silence() -> None:
    rhythm = watched(range(24), HOUR)
    back = MONDAY + timedelta(days=3)  # off for three days; the feed only reaches a day back
    shown = [back - HOUR * n for n in range(24)]
    after = learned(rhythm, back, new=24, dates=shown, all_new=True)
    assert after.per_hour == pytest.approx(rhythm.per_hour, rel=0.1)


def test_a_rhythm_is_what_it_was_after_it_was_written() -> None:
    rhythm = watched(range(8, 20), HOUR)
    again = read(written(rhythm))
    assert again is not None
    assert again.until == rhythm.until
    assert pause(again).total_seconds() == pytest.approx(pause(rhythm).total_seconds(), rel=0.02)
    assert read(None) is None


def test_doors_found_together_are_not_asked_together_for_ever() -> None:
    chance = random.Random(1)
    pauses = {jittered(HOUR, chance) for _ in range(100)}
    assert len(pauses) == 100
    assert all(0.9 * HOUR <= p <= 1.1 * HOUR for p in pauses)
