"""Watches, which articles match them, and events that are announced once."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m013_watches(db: Database) -> None:
    """Watches, which articles match them, and events that are announced once."""
    db.execute("alter table outbox add column key text")
    db.execute("alter table outbox add column watches text")  # JSON list of names
    db.execute("update outbox set key = id, watches = '[]'")
    db.execute("create unique index idx_outbox_event_key on outbox (event, key)")
