"""Where a page failed, and the answer that it failed on: for replaying what was set aside."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m014_quarantine(db: Database) -> None:
    """Where a page failed, and the answer that it failed on: for replaying what was set aside."""
    db.execute("alter table fetches add column stage text")
    db.execute("alter table urls add column fetch integer")
