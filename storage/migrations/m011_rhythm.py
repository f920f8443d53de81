"""What is learned of a door's rhythm and health, and how much each source brings a day."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m011_rhythm(db: Database) -> None:
    """What is learned of a door's rhythm and health, and how much each source brings a day."""
    for column, kind in (
        ("rhythm", "text"), ("wish", "text"), ("good_at", "text"), ("failing_since", "text"),
        ("trust", "integer not null default 0"), ("items", "integer"),
    ):  # fmt: skip
        db.execute(f"alter table doors add column {column} {kind}")
    for column in ("health", "health_since", "health_said", "recheck"):
        db.execute(f"alter table sources add column {column} text")
    db.table("volume").create(
        {"source": str, "day": str, "found": int}, pk=("source", "day"), not_null={"found"},
        foreign_keys=[("source", "sources", "name")], strict=True,
    )  # fmt: skip
    # what a source's doors left to fetch, and which of its pages are due for another look
    db.execute("create index idx_urls_pending on urls (source, next_at) where state = 'pending'")
    db.execute("create index idx_urls_looks on urls (source, next_at) where state = 'done'")
