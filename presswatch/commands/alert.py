"""presswatch alert"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("alert")
@click.option("--now", "impatient", is_flag=True, help="Try again at once what failed before.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send and remember nothing.")
@click.option("--test", is_flag=True, help="Send a made-up message to every target.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(db: str, impatient: bool, dry_run: bool, test: bool, quiet: bool, sources: str) -> None:
    """Tell the targets of alerts.toml what happened since they last heard of us.

    Reads the newsroom and never waits for a crawl, nor lets one wait. Exit code 8 when some
    deliveries failed: they are tried again by the next `presswatch alert`.
    """
    from presswatch import alerting
    from presswatch.errors import SOME_DELIVERIES_FAILED
    from storage import open_store

    store = open_store(db)
    try:
        alerts = alerting.configured(store, Path(sources))
        if not alerts.targets and not quiet:
            click.echo(f"no targets yet: write one into {alerting.alerts_file(Path(sources))}")
        if dry_run:
            for text in alerting.previewed(store, alerts):
                click.echo(text)
            return
        outcomes = (
            alerting.tested(alerts) if test else alerting.told(store, alerts, impatient=impatient)
        )
    finally:
        store.close()
    for outcome in outcomes:
        if outcome.sent and not quiet:
            click.echo(f"{outcome.target}: {outcome.sent} sent")
        for error in outcome.errors:
            click.echo(f"{outcome.target}: {error}", err=True)
    if any(o.errors for o in outcomes):
        sys.exit(SOME_DELIVERIES_FAILED)
