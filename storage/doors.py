"""The doors of the watchlist, and what was learned of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from presswatch.values import DoorKind, Source
from storage.log import now


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a publication, and what its last answer was."""

    id: int
    source: str
    kind: DoorKind
    url: str
    state: str = "never polled"
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    polls: int = 0
    failures: int = 0
    interval_s: int | None = None
    due_at: str | None = None
    last_new_at: str | None = None
    rhythm: str | None = None  #: spiders/rhythm.py writes and reads it
    wish: str | None = None  #: what it said of how often it likes to be asked, in words
    good_at: str | None = None  #: its last good answer
    trust: int = 0  #: of its validators: 1 they changed when something was new, -1 they did not

    @property
    def interval(self) -> timedelta | None:
        """The pause before its next poll; None before the first."""
        return timedelta(seconds=self.interval_s) if self.interval_s else None

    def is_due(self, at: str) -> bool:
        """Has the time of the next poll come at this stamp?"""
        return self.due_at is None or self.due_at <= at


_COLUMNS = (
    "id, source, kind, url, state, etag, last_modified, content_hash, polls, failures, interval_s,"
    " due_at, last_new_at, rhythm, wish, good_at, trust"
)


class Doors:
    """Rows of `doors`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def watch(self, sources: Iterable[Source]) -> None:
        """A row for each door that the watchlist names. Those it names no more keep theirs."""
        known = set(self._db.execute("select source, kind, url from doors").fetchall())
        for source in sources:
            for kind, urls in doors_of(source):
                for url in urls:
                    if (source.name, kind.value, url) not in known:
                        self._db.execute(
                            "insert into doors (source, kind, url) values (?, ?, ?)"
                            " on conflict (source, kind, url) do nothing",
                            [source.name, kind, url],
                        )

    def of(self, sources: Iterable[Source]) -> dict[str, list[Door]]:
        """Source → the doors that the watchlist names for it, in its order."""
        rows = {
            (door.source, door.kind, door.url): door
            for door in (
                Door(row[0], row[1], DoorKind(row[2]), *row[3:])
                for row in self._db.execute(f"select {_COLUMNS} from doors").fetchall()
            )
        }
        return {
            source.name: [
                door
                for kind, urls in doors_of(source)
                for url in urls
                if (door := rows.get((source.name, kind, url))) is not None
            ]
            for source in sources
        }

    def polled(
        self, door: Door, *, state: str, said: str = "", due_at: str, interval_s: int, new: int = 0,
        items: int | None = None, etag: str | None = None, last_modified: str | None = None,
        content_hash: str | None = None, rhythm: str | None = None, wish: str | None = None,
        trust: int = 0,
    ) -> None:  # fmt: skip
        """An answer came. `new`: links that were not known; `items`: links it shows, if it was read."""
        at = now()
        values = {
            "state": state, "said": said or None, "polled_at": at, "good_at": at, "due_at": due_at,
            "interval_s": interval_s, "polls": door.polls + 1, "failures": 0, "failing_since": None,
            "etag": etag, "last_modified": last_modified, "content_hash": content_hash,
            "rhythm": rhythm, "wish": wish or None, "trust": trust,
        }  # fmt: skip
        if items is not None:
            values["items"] = items
        if new:
            values["last_new_at"] = at
        self._update(door, values)

    def failed(self, door: Door, *, state: str, said: str, due_at: str, interval_s: int) -> None:
        """No answer that is one. What was learned of the door stays."""
        at = now()
        self._update(door, {
            "state": state, "said": said or None, "polled_at": at, "due_at": due_at,
            "interval_s": interval_s, "polls": door.polls + 1, "failures": door.failures + 1,
        })  # fmt: skip
        self._db.execute(
            "update doors set failing_since = coalesce(failing_since, ?) where id = ?",
            [at, door.id],
        )

    def _update(self, door: Door, values: Mapping[str, object]) -> None:
        sets = ", ".join(f"{column} = ?" for column in values)
        self._db.execute(f"update doors set {sets} where id = ?", [*values.values(), door.id])

    def next_due(self) -> datetime | None:
        """When the next watched door is due; None when there is none, or one was never asked."""
        row = self._db.execute(
            "select min(coalesce(d.due_at, '')) from doors d join sources s on s.name = d.source"
            " where s.watched = 1"
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row and row[0] else None


def doors_of(source: Source) -> list[tuple[DoorKind, tuple[str, ...]]]:
    """The doors a source names, the richest kind first."""
    return [
        (DoorKind.FEED, source.feeds),
        (DoorKind.SITEMAP, source.sitemaps),
        (DoorKind.FRONT_PAGE, source.front_pages),
    ]
