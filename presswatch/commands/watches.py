"""presswatch watches"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("watches")
@click.option("--days", type=click.IntRange(1), help="Count only the last so many days.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(db: str, days: int | None, sources: str) -> None:
    """Apply watches.toml to the database and list what each watch came to.

    New and changed watches are applied to all articles that are there. `presswatch mentions NAME`
    shows what one of them found.
    """
    from presswatch.errors import LockHeld
    from presswatch.settings import PRESSWATCH_WATCHES
    from presswatch.show_watches import days_ago, show_synced, show_watches
    from presswatch.watching import sync_watches, watches_file
    from storage import open_store
    from storage.watches.listing import listing

    open_store(db).close()  # says at once when there is no such database
    try:
        store = open_store(db, writer=True)
    except LockHeld as held:
        click.echo(f"{held}; the file is applied when the next crawl begins", err=True)
        store = open_store(db)
    else:
        show_synced(sync_watches(store, Path(sources), PRESSWATCH_WATCHES))
    try:
        since = days_ago(days) if days else None
        show_watches(listing(store.db.conn, since), watches_file(Path(sources), PRESSWATCH_WATCHES))
    finally:
        store.close()
