"""How is a source doing? Pure: the states of its doors and what it brought a day go in.

    failing            every door of it fails, for some hours
    silent             its doors answer and bring nothing, for longer than its own rhythm explains
    less than usual    a day, three days or a week fall out of its own weekly pattern
    more than usual

A week is compared with the four before it, day by day of the week, so that a quiet Sunday is no
alarm. What is called unusual must be so twice: by a factor of two, and further off than chance and the
source's own unevenness explain (variance-stabilised counts: Anscombe 1948).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import sqrt
from statistics import fmean, pvariance

WEEKS = 4  #: that the last days are compared with
SPANS = (1, 3, 7)  #: days that are judged together, up to yesterday
FAR = 3.5  #: standard deviations
LEAST = 8.0  #: pages that a span must usually bring before it can be unusual
FACTOR = 2.0  #: half, or twice as much
FAILING_AFTER = timedelta(hours=6)  #: before that it is a bad hour
FAILURES = 3  #: in a row


class State(StrEnum):
    """What is said of a source."""

    WORKING = "working"
    FAILING = "failing"
    SILENT = "silent"
    LESS = "less than usual"
    MORE = "more than usual"


@dataclass(frozen=True, slots=True)
class DoorState:
    """What is needed of a door."""

    state: str
    failures: int
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is doing, and the figures or the error behind it."""

    state: State
    said: str = ""


def judged(
    doors: Sequence[DoorState], volume: Mapping[date, int], known_since: date, now: datetime
) -> Health:
    """The worst that is true. `volume`: new pages by day; `known_since`: first day of watching."""
    if doors and all(_is_dead(door, now) for door in doors):
        states = ", ".join(dict.fromkeys(door.state for door in doors))
        return Health(State.FAILING, states)
    good = [door for door in doors if not door.failures]
    if good and all(door.state.startswith("silent") for door in good):
        return Health(State.SILENT, min(door.state for door in good))
    return unusual(volume, known_since, now.date()) or Health(State.WORKING)


def _is_dead(door: DoorState, now: datetime) -> bool:
    since = door.failing_since
    return door.failures >= FAILURES and since is not None and now - since >= FAILING_AFTER


def unusual(volume: Mapping[date, int], known_since: date, today: date) -> Health | None:
    """A span of days that leaves the weekly pattern; None when all is as always."""
    if today - known_since < timedelta(weeks=WEEKS, days=max(SPANS)):
        return None
    for days in SPANS:
        count = _sum(volume, today, days)
        usual = [_sum(volume, today - timedelta(weeks=w), days) for w in range(1, WEEKS + 1)]
        mean = fmean(usual)
        if max(mean, count) < LEAST:
            continue
        # the root of a count varies by 1/2; an uneven source's by more, and so does a mean of four
        uneven = max(pvariance(usual) / max(mean, 1.0), 1.0) * (1 + 1 / WEEKS)
        far = 2 * (sqrt(count) - sqrt(mean)) / sqrt(uneven)
        span = "yesterday" if days == 1 else f"in the last {days} days"
        said = f"{count} new {span}, usually {mean:.0f}"
        if count > mean * FACTOR and far > FAR:
            return Health(State.MORE, said)
        if count < mean / FACTOR and far < -FAR:
            return Health(State.LESS, said)
    return None


def _sum(volume: Mapping[date, int], end: date, days: int) -> int:
    """New pages in so many days before `end`."""
    return sum(volume.get(end - timedelta(days=d), 0) for d in range(1, days + 1))
