"""What a crawl put off is done, slice by slice, each in a transaction of its own."""

from __future__ import annotations

from pipelines.announce import announce_told
from pipelines.judge import tracer_of
from pipelines.retell import retell
from storage import Store
from storage.upkeep import Work


def catch_up(store: Store) -> None:
    """Until nothing waits any more."""
    while any(store.upkeep.waiting(work, 1) for work in Work):
        try:
            with store.transaction():
                announce_told(store, retell(store, tracer_of(store).catch_up()))
        except BaseException:
            tracer_of(store).reload()  # what it remembers was just rolled back
            raise
