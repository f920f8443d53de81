"""Outbox → messages: which events are whose, and which go together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from presswatch.alerts.message import Message, to_json
from presswatch.values import Event, Target, When
from storage.deliveries import Contact, Deliveries, Owed, Taken
from storage.happened import Happened, happened_at, happened_since, last_row, tell
from storage.log import stamp

#: a new target hears of the last day, so that what is tried out has something to say
FIRST_LOOK = timedelta(days=1)
#: looked at again each time, since a crawl commits an event after the moment it bears
OVERLAP = timedelta(days=1)
MOST = 10  #: messages of one target at one time; more news than that comes in one
LARGEST = 500  #: events in one message


def concerns(target: Target, event: Happened) -> bool:
    """Whether an event is for a target."""
    if event.event not in target.events:
        return False
    if target.watches and not target.watches & set(event.watches):
        return False
    if event.event is Event.SPREADING:
        return int(event.payload["before"]) < target.outlets <= int(event.payload["outlets"])
    return True


class Collector:
    """One look into the outbox of a newsroom, for all targets."""

    def __init__(
        self,
        newsroom: sqlite3.Connection,
        deliveries: Deliveries,
        now: datetime,
        address: str | None,
    ) -> None:
        """`newsroom`: a reading connection. `address`: where its pages are, for links."""
        self._conn = newsroom
        self._deliveries = deliveries
        self._now = now
        self._address = address

    def collect(self, target: Target) -> Contact:
        """Takes what is new for a target and writes the messages that are to go out now."""
        with self._deliveries.transaction():
            contact = self._deliveries.meet(target.name, self._now - FIRST_LOOK, self._now)
            since = contact.since
            if contact.collected_at is not None:
                again = datetime.fromisoformat(contact.collected_at) - OVERLAP
                since = max(since, stamp(again))
            seen = last_row(self._conn)
            fresh = happened_since(self._conn, since, contact.seen)
            mine = [Taken(h.hash, h.row) for h in fresh if concerns(target, h)]
            self._deliveries.take(target.name, mine, self._now, seen)
            self._forget(target)
            if target.when is When.AT_ONCE or self._is_due(target, contact):
                self._write(target, self._known(target.name, self._deliveries.waiting(target.name)))
                self._deliveries.digested(target.name, self._now)
        return contact

    def _is_due(self, target: Target, contact: Contact) -> bool:
        last = datetime.fromisoformat(contact.digest_at)
        return last < digest_moment(target.when, target.at, self._now)

    def _known(self, name: str, taken: Sequence[Taken]) -> list[Happened]:
        """The events as the outbox has them; what was forgotten there is forgotten here."""
        rows = happened_at(self._conn, (t.row for t in taken))
        kept = [t for t in taken if t.row in rows and rows[t.row].hash == t.event]
        self._deliveries.forgotten(name, set(taken) - set(kept))
        return [rows[t.row] for t in kept]

    def _write(self, target: Target, events: Sequence[Happened]) -> None:
        groups = [list(events)] if events else []
        if target.when is When.AT_ONCE:
            groups = together(events)
            if len(groups) > MOST:
                groups = [list(events)]
        for group in groups:
            for start in range(0, len(group), LARGEST):
                self._put(target, group[start : start + LARGEST])

    def _put(self, target: Target, events: Sequence[Happened]) -> None:
        key = self._deliveries.new_key()
        body = self._body(key, target.name, str(target.when), stamp(self._now), events)
        taken = [Taken(h.hash, h.row) for h in events]
        self._deliveries.write(target.name, key, taken, body, self._now)

    def _body(self, key: str, target: str, when: str, at: str, events: Sequence[Happened]) -> str:
        return to_json(
            Message(key, target, at, when, tuple(tell(self._conn, events)), self._address)
        )

    def _forget(self, target: Target) -> None:
        """Takes out of waiting messages what was removed from the newsroom since they were written."""
        for owed in self._deliveries.owed(target.name):
            taken = self._deliveries.about(owed.id)
            kept = self._known(target.name, taken)
            if not kept:
                self._deliveries.drop(owed.id, "its events were forgotten")
            elif len(kept) < len(taken):
                self._deliveries.rewrite(owed.id, self._again(owed, target, kept), len(kept))

    def _again(self, owed: Owed, target: Target, kept: Sequence[Happened]) -> str:
        return self._body(owed.key, target.name, str(target.when), owed.made_at, kept)


def together(events: Iterable[Happened]) -> list[list[Happened]]:
    """Events of one story, or of one source, in the order of the first of each."""
    groups: dict[tuple[str, object], list[Happened]] = {}
    for event in events:
        about: tuple[str, object] = ("article", event.article)
        if event.story is not None:
            about = ("story", event.story)
        elif event.article is None:
            about = ("source", event.source)
        groups.setdefault(about, []).append(event)
    return list(groups.values())


def digest_moment(when: When, at: time, now: datetime) -> datetime:
    """The latest moment at which a digest fell due: the full hour, or `at` by this machine's clock."""
    local = now.astimezone()
    if when is When.HOURLY:
        return local.replace(minute=0, second=0, microsecond=0)
    day = local if (local.hour, local.minute) >= (at.hour, at.minute) else local - timedelta(days=1)
    return day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
