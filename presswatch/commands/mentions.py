"""presswatch mentions"""

from __future__ import annotations

import click


@click.command("mentions")
@click.argument("name")
@click.option("--days", type=click.IntRange(1), help="Only the last so many days.")
@click.option("--limit", default=20, show_default=True, help="Most stories.")
@click.pass_obj
def command(db: str, name: str, days: int | None, limit: int) -> None:
    """What the watch NAME found: counts, who leads, days, and the stories with a passage of each."""
    from presswatch.errors import UsageError
    from presswatch.show_watches import days_ago, show_mentions
    from storage import open_store
    from storage.watches.listing import find_watch, watches
    from storage.watches.mentions import saved

    store = open_store(db)
    watch = find_watch(store.db.conn, name)
    if watch is None:
        known = ", ".join(w.name for w in watches(store.db.conn)) or "none yet"
        raise UsageError(f"no watch {name!r} in {db}; there are: {known}; see `presswatch watches`")
    since = days_ago(days) if days else None
    show_mentions(store.db.conn, watch, saved(watch.id).between(since, None), limit)
