"""What we promised each host: when it was last asked, and until when it is left alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlite_utils import Database

from presswatch.values import Notice, Standing

Transaction = Callable[[], AbstractContextManager[Database]]


class Hosts:
    """Politeness that survives a restart. Times are seconds since the epoch."""

    def __init__(self, db: Database, transaction: Transaction) -> None:
        self._db, self._transaction = db, transaction

    def recall(self, host: str) -> tuple[float | None, float | None]:
        """(last asked at, parked until) of a host; None where nothing is known."""
        row = self._db.execute(
            "select last_at, parked_until from hosts where host = ?", [host]
        ).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def remember(
        self, host: str, last_at: float | None, parked_until: float | None, why: str
    ) -> None:
        """Keeps the promise on disk."""
        with self._transaction() as db:
            db.execute(  # once a request: sqlite-utils' upsert takes ten times as long
                "insert into hosts (host, last_at, parked_until, why) values (?, ?, ?, ?)"
                " on conflict (host) do update set last_at = excluded.last_at,"
                " parked_until = excluded.parked_until, why = excluded.why",
                [host, last_at, parked_until, why],
            )


class Notices:
    """robots.txt and its like, kept from one crawl to the next."""

    def __init__(self, db: Database, transaction: Transaction) -> None:
        self._db, self._transaction = db, transaction

    def recall(self, url: str) -> Notice | None:
        """What stood at a URL ("https://example.org/robots.txt")."""
        row = self._db.execute(
            "select standing, because, until, text from notices where url = ?", [url]
        ).fetchone()
        return Notice(Standing(row[0]), row[1], row[2], row[3]) if row else None

    def remember(self, url: str, notice: Notice) -> None:
        """Keeps a notice."""
        with self._transaction() as db:
            db.table("notices").upsert(
                {"url": url, "standing": notice.standing, "because": notice.because,
                 "until": notice.until, "text": notice.text}, pk="url",
            )  # fmt: skip
