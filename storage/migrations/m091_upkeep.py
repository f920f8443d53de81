"""What tracing put off, so that no single article holds up a crawl."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m091_upkeep(db: Database) -> None:
    """What tracing put off, so that no single article holds up a crawl."""
    db.table("upkeep").create(
        {"work": str, "row": int}, pk=("work", "row"), not_null={"work", "row"}, strict=True
    )
