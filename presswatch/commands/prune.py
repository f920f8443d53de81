"""presswatch prune"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("prune")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(db: str, quiet: bool, sources: str) -> None:
    """Let go of texts and raw responses that are older than sources.toml says.

    retain_text and retain_raw are days. Titles, links, evidence and metadata stay. A crawl does the
    same at its end; this also writes the database anew, so that no deleted byte stays in it.
    """
    from presswatch.errors import UsageError
    from presswatch.pruning import asked_for, prune
    from spiders.sources import read_watchlist
    from storage import open_store

    watchlist = read_watchlist(Path(sources))
    if not asked_for(watchlist):
        raise UsageError(f"{sources}: no retain_text or retain_raw (days) anywhere, so all is kept")
    open_store(db).close()  # says at once when there is no such database
    store = open_store(db, writer=True)
    try:
        gone = prune(store, watchlist, thorough=True)
    finally:
        store.close()
    if not quiet:
        click.echo(
            f"let go of {gone.texts} texts and {gone.captures} raw responses;"
            f" removed {gone.files} WARC files"
        )
