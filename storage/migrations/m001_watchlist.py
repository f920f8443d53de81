"""What we watch, and through which doors."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m001_watchlist(db: Database) -> None:
    """What we watch, and through which doors."""
    db.table("sources").create(
        {"name": str, "title": str, "home": str, "language": str, "signature": str,
         "watched": int, "ours": int, "added_at": str},
        pk="name", not_null={"home", "watched"}, strict=True,
    )  # fmt: skip
    db.table("doors").create(
        {"id": int, "source": str, "kind": str, "url": str, "state": str, "said": str,
         "etag": str, "last_modified": str, "content_hash": str, "polls": int, "failures": int,
         "interval_s": int, "polled_at": str, "due_at": str, "last_new_at": str},
        pk="id", not_null={"source", "kind", "url", "state", "polls", "failures"},
        defaults={"state": "never polled", "polls": 0, "failures": 0},
        foreign_keys=[("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("doors").create_index(["source", "kind", "url"], unique=True)
    db.table("doors").create_index(["due_at"])
