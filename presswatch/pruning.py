"""`retain_text` and `retain_raw`: texts and raw responses that are old enough are let go of.

Both are days, under [monitor] for all sources or in a [[source]] for one; without them everything
is kept. A raw response is overwritten in its WARC file, and a day's file is removed when every
source's time for it has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from presswatch.values import Source
from spiders.sources import Watchlist
from storage import Store, open_store
from storage.forgetting import scrub
from storage.log import stamp
from storage.retention import Kept, Retention


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go of."""

    texts: int = 0
    captures: int = 0
    files: int = 0

    def __bool__(self) -> bool:
        return bool(self.texts or self.captures or self.files)


def asked_for(watchlist: Watchlist) -> bool:
    """Whether anything is to be let go of at any age."""
    return any(
        _days(watchlist, source, key) is not None
        for source in (None, *watchlist.sources)
        for key in ("retain_text", "retain_raw")
    )


def after_crawl(db: str, watchlist: Watchlist) -> None:
    """What a crawl does at its end, where sources.toml names an age."""
    if asked_for(watchlist):
        store = open_store(db, writer=True)
        try:
            prune(store, watchlist, thorough=False)
        finally:
            store.close()


def prune(
    store: Store, watchlist: Watchlist, *, thorough: bool, at: datetime | None = None
) -> Pruned:
    """Lets go of what is older than the watchlist says, as of `at`.

    `thorough`: the database is written anew, so that no deleted byte stays in it.
    """
    at = at or datetime.now(UTC)
    retention = Retention(store.db)
    named = {source.name: source for source in watchlist.sources}
    texts: list[int] = []
    captures: list[Kept] = []
    for name in retention.sources():
        if (days := _days(watchlist, named.get(name), "retain_text")) is not None:
            texts += retention.old_texts(name, stamp(at - timedelta(days=days)))
        if (days := _days(watchlist, named.get(name), "retain_raw")) is not None:
            captures += retention.old_captures(name, stamp(at - timedelta(days=days)))
    store.db.execute("pragma secure_delete = on")
    store.warc.erase([one.raw for one in captures])  # first: run again, it finds the same rows
    with store.transaction():
        retention.let_go(texts)
        retention.unpoint(captures)
    files = _old_files(store, watchlist, retention, at)
    if thorough and (texts or captures):
        store.forget_seal()  # the file is written anew
        scrub(store.db)
    return Pruned(len(texts), len(captures), files)


def _days(watchlist: Watchlist, source: Source | None, key: str) -> float | None:
    """The source's own number of days, else everybody's; None: for ever."""
    own = dict(source.options).get(key) if source is not None else None
    return float(own) if own is not None else dict(watchlist.retain).get(key)


def _old_files(store: Store, watchlist: Watchlist, retention: Retention, at: datetime) -> int:
    """Removes the WARC files of days that no source keeps."""
    keeps = [_days(watchlist, source, "retain_raw") for source in (None, *watchlist.sources)]
    if any(days is None for days in keeps):
        return 0
    last = (at - timedelta(days=1 + max(days for days in keeps if days is not None))).date()
    pointed = retention.pointed_to()
    old = [p for p in store.warc.files() if p.name not in pointed and _day(p) < last]
    for path in old:
        path.unlink()
    return len(old)


def _day(path: Path) -> date:
    """The day of presswatch-2026-11-25.warc.gz; today for a name that says none."""
    try:
        return date.fromisoformat(path.name.split(".")[0][-10:])
    except ValueError:
        return datetime.now(UTC).date()
