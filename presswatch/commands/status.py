"""presswatch status"""

from __future__ import annotations

import sys

import click


@click.command("status")
@click.pass_obj
def command(db: str) -> None:
    """What was crawled when, what failed and why. Exit code 6 when some sources are failing."""
    from presswatch.errors import SOME_SOURCES_FAILED
    from presswatch.show import show_status
    from storage import open_store
    from storage.reading import loss_reasons, recent_crawls, source_states

    store = open_store(db)
    states = source_states(store.db)
    show_status(recent_crawls(store.db), states, loss_reasons(store.db))
    if any(s.failing for s in states):
        sys.exit(SOME_SOURCES_FAILED)
