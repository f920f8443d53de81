"""Known articles are looked at again, ever more rarely: edits become revisions, and a page that is
gone is only called withdrawn when it stayed gone for days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from presswatch.values import DoorKind, Link
from storage.frontier import when
from storage.log import now, stamp

#: age of an article at each look: most edits come in the first hours
LADDER = tuple(timedelta(minutes=m) for m in (15, 60, 3 * 60, 24 * 60, 3 * 24 * 60, 30 * 24 * 60))
Ladder = tuple[timedelta, ...]
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
            "select coalesce(a.published_utc, a.first_seen_at), a.first_seen_at, u.article, s.recheck"
            " from urls u join articles a on a.id = u.article join sources s on s.name = u.source"
            " where u.url = ?",
            [url],
        ).fetchone()
        if row is None:
            return
        self._db.execute(
            "update urls set checked_at = ?, checks = checks + 1, next_at = ?, missing_since = null,"
            " etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) where url = ?",
            [now(), next_look(row[0], row[1], ladder(row[3])), etag, last_modified, url],
        )
        self._db.execute(
            "update articles set state = 'live' where id = ? and state != 'live'", [row[2]]
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
        self._db.execute(
            "update urls set missing_since = ?, checked_at = ?, checks = checks + 1, next_at = ?,"
            " reason = ? where url = ?",
            [stamp(since), now(), stamp(datetime.now(UTC) + timedelta(hours=12)), f"HTTP {status}", url],
        )  # fmt: skip
        self._db.execute("update articles set state = ? where id = ?", [state, row[1]])
        return state if state != row[2] else None


def ladder(written: str | None) -> Ladder:
    """The ladder of a source: what sources.toml says (seconds, as JSON), else ours."""
    if written is None:
        return LADDER
    return tuple(timedelta(seconds=age) for age in sorted(json.loads(written)))


def next_look(published: str, first_seen: str, rungs: Ladder = LADDER) -> str | None:
    """The next rung: the first age of the ladder that the article has yet to reach."""
    if not rungs:
        return None
    at = datetime.now(UTC)
    born = max(datetime.fromisoformat(published), datetime.fromisoformat(first_seen) - rungs[-1])
    age = at - min(born, at)
    following = next((rung for rung in rungs if rung > age + timedelta(seconds=1)), None)
    return stamp(at - age + following) if following else None
