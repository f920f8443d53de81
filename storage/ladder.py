"""When an article is looked at again: at certain ages, and then no more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from storage.log import stamp

#: age of an article at each look: most edits come in the first hours
LADDER = tuple(timedelta(minutes=m) for m in (15, 60, 3 * 60, 24 * 60, 3 * 24 * 60, 30 * 24 * 60))
Ladder = tuple[timedelta, ...]


def next_look(db: Database, url: str) -> str | None:
    """When the article at `url` reaches the next age of its source's ladder; None past the last, and for no article."""
    row = db.execute(
        "select coalesce(a.published_utc, a.first_seen_at), a.first_seen_at, s.recheck"
        " from urls u join articles a on a.id = u.article join sources s on s.name = u.source"
        " where u.url = ?",
        [url],
    ).fetchone()
    return _rung(row[0], row[1], _ladder(row[2])) if row else None


def _ladder(written: str | None) -> Ladder:
    """The ladder of a source: what sources.toml says (seconds, as JSON), else ours."""
    if written is None:
        return LADDER
    return tuple(timedelta(seconds=age) for age in sorted(json.loads(written)))


def _rung(published: str, first_seen: str, rungs: Ladder) -> str | None:
    """The next rung: the first age of the ladder that the article has yet to reach."""
    if not rungs:
        return None
    at = datetime.now(UTC)
    born = max(datetime.fromisoformat(published), datetime.fromisoformat(first_seen) - rungs[-1])
    age = at - min(born, at)
    following = next((rung for rung in rungs if rung > age + timedelta(seconds=1)), None)
    return stamp(at - age + following) if following else None
