"""Known articles are looked at again, ever more rarely: edits become revisions, and a page that is
gone is only called withdrawn when it stayed gone for days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from presswatch.values import DoorKind, Link
from storage.frontier import LOOK_AGAIN, when
from storage.ladder import next_look
from storage.log import now, stamp

PROOF = timedelta(days=2)  #: a page must stay gone this long before the article counts as withdrawn
UNCONDITIONAL_EVERY = 3  #: looks without If-None-Match: servers keep an ETag over an edit


@dataclass(frozen=True, slots=True)
class Look:
    """A page to look at again, with what the server said of its version."""

    link: Link
    etag: str | None
    last_modified: str | None


class Rechecks:
    """The part of `urls` that is done but not forgotten."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def due(self, source: str, limit: int, *, all_of_them: bool = False) -> list[Look]:
        """Pages of a source whose time has come, those waiting longest first."""
        rows = self._db.execute(
            "select url, title, published_at, door, etag, last_modified, checks from urls"
            " where source = ? and state = 'done' and (? or next_at <= ?) and not exists"
            " (select 1 from articles a where a.id = urls.article and a.pruned_at is not null)"
            " order by next_at limit ?",
            [source, all_of_them, now(), limit],
        )
        return [
            Look(
                Link(url, title, when(published), DoorKind(door)),
                etag if (checks + 1) % UNCONDITIONAL_EVERY else None,
                modified if (checks + 1) % UNCONDITIONAL_EVERY else None,
            )
            for url, title, published, door, etag, modified, checks in rows.fetchall()
        ]

    def looked(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> None:
        """The page is there. Sets the next look by the age of the article."""
        row = self._db.execute(
            "select u.article from urls u join articles a on a.id = u.article where u.url = ?",
            [url],
        ).fetchone()
        if row is None:
            return
        self._db.execute(
            "update urls set checked_at = ?, checks = checks + 1, next_at = ?, missing_since = null,"
            " etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) where url = ?",
            [now(), next_look(self._db, url), etag, last_modified, url],
        )
        self._db.execute(
            "update articles set state = 'live' where id = ? and state != 'live'", [row[0]]
        )

    def gone(self, url: str, status: int) -> str | None:
        """The page answered 404 or 410. Returns the article's new state when it changed."""
        row = self._db.execute(
            "select u.missing_since, u.article, a.state from urls u join articles a on a.id = u.article"
            " where u.url = ? and u.state = 'done'",
            [url],
        ).fetchone()
        if row is None:
            return None
        since = when(row[0]) or datetime.now(UTC)
        state = "withdrawn" if datetime.now(UTC) - since >= PROOF else "missing"
        soon = stamp(datetime.now(UTC) + LOOK_AGAIN)  # until it is proven
        self._db.execute(
            "update urls set missing_since = ?, checked_at = ?, checks = checks + 1, next_at = ?,"
            " reason = ? where url = ?",
            [stamp(since), now(), soon if state == "missing" else next_look(self._db, url), f"HTTP {status}", url],
        )  # fmt: skip
        self._db.execute("update articles set state = ? where id = ?", [state, row[1]])
        return state if state != row[2] else None
