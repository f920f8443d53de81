"""The rhythm of a door follows what its polls bring."""

from __future__ import annotations

from datetime import timedelta

from spiders.schedule import CEILING, DEAD_CEILING, FIRST, FLOOR, next_interval

HOUR = timedelta(hours=1)


def test_a_door_is_first_asked_again_after_an_hour() -> None:
    assert next_interval(None, links=30, new=30, failures=0) == FIRST


def test_mostly_new_links_bring_us_back_sooner() -> None:
    assert next_interval(HOUR, links=30, new=29, failures=0) < HOUR


def test_mostly_old_links_let_us_wait() -> None:
    assert next_interval(HOUR, links=30, new=1, failures=0) > HOUR


def test_a_balanced_poll_keeps_the_rhythm() -> None:
    assert next_interval(HOUR, links=30, new=15, failures=0) == HOUR


def test_floor_and_ceiling_hold() -> None:
    fast = slow = HOUR
    for _ in range(50):
        fast = next_interval(fast, links=10, new=10, failures=0)
        slow = next_interval(slow, links=10, new=0, failures=0)
    assert (fast, slow) == (FLOOR, CEILING)


def test_a_dead_door_is_asked_ever_more_rarely_but_never_given_up() -> None:
    pauses = [next_interval(HOUR, links=0, new=0, failures=n) for n in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == DEAD_CEILING
