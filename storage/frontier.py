"""The frontier: every URL a door ever named, and whether it is done.

A URL is done if and only if its article, the article's place in a story and the pointer to the raw
response are committed: they are written in the same transaction. There is no "in flight": what a
killed crawl was fetching is still pending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from presswatch.values import DoorKind, Link
from storage.ladder import next_look
from storage.log import now, stamp

TRIES = 3  #: a page that failed this often is set aside, with the reason
LOOK_AGAIN = timedelta(hours=12)  #: after a look at a known article that brought nothing
RETRY_AFTER = (timedelta(minutes=10), timedelta(hours=2), timedelta(hours=12))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A URL whose page is wanted."""

    link: Link
    source: str
    tries: int


class Frontier:
    """Rows of `urls`."""

    def __init__(self, db: Database, refuses: Callable[[str], bool] = lambda _: False) -> None:
        self._db = db
        self._refuses = refuses  #: what was forgotten is not even written down as wanted

    def offer(self, source: str, links: Iterable[Link]) -> list[Link]:
        """Adds the links that are not known yet; returns those."""
        new = []
        for link in links:
            if self._refuses(link.url):
                continue
            cursor = self._db.execute(
                "insert into urls (url, source, door, title, published_at, found_at)"
                " values (?, ?, ?, ?, ?, ?) on conflict (url) do nothing",
                [link.url, source, link.door, link.title,
                 stamp(link.published_at) if link.published_at else None, now()],
            )  # fmt: skip
            if cursor.rowcount:
                new.append(link)
        return new

    def sources_with_work(self) -> set[str]:
        """Sources that have pages to fetch now: left by earlier crawls, or due for another look."""
        rows = self._db.execute(
            "select distinct source from urls where state = 'pending' and (next_at is null or next_at <= ?1)"
            " union select distinct source from urls where state = 'done' and next_at <= ?1",
            [now()],
        )
        return {row[0] for row in rows.fetchall()}

    def waiting(self, source: str, limit: int) -> list[Waiting]:
        """What is wanted of a source now, newest first."""
        rows = self._db.execute(
            "select url, title, published_at, door, tries from urls"
            " where source = ? and state = 'pending' and (next_at is null or next_at <= ?)"
            " order by coalesce(published_at, found_at) desc, id limit ?",
            [source, now(), limit],
        )
        return [
            Waiting(Link(url, title, when(published), DoorKind(door)), source, tries)
            for url, title, published, door, tries in rows.fetchall()
        ]

    def done(self, url: str, article: int) -> None:
        """Its article is in the same transaction."""
        self._db.execute(
            "update urls set state = 'done', article = ?, reason = null,"
            " next_at = case state when 'done' then next_at else ? end where url = ?",
            [article, now(), url],
        )

    def lost(self, url: str, reason: str) -> None:
        """There is no article here, and trying again would not help."""
        self._db.execute(
            "update urls set state = 'lost', reason = ?, checked_at = ? where url = ? and state = 'pending'",
            [reason, now(), url],
        )
        self._look_later(url)

    def failed(self, url: str, reason: str, fetch: int | None = None) -> None:
        """Worth another try, ever later; after TRIES it is set aside. `fetch`: the row of this try."""
        row = self._db.execute("select tries from urls where url = ?", [url]).fetchone()
        if row is None:
            return
        tries = row[0] + 1
        wait = RETRY_AFTER[min(tries, len(RETRY_AFTER)) - 1]
        self._db.execute(
            "update urls set tries = ?, next_at = ?, reason = ?, checked_at = ?,"
            " fetch = coalesce(?, fetch),"
            " state = case when ? >= ? then 'quarantined' else 'pending' end"
            " where url = ? and state = 'pending'",
            [tries, stamp(datetime.now(UTC) + wait), reason, now(), fetch, tries, TRIES, url],
        )
        self._look_later(url)

    def _look_later(self, url: str) -> None:
        """An article that we have stays one, whatever a later look brings; the next is not now, and
        none comes after the last rung of its ladder.
        """
        soon = stamp(datetime.now(UTC) + LOOK_AGAIN)
        again = soon if next_look(self._db, url) else None
        self._db.execute(
            "update urls set next_at = ?, checked_at = ? where url = ? and state = 'done'"
            " and next_at <= ?",
            [again, now(), url, now()],
        )

    def postpone(self, url: str, until: float, reason: str) -> None:
        """Not now, and not for any fault of its own. `until` is in epoch seconds."""
        self._db.execute(
            "update urls set next_at = ?, reason = ? where url = ?",
            [stamp(datetime.fromtimestamp(until, UTC)), reason, url],
        )

    def forget(self, url: str) -> None:
        """No row says that it was ever named."""
        self._db.execute("delete from urls where url = ?", [url])

    def count(self, state: str = "pending") -> int:
        """How many URLs are in a state."""
        row = self._db.execute("select count(*) from urls where state = ?", [state]).fetchone()
        return int(row[0])


def when(text: str | None) -> datetime | None:
    """A time as the database writes it."""
    return datetime.fromisoformat(text) if text else None
