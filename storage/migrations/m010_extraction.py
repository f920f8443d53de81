"""What extraction learns of a site, and when an article is of."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m010_extraction(db: Database) -> None:
    """What extraction learns of a site, and when an article is of."""
    db.table("articles").add_column("published_utc", str)
    db.execute("update articles set published_utc = published_at")
    db.table("articles").create_index(["published_utc"])
