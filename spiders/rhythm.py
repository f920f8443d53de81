"""When does a door bring something new? What its polls showed goes in, an expectation comes out. Pure.

New links are counted by hour of the day and by day of the week (UTC), beside the hours for which the
door was watched; both fade, so that a site that changes its habits is followed. The rate at a moment
is the mean rate, times what that hour is worth, times what that day is worth, times how the last two
days compare with all that. So nights and Sundays are learned, and so is a morning when much happens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

HALF_LIFE = timedelta(days=14)  #: of what was counted
LATELY = timedelta(days=1)  #: half-life of the comparison with the last days
FEW = 2.0  #: links by which an hour, or a day, must differ before it counts half
LATELY_FEW = 6.0  #: the same for the last days: below this, chance alone makes a rate jump
AT_MOST = timedelta(days=14)  #: of a gap in the watching that is learned from
GUESS = 1 / 24.0  #: links an hour of a door of which nothing is known
LEAST = 0.02  #: no hour is thought to be quieter than this part of the mean

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What was counted, faded up to `until`."""

    until: datetime
    hours: tuple[float, ...] = (0.0,) * 24  #: new links by hour of the day
    hours_watched: tuple[float, ...] = (0.0,) * 24  #: hours
    days: tuple[float, ...] = (0.0,) * 7  #: new links by day of the week, Monday first
    days_watched: tuple[float, ...] = (0.0,) * 7  #: hours
    lately: float = 0.0  #: new links of the last days
    lately_expected: float = 0.0  #: and how many were to be expected

    @property
    def per_hour(self) -> float:
        """New links an hour, over all hours."""
        return (sum(self.hours) + GUESS * 6) / (sum(self.hours_watched) + 6)

    def expected(self, start: datetime, end: datetime) -> float:
        """How many new links there should be between two moments."""
        by_hour, by_day = self._worth()
        total, at = 0.0, start
        while at < end:
            following = min(_next_hour(at), end)
            total += by_hour[at.hour] * by_day[at.weekday()] * _hours(following - at)
            at = following
        return total * self.per_hour * self.pace

    def when(self, start: datetime, links: float, latest: datetime) -> datetime:
        """The moment by which so many new links are to be expected; `latest` at the latest."""
        by_hour, by_day = self._worth()
        rate = self.per_hour * self.pace
        left, at = links, start
        while at < latest:
            following = min(_next_hour(at), latest)
            here = by_hour[at.hour] * by_day[at.weekday()] * rate
            brings = here * _hours(following - at)
            if brings >= left:
                return at + timedelta(hours=left / here)
            left -= brings
            at = following
        return latest

    @property
    def pace(self) -> float:
        """How the last days compare with the habit: 1.0 as always, 2.0 twice as much."""
        return (self.lately + LATELY_FEW) / (self.lately_expected + LATELY_FEW)

    def _worth(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What each hour of the day, and each day of the week, is worth beside the mean."""
        mean = self.per_hour
        hours = tuple(
            _compared(_around(self.hours, h), _around(self.hours_watched, h) * mean)
            for h in range(24)
        )
        days = tuple(_compared(self.days[d], self.days_watched[d] * mean) for d in range(7))
        return hours, days


def _compared(counted: float, expected: float) -> float:
    return max((counted + FEW) / (expected + FEW), LEAST)


def _around(values: tuple[float, ...], hour: int) -> float:
    """An hour with half of each of its neighbours: habits do not begin on the full hour."""
    return values[hour] + (values[hour - 1] + values[(hour + 1) % 24]) / 2


def learned(
    before: Rhythm | None, now: datetime, *, new: int, dates: Iterable[datetime], all_new: bool
) -> Rhythm:
    """The rhythm after a poll at `now` that showed `new` unknown links, with these dates of them.

    Links without a credible date are spread over the time since the last poll. When everything was
    new, older links may have fallen out, and only the time that the dates cover was watched.
    """
    moments = sorted(at for at in dates if at <= now)
    if before is None:
        recent = [at for at in moments if now - at <= AT_MOST]
        if len(recent) < 3:
            return Rhythm(now)
        # what the door showed when it was first asked: the oldest only marks the beginning
        return _counted(Rhythm(recent[0]), recent[0], now, recent[1:], spread=0)
    since = max(before.until, now - AT_MOST)
    if all_new and len(moments) > 1:
        since = max(since, moments[0])
    within = [at for at in moments if at > since]
    return _counted(before, since, now, within, spread=max(0, new - len(moments)))


def _counted(
    before: Rhythm, since: datetime, now: datetime, moments: list[datetime], *, spread: int
) -> Rhythm:
    fade = 0.5 ** ((now - before.until) / HALF_LIFE)
    fast = 0.5 ** ((now - before.until) / LATELY)
    known = sum(before.hours_watched) > 48  # before that there is no habit to compare with
    expected = before.expected(since, now) / before.pace if known else 0.0
    hours, days = ([x * fade for x in v] for v in (before.hours, before.days))
    watched, weekly = ([x * fade for x in v] for v in (before.hours_watched, before.days_watched))
    length = max(_hours(now - since), 1e-9)
    at = since
    while at < now:
        following = min(_next_hour(at), now)
        span = _hours(following - at)
        for counts, share in ((watched, span), (hours, spread * span / length)):
            counts[at.hour] += share
        for counts, share in ((weekly, span), (days, spread * span / length)):
            counts[at.weekday()] += share
        at = following
    for moment in moments:
        hours[moment.hour] += 1
        days[moment.weekday()] += 1
    came = len(moments) + spread
    return replace(
        before, until=now, hours=tuple(hours), hours_watched=tuple(watched), days=tuple(days),
        days_watched=tuple(weekly), lately=before.lately * fast + (came if known else 0.0),
        lately_expected=before.lately_expected * fast + expected,
    )  # fmt: skip


def written(rhythm: Rhythm) -> str:
    """As a door's row keeps it."""
    values = [*rhythm.hours, *rhythm.hours_watched, *rhythm.days, *rhythm.days_watched,
              rhythm.lately, rhythm.lately_expected]  # fmt: skip
    short = [round(value, 2) for value in values]
    return json.dumps([int(rhythm.until.timestamp()), *short], separators=(",", ":"))


def read(text: str | None) -> Rhythm | None:
    """The rhythm of a row; None when there is none yet."""
    if not text:
        return None
    until, *v = json.loads(text)
    return Rhythm(
        datetime.fromtimestamp(until, UTC), tuple(v[:24]), tuple(v[24:48]), tuple(v[48:55]),
        tuple(v[55:62]), v[62], v[63],
    )  # fmt: skip


def _next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + _HOUR


def _hours(span: timedelta) -> float:
    return span / _HOUR
