"""presswatch crawl"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("crawl")
@click.option("--source", metavar="NAME", help="Only this source.")
@click.option("--due", is_flag=True, help="Only doors whose time has come: for cron and timers.")
@click.option("--recheck", is_flag=True, help="Look at every known article again, due or not.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(
    db: str, source: str | None, due: bool, recheck: bool, quiet: bool, sources: str
) -> None:
    """Crawl the watchlist: fetch what is new, link copies, store."""
    from presswatch.crawl import run
    from presswatch.pruning import after_crawl
    from presswatch.show import summary
    from spiders.sources import read_watchlist

    watchlist = read_watchlist(Path(sources))
    watchlist.named(source)
    overrides = {"PRESSWATCH_DB": db, "PRESSWATCH_SOURCES": sources}
    if not quiet and sys.stderr.isatty():
        overrides["EXTENSIONS"] = {"presswatch.progress.Progress": 500}
    flags = {name: "1" for name, on in (("due", due), ("recheck", recheck)) if on}
    outcome = run("press", overrides, source=source, **flags)
    after_crawl(db, watchlist)
    if not quiet:
        summary(db, outcome)
    sys.exit(outcome.exit_code)
