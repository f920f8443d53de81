"""When is a door next due? Pure: what a poll brought goes in, the next interval comes out.

The share of links that were already known steers: a door that shows mostly old links is asked less
often, one that shows mostly new links more often, so that each poll brings some of both (the rule
that Media Cloud's rss-fetcher runs on). A failing door is asked ever more rarely, never given up.
"""

from __future__ import annotations

import random
from datetime import timedelta

FIRST = timedelta(hours=1)  #: before anything is known of a door
FLOOR = timedelta(minutes=10)  #: no door is asked more often
CEILING = timedelta(hours=24)  #: nor more rarely while it works
DEAD_CEILING = timedelta(days=7)  #: a door that keeps failing
MOSTLY_OLD = 2 / 3  #: above this share of known links, wait longer
MOSTLY_NEW = 1 / 3  #: below it, come back sooner
STEP = 1.5  #: how fast the rhythm follows


def next_interval(before: timedelta | None, *, links: int, new: int, failures: int) -> timedelta:
    """The pause after a poll that showed `links` links, `new` of them unknown until then."""
    interval = before or FIRST
    if failures:
        return min(interval * 2 ** min(failures, 8), DEAD_CEILING)
    known = 1 - new / links if links else 1.0
    if before is None:
        return FIRST
    if known > MOSTLY_OLD:
        interval = interval * STEP
    elif known < MOSTLY_NEW:
        interval = interval / STEP
    return max(FLOOR, min(interval, CEILING))


def jittered(interval: timedelta, chance: random.Random) -> timedelta:
    """± 10 %, so that doors found together are not asked together for ever."""
    return interval * chance.uniform(0.9, 1.1)
