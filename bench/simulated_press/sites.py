"""Newsrooms: how much they publish, when, through which door, and what goes wrong with them.

Rates are log-normal (median 3 articles a day, one site in twenty above 18), with the hours of a
newsroom in its time zone and quieter weekends. One in six publishes in batches, one in twenty has an
ETag that never changes, one in five closes a part of its site to robots, one in ten has a Crawl-delay,
one in ten is down for hours, and some limit how fast they are asked.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

DAY = 86_400.0
HOUR = 3600.0
BEFORE = 10  #: days of publishing before the crawl begins: what a door shows at first


class Way(StrEnum):
    """What a site's door is."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    NEWS = "news sitemap"
    INDEX = "sitemap index"
    FRONT = "front page"


class Validators(StrEnum):
    """What its ETag is worth."""

    HONEST = "honest"
    DATED = "Last-Modified only"
    NONE = "none"
    LYING = "the same for ever"


@dataclass(frozen=True, slots=True)
class Trouble:
    """From when until when (s since the start) a site answers with something else."""

    start: float
    end: float
    status: int  #: 0: it hangs until the timeout


@dataclass(frozen=True, slots=True)
class Site:
    """A newsroom and its machine."""

    name: str
    per_day: float
    way: Way
    window: int  #: links that its door shows
    validators: Validators
    published: tuple[float, ...] = field(
        repr=False
    )  #: s since the start, ascending; below 0: before
    closed: frozenset[int] = frozenset()  #: articles that robots.txt disallows
    crawl_delay: float = 0.0
    ttl_min: int = 0
    max_age: int = 0
    troubles: tuple[Trouble, ...] = ()
    per_minute: int = 0  #: more requests than this in a minute: 429 and ten minutes of quiet
    falls_at: float = (
        math.inf
    )  #: s since the start: from then on it publishes a quarter, or nothing

    @property
    def host(self) -> str:
        return f"{self.name}.example"

    def until(self, at: float) -> int:
        """How many articles are out at a moment."""
        return bisect_right(self.published, at)

    def path(self, article: int) -> str:
        """Where an article stands."""
        section = "members-only" if article in self.closed else "news"
        return f"/{section}/{article}-what-{self.name}-reports-today"


def sites(count: int, days: int, seed: int = 1) -> list[Site]:
    """So many newsrooms."""
    chance = random.Random(seed)
    return [_site(f"site-{n:03d}", days, chance) for n in range(count)]


def _site(name: str, days: int, chance: random.Random) -> Site:
    per_day = min(max(chance.lognormvariate(math.log(3), 1.1), 0.3), 250.0)
    falls_at, left = math.inf, 1.0
    if chance.random() < 0.06:
        falls_at, left = chance.uniform(0.5, 0.8) * days * DAY, chance.choice((0.0, 0.25))
    published = _published(per_day, days, falls_at, left, chance)
    closed = chance.random() < 0.2
    return Site(
        name, per_day, chance.choices(list(Way), (45, 15, 6, 22, 4, 8))[0],
        window=int(min(max(per_day * chance.uniform(0.3, 1.5), 10), 100)),
        validators=chance.choices(list(Validators), (60, 15, 20, 5))[0],
        published=published,
        closed=frozenset(n for n in range(len(published)) if closed and chance.random() < 0.05),
        crawl_delay=chance.choice((2.0, 5.0, 10.0)) if chance.random() < 0.1 else 0.0,
        ttl_min=chance.choice((5, 15, 30)) if chance.random() < 0.1 else 0,
        max_age=chance.choice((60, 300, 900)) if chance.random() < 0.3 else 0,
        troubles=_troubles(days, chance), falls_at=falls_at,
        per_minute=20 if chance.random() < 0.04 else 0,
    )  # fmt: skip


def _published(
    per_day: float, days: int, falls_at: float, left: float, chance: random.Random
) -> tuple[float, ...]:
    zone, flat = chance.uniform(-8, 9), chance.random() < 0.15
    weekend = chance.uniform(0.25, 1.0)
    batch = chance.choice((3, 5, 8)) if chance.random() < 0.16 else 1
    peak = max(_hour(h / 4, flat) for h in range(96))
    mean = sum(_hour(h / 4, flat) for h in range(96)) / 96 * (5 + 2 * weekend) / 7
    out, at = [], -BEFORE * DAY
    while (at := at + chance.expovariate(per_day / batch / DAY * peak / mean)) < days * DAY:
        local = at + zone * HOUR
        worth = _hour(local / HOUR % 24, flat) / peak
        worth *= weekend if local // DAY % 7 >= 5 else 1.0  # the start is a Monday
        worth *= left if at > falls_at else 1.0
        if chance.random() < worth:
            size = 1 if batch == 1 else chance.randint(1, 2 * batch - 1)
            out += [at + chance.uniform(0, 600) * (size > 1) for _ in range(size)]
    return tuple(sorted(moment for moment in out if moment < days * DAY))


def _hour(hour: float, flat: bool) -> float:
    """What an hour of a newsroom's day is worth: little at night, most before noon."""
    if flat:
        return 1.0
    day = math.exp(-(((hour - 11) / 3.5) ** 2)) + 0.7 * math.exp(-(((hour - 17) / 3.0) ** 2))
    return 0.02 + day


def _troubles(days: int, chance: random.Random) -> tuple[Trouble, ...]:
    if chance.random() > 0.1:
        return ()
    start = chance.uniform(1, max(days - 2, 1.5)) * DAY
    return (Trouble(start, start + chance.uniform(1, 9) * HOUR, chance.choice((500, 502, 503, 0))),)
