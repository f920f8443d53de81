"""What a crawl put off is done, slice by slice, each in a transaction of its own."""

from __future__ import annotations

from pipelines.announce import announce_uncredited
from pipelines.judge import tracing
from pipelines.retell import retell
from storage import Store
from storage.upkeep import Work


def catch_up(store: Store) -> None:
    """Until nothing waits any more."""
    while any(store.upkeep.waiting(work, 1) for work in Work):
        with tracing(store) as tracer, store.transaction():
            announce_uncredited(store, retell(store, tracer.catch_up()))
