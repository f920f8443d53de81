"""When is a door next due? Pure: its rhythm and its answers go in, a moment comes out.

A door is asked when three new links for four polls are to be expected, so that about half of its
polls show only what was seen already: between 1/3 and 2/3 of them is the band in which a reader waits
at most half of the site's own interval, for about one and a half polls an article. (Media Cloud's
rss-fetcher holds the share of seen *items* within that band. A feed shows some twenty items, so it
comes when ten are new, and the reader waits for half of ten intervals: docs/operating.md has both
figures. Here the items are the safeguard: when most of what a poll shows is new, older links may have
fallen out, and we come back sooner.)

A failing door is asked ever more rarely and never given up; it revives by itself.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from spiders.rhythm import Rhythm

EXPECTED = 0.75  #: new links a poll should bring; 1.0: fewer requests, longer waits
FIRST = timedelta(hours=1)  #: a door of which nothing is known
GETTING_TO_KNOW = 24.0  #: hours watched, before the night of a newsroom is told from its silence
WHILE_UNKNOWN = timedelta(hours=2)  #: the longest pause until then
FLOOR = timedelta(minutes=5)  #: no door is asked more often
CEILING = timedelta(hours=24)  #: nor more rarely while it works
RETRY = timedelta(minutes=15)  #: after the first failure, then doubling
DEAD_CEILING = timedelta(days=7)  #: of a door that keeps failing
MOSTLY_NEW = 2 / 3  #: share of new links above which some may have fallen out of the door


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which bounds a door is asked: ours, or those of its source."""

    floor: timedelta = FLOOR
    ceiling: timedelta = CEILING


OURS = Limits()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a door itself says of how often it likes to be asked (spiders/freshness.py)."""

    pause: timedelta = timedelta()  #: Cache-Control, Expires, ttl: not before this has passed
    skip_hours: frozenset[int] = frozenset()  #: hours of the day (UTC) in which nothing is new
    skip_days: frozenset[int] = frozenset()  #: days of the week, Monday is 0


def next_due(
    rhythm: Rhythm, now: datetime, *, links: int, new: int, wish: Wish, limits: Limits = OURS
) -> datetime:
    """When to ask again after a poll that showed `links` links, `new` of them unknown until then."""
    if not sum(rhythm.hours_watched):
        due = now + FIRST
    else:
        due = rhythm.when(now, EXPECTED, now + limits.ceiling)
    if sum(rhythm.hours_watched) < GETTING_TO_KNOW:
        due = min(due, now + WHILE_UNKNOWN)
    if links > 1 and new / links > MOSTLY_NEW and sum(rhythm.hours_watched) > 24:
        due = min(due, now + (due - now) / 2)
    due = max(due, now + limits.floor)
    return after_skipped(max(due, now + min(wish.pause, CEILING)), wish)


def after_skipped(due: datetime, wish: Wish) -> datetime:
    """The first moment from `due` that the feed does not ask to skip; `due` if it skips them all."""
    at = due
    for _ in range(8 * 24):
        if at.hour not in wish.skip_hours and at.weekday() not in wish.skip_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def retry(failures: int, *, final: bool = False) -> timedelta:
    """The pause after so many failures in a row; `final` ones start from a day."""
    first = timedelta(days=1) if final else RETRY
    return min(first * 2 ** min(failures - 1, 12), DEAD_CEILING)


def jittered(pause: timedelta, chance: random.Random) -> timedelta:
    """± 10 %, so that doors found together are not asked together for ever."""
    return pause * chance.uniform(0.9, 1.1)
