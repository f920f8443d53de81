"""Where the bodies of a site end: lines with nothing of the story below them."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m090_body_end(db: Database) -> None:
    """Where the bodies of a site end."""
    db.execute("alter table site_lines add column ends integer not null default 0")
