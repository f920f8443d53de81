"""What must never come back, and which texts were let go of for their age."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m015_forgetting(db: Database) -> None:
    """What must never come back, and which texts were let go of for their age."""
    db.table("tombstones").create(
        {"id": int, "kind": str, "hash": str, "grams": bytes, "made_at": str},
        pk="id", not_null={"kind", "hash", "made_at"}, strict=True,
    )  # fmt: skip
    db.table("tombstones").create_index(["kind", "hash"], unique=True)
    db.execute("alter table articles add column pruned_at text")
