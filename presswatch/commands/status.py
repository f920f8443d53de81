"""presswatch status"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("status")
@click.option("--source", metavar="NAME", help="This source, with its doors and their rhythm.")
@click.option("--all", "everything", is_flag=True, help="Every source, however many there are.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a source, for other programs."
)
@click.pass_obj
def command(db: str, source: str | None, everything: bool, as_json: bool) -> None:
    """How the sources are doing, what needs a look and what to do. Exit code 6 when some fail."""
    import json
    from dataclasses import asdict

    from presswatch.errors import SOME_SOURCES_FAILED, UsageError
    from storage import open_store
    from storage.desk import crawls_now, sources_now

    store = open_store(db)
    found = sources_now(store.db, source)
    if source and not found:
        raise UsageError(f"{source}: no source of that name is watched in {db}")
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    else:
        from pipelines.retrace import advice
        from presswatch.show import console, show_losses
        from presswatch.show_status import show_source, show_status
        from storage.reading import loss_reasons

        if source:
            show_source(console, found[0])
        else:
            show_status(console, crawls_now(store.db), found, everything=everything)
            show_losses(loss_reasons(store.db))
        _say_what_is_stuck(store.path)
        if said := advice(store):
            click.echo(said)
    if any(one.failing for one in found):
        sys.exit(SOME_SOURCES_FAILED)


def _say_what_is_stuck(database: Path) -> None:
    """Messages that `presswatch alert` tried to deliver in vain."""
    from storage.deliveries import beside
    from storage.delivery_state import standings

    for one in standings(beside(database)):
        if one.stuck:
            click.echo(
                f"alerts to {one.target}: {one.waiting} waiting since {one.oldest}, tried"
                f" {one.tries} times: {one.last_error}; `presswatch alert --now` tries again"
            )
