"""presswatch check"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("check")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
def command(sources: str) -> None:
    """Read sources.toml, watches.toml and alerts.toml; a mistake names file, line, key and the fix."""
    from presswatch.alerting import alerts_file, named_watches
    from presswatch.alerts.targets import read_alerts
    from presswatch.settings import PRESSWATCH_WATCHES
    from presswatch.watching import watches_file
    from spiders.sources import read_watchlist
    from storage.watches.file import read_watches

    watchlist = read_watchlist(Path(sources))
    doors = sum(len(s.feeds) + len(s.sitemaps) + len(s.front_pages) for s in watchlist.sources)
    click.echo(
        f"{sources}: {len(watchlist.sources)} sources, {doors} doors, contact {watchlist.contact}"
    )
    if watchlist.contact.endswith("example.org"):
        click.echo("the contact is still the example's; set your own before you crawl", err=True)
    watches = watches_file(Path(sources), PRESSWATCH_WATCHES)
    if watches.exists():
        click.echo(f"{watches}: {len(read_watches(watches))} watches")
    alerts = alerts_file(Path(sources))
    if alerts.exists():
        read = read_alerts(alerts, lambda variable: "", frozenset(named_watches(Path(sources))))
        click.echo(f"{alerts}: {len(read.targets)} targets")
