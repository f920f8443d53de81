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
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object an event, on standard output."
)
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(
    db: str, source: str | None, due: bool, recheck: bool, quiet: bool, as_json: bool, sources: str
) -> None:
    """Crawl the watchlist: fetch what is new, link copies, store."""
    from pipelines.fork_server import prepare
    from spiders.sources import read_watchlist
    from storage import open_store

    watchlist = read_watchlist(Path(sources))
    chosen = watchlist.named(source)
    if due and not recheck and (idle := _nothing_due(db, chosen)):
        if not (quiet or as_json):
            click.echo(idle)
        return
    store = open_store(db, writer=True)  # whoever else writes is told now, before Scrapy is loaded
    if store.log.news_is_likely():
        prepare()
    from presswatch.crawl import run
    from presswatch.pruning import after_crawl

    overrides = {"PRESSWATCH_DB": db, "PRESSWATCH_SOURCES": sources}
    if as_json:
        overrides["EXTENSIONS"] = {"presswatch.json_lines.JsonLines": 500}
    elif not quiet and sys.stderr.isatty():
        overrides["EXTENSIONS"] = {"presswatch.progress.Progress": 500}
    flags = {name: "1" for name, on in (("due", due), ("recheck", recheck)) if on}
    outcome = run("press", overrides, source=source, **flags)
    after_crawl(db, watchlist)
    if as_json:
        from presswatch.json_lines import summed_up

        click.echo(summed_up(outcome))
    elif not quiet:
        from pipelines.retrace import advice
        from presswatch.show import summary

        summary(db, outcome)
        if said := advice(open_store(db)):
            click.echo(said)
    sys.exit(outcome.exit_code)


def _nothing_due(db: str, chosen: object) -> str:
    """A sentence when nothing is due; empty when there is something to do."""
    from datetime import UTC, datetime

    from spiders.durations import in_words
    from storage.due import next_due

    at = next_due(db, chosen)  # type: ignore[arg-type]
    now = datetime.now(UTC)
    if at is None:
        return "the watchlist names no source; `presswatch add https://…` adds one"
    return f"nothing is due; the next look is in {in_words(at - now)}" if at > now else ""
