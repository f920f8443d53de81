"""An index for every column that Datasette counts by: a facet on a long table takes no scan."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps

#: (table, column); those of columns.toml that had none
FACETS = (
    ("sources", "watched"), ("sources", "language"), ("doors", "kind"), ("doors", "state"),
    ("crawls", "outcome"), ("urls", "reason"), ("fetches", "outcome"), ("fetches", "reason"),
    ("fetches", "status"), ("articles", "state"), ("matches", "kind"), ("overrides", "kind"),
    ("outbox", "source"),
)  # fmt: skip


@steps()
def m012_facets(db: Database) -> None:
    """An index for every column that Datasette counts by."""
    for table, column in FACETS:
        db.table(table).create_index([column], if_not_exists=True)
