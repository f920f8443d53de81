"""The watchlist as the database knows it: sources, and their doors with what we learned of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from presswatch.values import DoorKind, Source
from storage.addresses import registrable
from storage.log import now


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a publication, and what its last answer was."""

    id: int
    source: str
    kind: DoorKind
    url: str
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    polls: int = 0
    failures: int = 0
    interval_s: int | None = None

    @property
    def interval(self) -> timedelta | None:
        """The pause before its next poll; None before the first."""
        return timedelta(seconds=self.interval_s) if self.interval_s else None


class Sources:
    """Rows of `sources` and `doors`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def watch(self, sources: Iterable[Source]) -> None:
        """Makes the tables say what sources.toml says. Whoever left the list keeps their rows."""
        self._db.execute("update sources set watched = 0 where watched = 1")
        for source in sources:
            self._put(source, watched=True)
            for kind, urls in doors_of(source):
                for url in urls:
                    self._db.execute(
                        "insert into doors (source, kind, url) values (?, ?, ?)"
                        " on conflict (source, kind, url) do nothing",
                        [source.name, kind, url],
                    )

    def ensure(self, name: str, home: str) -> None:
        """A row for a source that is only known from an import."""
        self._db.execute(
            "insert into sources (name, home, watched, ours, signature, added_at)"
            " values (?, ?, 0, 0, '[]', ?) on conflict (name) do nothing",
            [name, home, now()],
        )

    def find(self, name: str) -> Source | None:
        """What the database knows of a source."""
        row = self._db.execute(
            "select name, title, home, language, signature, ours from sources where name = ?",
            [name],
        ).fetchone()
        if row is None:
            return None
        return Source(
            name=row[0], title=row[1], home=row[2], language=row[3],
            signature=tuple(json.loads(row[4] or "[]")), ours=bool(row[5]),
        )  # fmt: skip

    def signatures(self) -> dict[str, str]:
        """Tag → registrable domain, of every source that signs: what a copy may credit."""
        rows = self._db.execute("select home, title, signature from sources where watched = 1")
        tags: dict[str, str] = {}
        for home, title, signature in rows.fetchall():
            domain = registrable(home)
            for tag in (*json.loads(signature or "[]"), *([title] if title else [])):
                if domain:
                    tags[tag] = domain
        return tags

    def doors(self, source: Source) -> list[Door]:
        """The doors that the watchlist names for a source, in its order."""
        found = []
        for kind, urls in doors_of(source):
            for url in urls:
                row = self._db.execute(
                    "select id, source, kind, url, etag, last_modified, content_hash, polls, failures,"
                    " interval_s from doors where source = ? and kind = ? and url = ?",
                    [source.name, kind, url],
                ).fetchone()
                if row is not None:
                    found.append(Door(row[0], row[1], DoorKind(row[2]), *row[3:]))
        return found

    def is_due(self, door: Door) -> bool:
        """Has the time of the next poll come?"""
        due = self._db.execute("select due_at from doors where id = ?", [door.id]).fetchone()
        return due is None or due[0] is None or due[0] <= now()

    def polled(
        self, door: Door, *, state: str, said: str = "", due_at: str, interval_s: int, new: int = 0,
        etag: str | None = None, last_modified: str | None = None, content_hash: str | None = None,
    ) -> None:  # fmt: skip
        """An answer came, or did not. `new`: how many links were not known before."""
        good = state == "working"
        values = {
            "state": state, "said": said or None, "polled_at": now(), "due_at": due_at,
            "interval_s": interval_s, "polls": door.polls + 1,
            "failures": 0 if good else door.failures + 1,
        }  # fmt: skip
        if good:
            values |= {"etag": etag, "last_modified": last_modified, "content_hash": content_hash}
        if new:
            values["last_new_at"] = now()
        self._db.table("doors").update(door.id, values)

    def _put(self, source: Source, *, watched: bool) -> None:
        self._db.execute(
            "insert into sources (name, title, home, language, signature, watched, ours, added_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set title = excluded.title,"
            " home = excluded.home, language = excluded.language, signature = excluded.signature,"
            " watched = excluded.watched, ours = excluded.ours",
            [source.name, source.title, source.home, source.language, json.dumps(source.signature),
             int(watched), int(source.ours), now()],
        )  # fmt: skip


def doors_of(source: Source) -> list[tuple[DoorKind, tuple[str, ...]]]:
    """The doors a source names, the richest kind first."""
    return [
        (DoorKind.FEED, source.feeds),
        (DoorKind.SITEMAP, source.sitemaps),
        (DoorKind.FRONT_PAGE, source.front_pages),
    ]
