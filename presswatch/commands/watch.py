"""presswatch watch"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("watch")
@click.option(
    "--pause", default="1 min", show_default=True, help="Shortest time between two crawls."
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object an event, on standard output."
)
@click.option("--crawls", type=int, hidden=True, help="End after so many.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(
    db: str, pause: str, quiet: bool, as_json: bool, crawls: int | None, sources: str
) -> None:
    """Crawl again and again, whenever a door is due, until Ctrl-C or SIGTERM.

    For machines without cron or systemd. The database is locked only while a crawl runs.
    """
    from presswatch.errors import UsageError
    from presswatch.rounds import Rounds
    from spiders.durations import duration

    span = duration(pause)
    if span is None:
        raise UsageError(f'--pause: {pause!r} is no time; write "1 min" or "30 s"')
    options = [name for name, on in (("--quiet", quiet), ("--json", as_json)) if on]
    silent = quiet or as_json

    def tell(said: str) -> None:
        if not silent:
            click.echo(said, err=True)

    sys.exit(Rounds(db, Path(sources), span, options, tell).run(crawls))
