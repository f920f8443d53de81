"""When is there something to do? Asked before anything heavy is loaded: for `crawl --due` and `watch`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from presswatch.values import Source
from storage import open_store
from storage.doors import Doors


def next_due(db: str | Path, sources: Sequence[Source]) -> datetime | None:
    """The moment of the next door, page or second look; the past when something is due now.

    A watchlist that names a door which the database does not know is due at once. None when the
    watchlist is empty.
    """
    if not sources:
        return None
    now = datetime.now(UTC)
    if not Path(str(db).removeprefix("sqlite:")).expanduser().exists():
        return now
    store = open_store(db)
    try:
        doors = Doors(store.db).of(sources)
        named = sum(len(s.feeds) + len(s.sitemaps) + len(s.front_pages) for s in sources)
        moments = [door.due_at for each in doors.values() for door in each]
        if len(moments) < named or None in moments:
            return now
        names = {source.name for source in sources}
        moments += [at for source, at in _pages(store.db) if source in names]
        return min(datetime.fromisoformat(at) for at in moments if at)
    finally:
        store.close()


def _pages(db: Database) -> list[tuple[str, str]]:
    """(source, earliest moment) of pages that are wanted, or due for another look."""
    return list(
        db.execute(
            "select source, min(coalesce(next_at, found_at)) from urls where state = 'pending' group by 1"
            " union all select source, min(next_at) from urls where state = 'done'"
            " and next_at is not null group by 1"
        ).fetchall()
    )
