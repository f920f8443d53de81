"""When did an article appear, as far as its clocks can be believed? Pure.

Pages claim times before the text existed, in the future, in the wrong zone, or a date without a
time. So a time is a span here: from the earliest to the latest moment that the clocks allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from presswatch.values import Clocks, Member

#: a page claims its time by the minute, and our clock and theirs differ by some
SLACK = timedelta(minutes=5)
#: a claim this much before anyone saw the page is an archive date or a default, yet possible
DAY = timedelta(days=1)
#: the web's first news page; earlier claims are defaults of some software
FIRST_CLAIM = datetime(1994, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class When:
    """The span in which an article appeared, and which clock says so."""

    earliest: datetime
    latest: datetime
    clock: str  #: "claimed", "feed or sitemap", "Last-Modified" or "first seen"

    @property
    def coarse(self) -> bool:
        """A date without a time."""
        return self.latest - self.earliest > timedelta(hours=1)

    def words(self) -> str:
        """For a reader: "2026-11-03 09:10 UTC", or the date alone when that is all we know."""
        return f"{self.earliest:%Y-%m-%d}" if self.coarse else f"{self.earliest:%Y-%m-%d %H:%M} UTC"


def contradicted(claim: datetime, first_seen: datetime) -> bool:
    """A claim that cannot be: later than the moment we had the page, or before there was a web."""
    return claim > first_seen + SLACK or claim < FIRST_CLAIM


def is_date_only(moment: datetime) -> bool:
    """Midnight to the second is a date without a time, not a piece published at midnight."""
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def when(member: Member) -> When:
    """The most trusted clock that nothing contradicts: the claim, the door, the header, our own."""
    clocks = member.clocks
    for claim, clock in _claims(clocks):
        if contradicted(claim, clocks.first_seen):
            continue
        if not is_date_only(claim):
            return When(claim, claim, clock)
        return _day(claim, clocks, clock)
    return When(clocks.first_seen, clocks.first_seen, "first seen")


def _claims(clocks: Clocks) -> Iterator[tuple[datetime, str]]:
    for claim, clock in (
        (clocks.published, "claimed"),
        (clocks.door, "feed or sitemap"),
        (clocks.last_modified, "Last-Modified"),
    ):
        if claim is not None:
            yield claim, clock


def _day(claim: datetime, clocks: Clocks, clock: str) -> When:
    """Any moment of that day; the feed or sitemap may know which, and we may have seen it by then."""
    end = claim + DAY
    door = clocks.door
    if door is not None and claim <= door < end and not is_date_only(door):
        return When(door, door, "feed or sitemap")
    latest = max(claim, min(end, clocks.first_seen))
    return When(claim, latest, clock)
